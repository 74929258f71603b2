#include "cli/rule_page.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "report/report.h"

static struct tt_str options_of(struct tt_arena *arena, const struct tt_rule_option *option)
{
    struct tt_str text = TT_STR("");
    for (; option && option->name; option++) {
        text = tt_str_format(arena, TT_FMT "%s- `%s`: %s (%d unless given, %d to %d)\n",
                             TT_ARG(text), text.len > 0 ? "" : "\n## Options\n\n", option->name,
                             option->help, option->standard, option->least, option->most);
    }
    return text;
}

struct tt_str tt_rule_page(struct tt_arena *arena, size_t rule)
{
    struct tt_rule_info info = tt_rule_at(rule);
    return tt_str_format(arena,
                         "%s" TT_FMT "\n## In short\n\n"
                         "`%s`: %s, in the preset `%s`; about %s; for PostgreSQL %d and newer; "
                         "since tiptoe %s.%s\n",
                         info.docs, TT_ARG(options_of(arena, info.options)), info.id,
                         tt_severity_name(info.severity), info.preset, info.family,
                         info.pg_version, info.since,
                         info.fixes ? " `tiptoe fix` makes the edits of what it finds where "
                                      "they are certainly right."
                                    : "");
}

/* The page with its headings one deeper, and the rule's name for its title. */
static void print_section(struct tt_sink *sink, struct tt_arena *arena, size_t rule)
{
    struct tt_str page = tt_rule_page(arena, rule), line;
    bool in_code = false, title = true;
    tt_print(sink, "\n## %s\n\n", tt_rule_at(rule).id);
    while (tt_str_next_line(&page, &line)) {
        in_code = in_code != tt_str_starts(line, "```");
        if (title) {
            tt_print(sink, "**" TT_FMT "**\n", TT_ARG(tt_str_slice(line, 2, line.len)));
        } else {
            bool heading = !in_code && tt_str_starts(line, "#");
            tt_print(sink, "%s" TT_FMT "\n", heading ? "#" : "", TT_ARG(line));
        }
        title = false;
    }
}

static void print_index(struct tt_sink *sink)
{
    tt_print(sink,
             "| rule | severity | preset | about | what it flags |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info info = tt_rule_at(i);
        tt_print(sink, "| [`%s`](#%s) | %s | %s | %s | %s |\n", info.id, info.id,
                 tt_severity_name(info.severity), info.preset, info.family, info.summary);
    }
}

/* The tool's names of the rule, each in backticks. */
static struct tt_str names_of(struct tt_arena *arena, struct tt_rule_info info,
                              const char *tool)
{
    struct tt_str rest = tt_str_from(info.same_as), word, names = TT_STR("");
    struct tt_str prefix = tt_str_format(arena, "%s:", tool);
    while (tt_str_next_word(&rest, &word)) {
        if (tt_str_starts(word, prefix.ptr)) {
            names = tt_str_format(arena, TT_FMT "%s`" TT_FMT "`", TT_ARG(names),
                                  names.len > 0 ? ", " : "",
                                  TT_ARG(tt_str_slice(word, prefix.len, word.len)));
        }
    }
    return names;
}

static void print_aliases(struct tt_sink *sink, struct tt_arena *arena)
{
    static const char *const tools[] = {"squawk", "eugene", "pgfence", "strong_migrations",
                                        "atlas"};
    tt_print(
        sink,
        "\n## Names that others use\n\n"
        "They are accepted wherever a rule is named: in comments, in the configuration, on "
        "the command line and by `tiptoe explain`. The last two take `squawk:NAME` as well, "
        "where two tools mean different things by one word.\n\n| rule");
    for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
        tt_print(sink, " | %s", tools[i]);
    }
    tt_print(sink, " |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info info = tt_rule_at(i);
        if (!info.same_as) {
            continue;
        }
        tt_print(sink, "| [`%s`](#%s)", info.id, info.id);
        for (size_t j = 0; j < sizeof(tools) / sizeof(tools[0]); j++) {
            tt_print(sink, " | " TT_FMT, TT_ARG(names_of(arena, info, tools[j])));
        }
        tt_print(sink, " |\n");
    }
}

void tt_print_rules_page(struct tt_sink *sink, struct tt_arena *arena)
{
    tt_print(sink,
             "<!-- Made by \"tiptoe rules --format markdown\": ninja docs makes it anew. -->\n"
             "# Rules\n\n");
    print_index(sink);
    print_aliases(sink, arena);
    for (size_t i = 0; i < tt_rule_total(); i++) {
        print_section(sink, arena, i);
    }
}
