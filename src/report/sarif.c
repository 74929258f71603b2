/* SARIF 2.1.0, the form that code scanning services read (OASIS; section numbers are its). */
#include "report/sarif.h"

#include "base/arena.h"
#include "base/str.h"
#include "lint/table.h"
#include "report/json_string.h"
#include "report/utf16_columns.h"

struct log {
    struct tt_sink *sink;
    const struct tt_report *report;
    struct tt_utf16_columns columns;
    int *rule_indexes;
};

/* --- places ------------------------------------------------------------------------- */

static bool stands_for_itself(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
}

/* Relative to where the program ran, unless the path is absolute. */
static void print_uri(struct tt_sink *sink, struct tt_str path)
{
    path = tt_report_path(path);
    tt_puts(sink, tt_str_starts(path, "/") ? "\"file://" : "\"");
    for (size_t i = 0; i < path.len; i++) {
        if (stands_for_itself(path.ptr[i])) {
            tt_write(sink, tt_str_slice(path, i, i + 1));
        } else {
            tt_print(sink, "%%%02X", (unsigned char)path.ptr[i]);
        }
    }
    tt_puts(sink, "\"");
}

static void begin_location(struct tt_sink *sink, struct tt_str path)
{
    tt_puts(sink, "\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    print_uri(sink, path);
    tt_puts(sink, "}");
}

/* Columns are left out where the line is not at hand to count them in. */
static void print_region(struct log *log, const char *name, const struct tt_place *place)
{
    size_t start = 0, end = 0;
    tt_print(log->sink, "\"%s\": {\"startLine\": %u", name, place->start.line);
    bool known = tt_utf16_column(&log->columns, place->path, place->start, &start);
    if (known) {
        tt_print(log->sink, ", \"startColumn\": %zu", start);
    }
    tt_print(log->sink, ", \"endLine\": %u", place->end.line);
    if (known && tt_utf16_column(&log->columns, place->path, place->end, &end)) {
        tt_print(log->sink, ", \"endColumn\": %zu", end);
    }
    tt_puts(log->sink, "}");
}

static void print_location(struct log *log, const struct tt_place *place)
{
    begin_location(log->sink, place->path);
    tt_puts(log->sink, ", ");
    print_region(log, "region", place);
    tt_puts(log->sink, "}");
}

/* --- messages ----------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of what would be read as a placeholder, "{0}", or 0. */
static size_t placeholder(struct tt_str text)
{
    size_t i = 1;
    while (i < text.len && is_digit(text.ptr[i])) {
        i++;
    }
    return i > 1 && i < text.len && text.ptr[i] == '}' ? i + 1 : 0;
}

/*
 * A sink for the text of a message, in which "[text](1)" would be a link
 * (3.11.6) and "{0}" a placeholder (3.11.5). All else stays as it is, since
 * not every reader takes the escapes back.
 */
struct message {
    struct tt_sink sink;
    struct tt_sink *into;
};

static void write_message(struct tt_sink *sink, struct tt_str text)
{
    struct tt_sink *into = ((struct message *)sink)->into;
    size_t shown = 0;
    for (size_t i = 0; i + 1 < text.len; i++) {
        struct tt_str rest = tt_str_slice(text, i, text.len);
        size_t len = rest.ptr[0] == '{' ? placeholder(rest) : 0;
        if (len == 0 && !tt_str_starts(rest, "](")) {
            continue;
        }
        tt_json_part(into, tt_str_slice(text, shown, i));
        if (len > 0) {
            tt_puts(into, "{");
            tt_write(into, tt_str_slice(rest, 0, len));
            tt_puts(into, "}");
        } else {
            tt_puts(into, "\\\\]");
        }
        shown = i + (len > 0 ? len : 1);
        i = shown - 1;
    }
    tt_json_part(into, tt_str_slice(text, shown, text.len));
}

static void begin_message(struct tt_sink *sink, struct message *ret_message)
{
    *ret_message = (struct message){{write_message}, sink};
    tt_puts(sink, "\"message\": {\"text\": \"");
}

static void print_message(struct tt_sink *sink, struct tt_str text)
{
    struct message message;
    begin_message(sink, &message);
    tt_write(&message.sink, text);
    tt_puts(sink, "\"}");
}

/* --- results ------------------------------------------------------------------------ */

static void print_related(struct log *log, const struct tt_finding *finding)
{
    for (size_t i = 0; i < finding->related_count; i++) {
        tt_print(log->sink,
                 i > 0 ? ", {\"id\": %zu, " : ", \"relatedLocations\": [{\"id\": %zu, ", i + 1);
        print_location(log, &finding->related[i].place);
        tt_puts(log->sink, ", ");
        print_message(log->sink, finding->related[i].message);
        tt_puts(log->sink, "}");
    }
    tt_puts(log->sink, finding->related_count > 0 ? "]" : "");
}

static void print_suppressions(struct tt_sink *sink, const struct tt_finding *finding)
{
    switch (finding->suppressed) {
    case TT_NOT_SUPPRESSED:
        return;
    case TT_SUPPRESSED_IN_SOURCE:
        tt_puts(sink, ", \"suppressions\": [{\"kind\": \"inSource\"");
        break;
    case TT_SUPPRESSED_IN_BASELINE:
        tt_puts(sink, ", \"suppressions\": [{\"kind\": \"external\"");
        break;
    }
    struct tt_str reason = finding->reason;
    if (reason.len == 0 && finding->suppressed == TT_SUPPRESSED_IN_BASELINE) {
        reason = TT_STR("recorded in the baseline");
    }
    if (reason.len > 0) {
        tt_puts(sink, ", \"justification\": ");
        tt_json_string(sink, reason);
    }
    tt_puts(sink, "}]");
}

static bool has_columns(struct log *log, const struct tt_finding *finding)
{
    size_t column = 0;
    bool known = true;
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct tt_place *place = &finding->edits[i].place;
        known = known && tt_utf16_column(&log->columns, place->path, place->start, &column) &&
                tt_utf16_column(&log->columns, place->path, place->end, &column);
    }
    return known;
}

/* Where an edit's columns can't be told, whole lines would be replaced. */
static void print_fixes(struct log *log, const struct tt_finding *finding)
{
    struct tt_sink *sink = log->sink;
    struct message title;
    if (finding->edit_count == 0 || !has_columns(log, finding)) {
        return;
    }
    tt_puts(sink, ", \"fixes\": [{\"description\": {\"text\": \"");
    title = (struct message){{write_message}, sink};
    tt_write(&title.sink, finding->fix);
    tt_puts(sink, "\"}, \"artifactChanges\": [{\"artifactLocation\": {\"uri\": ");
    print_uri(sink, finding->place.path);
    tt_puts(sink, "}, \"replacements\": [");
    for (size_t i = 0; i < finding->edit_count; i++) {
        tt_puts(sink, i > 0 ? ", {" : "{");
        print_region(log, "deletedRegion", &finding->edits[i].place);
        tt_puts(sink, ", \"insertedContent\": {\"text\": ");
        tt_json_string(sink, finding->edits[i].text);
        tt_puts(sink, "}}");
    }
    tt_puts(sink, "]}]}]");
}

static void print_result(struct log *log, const struct tt_finding *finding)
{
    struct tt_sink *sink = log->sink;
    struct message message;
    int rule = tt_sarif_rule(finding->rule);
    tt_puts(sink, "{\"ruleId\": ");
    tt_json_string(sink, finding->rule);
    if (rule >= 0) {
        tt_print(sink, ", \"ruleIndex\": %d", log->rule_indexes[rule]);
    }
    tt_print(sink, ", \"level\": \"%s\", ", tt_sarif_level(finding->severity));
    begin_message(sink, &message);
    tt_report_say(&message.sink, finding);
    tt_puts(sink, "\"}, \"locations\": [{");
    print_location(log, &finding->place);
    tt_puts(sink, "}]");
    print_related(log, finding);
    tt_print(sink, ", \"partialFingerprints\": {\"tiptoe/v1\": \"%s\"}", finding->fingerprint);
    print_fixes(log, finding);
    print_suppressions(sink, finding);
    tt_puts(sink, "}");
}

/* --- the run ------------------------------------------------------------------------ */

static void print_notification(struct tt_sink *sink, const char *level,
                               const struct tt_report_error *error)
{
    tt_print(sink, "{\"level\": \"%s\", ", level);
    print_message(sink, error->message);
    if (error->path.len > 0) {
        tt_puts(sink, ", \"locations\": [{");
        begin_location(sink, error->path);
        if (error->line > 0) {
            tt_print(sink, ", \"region\": {\"startLine\": %u}", error->line);
        }
        tt_puts(sink, "}}]");
    }
    tt_puts(sink, "}");
}

static void print_invocation(struct tt_sink *sink, const struct tt_report *report)
{
    size_t total = report->error_count + report->note_count;
    tt_print(sink, "      \"invocations\": [{\"executionSuccessful\": %s",
             report->error_count > 0 ? "false" : "true");
    for (size_t i = 0; i < total; i++) {
        bool is_error = i < report->error_count;
        tt_puts(sink, i > 0 ? ",\n        " : ", \"toolExecutionNotifications\": [\n        ");
        print_notification(sink, is_error ? "error" : "note",
                           is_error ? &report->errors[i]
                                    : &report->notes[i - report->error_count]);
    }
    tt_puts(sink, total > 0 ? "\n      ]}],\n" : "}],\n");
}

static void print_artifacts(struct tt_sink *sink, const struct tt_report *report)
{
    tt_puts(sink, "      \"artifacts\": [");
    for (size_t i = 0; i < report->file_count; i++) {
        tt_puts(sink, i > 0 ? ",\n        {\"location\": {\"uri\": "
                            : "\n        {\"location\": {\"uri\": ");
        print_uri(sink, report->files[i].path);
        tt_puts(sink, "}, \"roles\": [\"analysisTarget\"], \"sourceLanguage\": \"sql\"}");
    }
    tt_puts(sink, report->file_count > 0 ? "\n      ],\n" : "],\n");
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    struct tt_arena arena = {0};
    struct log log = {
        sink, report, {.report = report}, tt_new_array(&arena, int, tt_rule_count)};
    tt_puts(sink, "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                  "  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
                  "      \"tool\": {\"driver\": {\"name\": \"tiptoe\", ");
    tt_print(sink, "\"semanticVersion\": \"%s\", \"rules\": [", tt_version());
    tt_sarif_rules(sink, report, log.rule_indexes);
    tt_puts(sink, "\n      ]}},\n      \"columnKind\": \"utf16CodeUnits\",\n");
    print_invocation(sink, report);
    print_artifacts(sink, report);
    tt_puts(sink, "      \"results\": [");
    for (size_t i = 0; i < report->finding_count; i++) {
        tt_puts(sink, i > 0 ? ",\n        " : "\n        ");
        print_result(&log, &report->findings[i]);
    }
    tt_puts(sink,
            report->finding_count > 0 ? "\n      ]\n    }\n  ]\n}\n" : "]\n    }\n  ]\n}\n");
    tt_arena_release(&arena);
}

const struct tt_reporter tt_reporter_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, for code scanning services and viewers",
    .keeps_suppressed = true,
    .print = print,
};
