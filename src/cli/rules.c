/* "tiptoe rules": one line a rule. */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/rule_page.h"
#include "cli/value.h"
#include "report/json_string.h"
#include "report/report.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN };

struct rules_settings {
    int format;
};

static const char *const format_names[] = {"text", "json", "markdown", NULL};
static const struct tt_vocabulary formats = {format_names, NULL};

static bool take_format(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    struct rules_settings *settings = user;
    settings->format = tt_choose(cli->arena, "format", value, format_names, error);
    return settings->format >= 0;
}

static void print_text(struct tt_sink *sink)
{
    size_t widest = 0;
    for (size_t i = 0; i < tt_rule_total(); i++) {
        size_t len = strlen(tt_rule_at(i).id);
        widest = len > widest ? len : widest;
    }
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info rule = tt_rule_at(i);
        tt_print(sink, "%-*s  %-7s  %s\n", (int)widest, rule.id,
                 tt_severity_name(rule.severity), rule.summary);
    }
}

static void print_options(struct tt_sink *sink, const struct tt_rule_option *option)
{
    const char *comma = ", \"options\": [";
    for (; option && option->name; option++) {
        tt_print(sink,
                 "%s{\"name\": \"%s\", \"default\": %d, \"minimum\": %d, "
                 "\"maximum\": %d, \"help\": ",
                 comma, option->name, option->standard, option->least, option->most);
        tt_json_string(sink, tt_str_from(option->help));
        tt_print(sink, "}%s", option[1].name ? "" : "]");
        comma = ", ";
    }
}

static void print_json(struct tt_sink *sink)
{
    tt_print(sink, "{\n  \"schema_version\": 1,\n  \"rules\": [");
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info rule = tt_rule_at(i);
        tt_print(sink, "%s\n    {\"id\": \"%s\", \"severity\": \"%s\", \"since\": \"%s\"",
                 i > 0 ? "," : "", rule.id, tt_severity_name(rule.severity), rule.since);
        tt_print(sink, ", \"family\": \"%s\", \"preset\": \"%s\", \"fixes\": %s, \"summary\": ",
                 rule.family, rule.preset, rule.fixes ? "true" : "false");
        tt_json_string(sink, tt_str_from(rule.summary));
        print_options(sink, rule.options);
        tt_print(sink, "}");
    }
    tt_print(sink, "\n  ]\n}\n");
}

static enum tt_exit run_rules(struct tt_cli *cli, void *user, const char **operands)
{
    const struct rules_settings *settings = user;
    if (operands[0]) {
        tt_complain("\"tiptoe rules\" takes no names; \"tiptoe explain %s\" tells about a rule",
                    operands[0]);
        return TT_EXIT_TROUBLE;
    }
    switch (settings->format) {
    case FORMAT_JSON:
        print_json(&cli->out->sink);
        break;
    case FORMAT_MARKDOWN:
        tt_print_rules_page(&cli->out->sink, cli->arena);
        break;
    default:
        print_text(&cli->out->sink);
        break;
    }
    return TT_EXIT_CLEAN;
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .takes = {TT_VALUE_WORD, &formats},
     .take = take_format,
     .help = "text (unless given), json, or markdown for all that explain tells"},
    {0},
};

const struct tt_command tt_command_rules = {
    .name = "rules",
    .operands = "",
    .summary = "list the rules, their severity and what they find",
    .examples = "tiptoe rules\ntiptoe rules --format json\n",
    .options = options,
    .settings_bytes = sizeof(struct rules_settings),
    .run = run_rules,
};
