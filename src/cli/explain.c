/* "tiptoe explain RULE": the rule's own documentation. */
#include <string.h>
#include <unistd.h>

#include "base/guess.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/rule_page.h"
#include "cli/terminal.h"
#include "lint/table.h"

#define BOLD "\033[1m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

static void complain_unknown(const char *name)
{
    struct tt_guess guess = {.word = name};
    for (size_t i = 0; i < tt_rule_count; i++) {
        tt_guess_offer(&guess, tt_rules[i].id);
    }
    if (guess.best) {
        tt_complain("no rule is called \"%s\"; did you mean \"%s\"?", name, guess.best);
    } else {
        tt_complain("no rule is called \"%s\"; \"tiptoe rules\" lists them", name);
    }
}

/* On a terminal, headings stand out and code needs no fences. */
static void print_styled(struct tt_sink *sink, struct tt_str docs)
{
    struct tt_str line = {0};
    bool in_code = false;
    while (tt_str_next_line(&docs, &line)) {
        if (tt_str_starts(line, "```")) {
            in_code = !in_code;
        } else if (in_code) {
            tt_print(sink, line.len > 0 ? "    " GREEN TT_FMT PLAIN "\n" : TT_FMT "\n",
                     TT_ARG(line));
        } else if (tt_str_starts(line, "#")) {
            size_t start = 0;
            while (start < line.len && (line.ptr[start] == '#' || line.ptr[start] == ' ')) {
                start++;
            }
            tt_print(sink, BOLD TT_FMT PLAIN "\n", TT_ARG(tt_str_slice(line, start, line.len)));
        } else {
            tt_print(sink, TT_FMT "\n", TT_ARG(line));
        }
    }
}

static void print_docs(struct tt_sink *sink, struct tt_arena *arena, size_t rule, bool first)
{
    struct tt_str docs = tt_rule_page(arena, rule);
    tt_print(sink, first ? "" : "\n");
    if (tt_terminal_color(TT_COLOR_AUTO, STDOUT_FILENO)) {
        print_styled(sink, docs);
    } else {
        tt_write(sink, docs);
    }
}

static enum tt_exit run_explain(struct tt_cli *cli, void *settings, const char **operands)
{
    (void)settings;
    struct tt_sink *sink = &cli->out->sink;
    if (!operands[0]) {
        tt_complain("which rule? \"tiptoe rules\" lists them");
        return TT_EXIT_TROUBLE;
    }
    enum tt_exit status = TT_EXIT_CLEAN;
    size_t printed = 0;
    for (; *operands; operands++) {
        size_t before = printed;
        for (size_t i = 0; i < tt_rule_count; i++) {
            if (tt_rule_is_called(&tt_rules[i], tt_str_from(*operands))) {
                print_docs(sink, cli->arena, i, printed++ == 0);
            }
        }
        if (printed == before) {
            complain_unknown(*operands);
            status = TT_EXIT_TROUBLE;
        }
    }
    return status;
}

static const struct tt_option no_options[] = {{0}};

const struct tt_command tt_command_explain = {
    .name = "explain",
    .operands = "RULE...",
    .takes = {TT_VALUE_WORD, &tt_words_rules},
    .summary = "tell what a rule finds, why it matters, and what is safe",
    .examples = "tiptoe explain column-renamed\n"
                "tiptoe explain renaming-column    as squawk calls it\n",
    .options = no_options,
    .run = run_explain,
};
