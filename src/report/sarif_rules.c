/* The rules of a SARIF log: those that it has results of, told in full. */
#include "base/arena.h"
#include "base/str.h"
#include "lint/table.h"
#include "report/json_string.h"
#include "report/sarif.h"

const char *tt_sarif_level(enum tt_severity severity)
{
    return severity == TT_NOTICE ? "note" : tt_severity_name(severity);
}

int tt_sarif_rule(struct tt_str id)
{
    const struct tt_rule_entry *entry = tt_rule_entry_find(id);
    return entry ? (int)(entry - tt_rules) : -1;
}

static void print_string(struct tt_sink *sink, const char *key, struct tt_str text)
{
    tt_print(sink, "\"%s\": ", key);
    tt_json_string(sink, text);
}

/* What stands between the title and the next blank line. */
static struct tt_str first_paragraph(struct tt_str docs)
{
    struct tt_str rest = docs, line = {0};
    while (tt_str_next_line(&rest, &line) && (line.len == 0 || line.ptr[0] == '#')) {
    }
    const char *start = line.ptr;
    size_t len = line.len;
    while (tt_str_next_line(&rest, &line) && line.len > 0) {
        len = (size_t)(line.ptr + line.len - start);
    }
    return (struct tt_str){start, len};
}

/* Its lines were broken for a file; who shows them breaks them anew. */
static void print_joined(struct tt_sink *sink, const char *key, struct tt_str text)
{
    struct tt_str line = {0};
    tt_print(sink, "\"%s\": \"", key);
    for (bool first = true; tt_str_next_line(&text, &line); first = false) {
        tt_puts(sink, first ? "" : " ");
        tt_json_part(sink, line);
    }
    tt_puts(sink, "\"");
}

/* As GitHub's code scanning calls it. */
static const char *problem(enum tt_severity severity)
{
    return severity == TT_NOTICE ? "recommendation" : tt_severity_name(severity);
}

static void print_rule(struct tt_sink *sink, struct tt_rule_info rule)
{
    struct tt_str docs = tt_str_from(rule.docs);
    tt_print(sink, "{\"id\": \"%s\", \"shortDescription\": {", rule.id);
    print_string(sink, "text", tt_str_from(rule.summary));
    tt_print(sink, "},\n          \"fullDescription\": {");
    print_joined(sink, "text", first_paragraph(docs));
    tt_print(sink, "},\n          \"help\": {");
    print_string(sink, "text", docs);
    tt_puts(sink, ", ");
    print_string(sink, "markdown", docs);
    tt_print(sink, "},\n          \"defaultConfiguration\": {\"level\": \"%s\"}",
             tt_sarif_level(rule.severity));
    tt_print(sink, ", \"properties\": {\"tags\": [\"postgresql\", \"%s\"], ", rule.family);
    tt_print(sink, "\"problem.severity\": \"%s\"}}", problem(rule.severity));
}

void tt_sarif_rules(struct tt_sink *sink, const struct tt_report *report, int *indexes)
{
    struct tt_arena arena = {0};
    bool *named = tt_new_array(&arena, bool, tt_rule_count);
    for (size_t i = 0; i < report->finding_count; i++) {
        int rule = tt_sarif_rule(report->findings[i].rule);
        if (rule >= 0) {
            named[rule] = true;
        }
    }
    int count = 0;
    for (size_t i = 0; i < tt_rule_count; i++) {
        indexes[i] = named[i] ? count++ : -1;
        if (named[i]) {
            tt_print(sink, count > 1 ? ",\n        " : "\n        ");
            print_rule(sink, tt_rule_at(i));
        }
    }
    tt_arena_release(&arena);
}
