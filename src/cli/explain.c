/* "tiptoe explain RULE": the rule's own documentation. */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/guess.h"
#include "cli/output.h"
#include "cli/terminal.h"

#define BOLD "\033[1m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

static bool find_rule(const char *id, struct tt_rule_info *ret_rule)
{
    struct tt_guess guess = {.word = id};
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info rule = tt_rule_at(i);
        if (strcmp(rule.id, id) == 0) {
            *ret_rule = rule;
            return true;
        }
        tt_guess_offer(&guess, rule.id);
    }
    if (guess.best) {
        tt_complain("no rule is called \"%s\"; did you mean \"%s\"?", id, guess.best);
    } else {
        tt_complain("no rule is called \"%s\"; \"tiptoe rules\" lists them", id);
    }
    return false;
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

static enum tt_exit run_explain(struct tt_cli *cli, void *settings, const char **operands)
{
    (void)settings;
    struct tt_sink *sink = &cli->out->sink;
    if (!operands[0]) {
        tt_complain("which rule? \"tiptoe rules\" lists them");
        return TT_EXIT_TROUBLE;
    }
    bool color = tt_terminal_color(TT_COLOR_AUTO, STDOUT_FILENO);
    enum tt_exit status = TT_EXIT_CLEAN;
    bool first = true;
    for (; *operands; operands++) {
        struct tt_rule_info rule;
        if (!find_rule(*operands, &rule)) {
            status = TT_EXIT_TROUBLE;
            continue;
        }
        tt_print(sink, first ? "" : "\n");
        first = false;
        if (color) {
            print_styled(sink, tt_str_from(rule.docs));
        } else {
            tt_write(sink, tt_str_from(rule.docs));
        }
    }
    return status;
}

static const struct tt_option no_options[] = {{0}};

const struct tt_command tt_command_explain = {
    .name = "explain",
    .operands = "RULE...",
    .summary = "tell what a rule finds, why it matters, and what is safe",
    .examples = "tiptoe explain column-renamed\n",
    .options = no_options,
    .run = run_explain,
};
