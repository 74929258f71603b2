/*
 * The whole report as one object, a finding a line. The form is described by
 * testdata/report/tiptoe.schema.json; a change that breaks readers raises
 * SCHEMA_VERSION.
 */
#include "base/str.h"
#include "report/json_string.h"
#include "report/report.h"

enum { SCHEMA_VERSION = 1 };

static void print_text(struct tt_sink *sink, const char *key, struct tt_str value)
{
    tt_print(sink, ", \"%s\": ", key);
    tt_json_string(sink, value);
}

static void print_position(struct tt_sink *sink, const char *key, struct tt_position at)
{
    tt_print(sink, ", \"%s\": {\"line\": %u, \"column\": %u, \"offset\": %zu}", key, at.line,
             at.column, at.offset);
}

static void print_place(struct tt_sink *sink, const struct tt_place *place)
{
    tt_print(sink, "\"path\": ");
    tt_json_string(sink, place->path);
    print_position(sink, "start", place->start);
    print_position(sink, "end", place->end);
}

static void print_related(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_print(sink, ", \"related\": [");
    for (size_t i = 0; i < finding->related_count; i++) {
        tt_print(sink, i > 0 ? ", {" : "{");
        print_place(sink, &finding->related[i].place);
        print_text(sink, "message", finding->related[i].message);
        tt_print(sink, "}");
    }
    tt_print(sink, "]");
}

static void print_edits(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_print(sink, ", \"edits\": [");
    for (size_t i = 0; i < finding->edit_count; i++) {
        tt_print(sink, i > 0 ? ", {" : "{");
        print_place(sink, &finding->edits[i].place);
        print_text(sink, "text", finding->edits[i].text);
        tt_print(sink, "}");
    }
    tt_print(sink, "]");
}

static void print_suppressed(struct tt_sink *sink, const struct tt_finding *finding)
{
    switch (finding->suppressed) {
    case TT_NOT_SUPPRESSED:
        tt_print(sink, "null");
        return;
    case TT_SUPPRESSED_IN_SOURCE:
        tt_print(sink, "{\"kind\": \"in-source\"");
        break;
    case TT_SUPPRESSED_IN_BASELINE:
        tt_print(sink, "{\"kind\": \"baseline\"");
        break;
    }
    print_text(sink, "reason", finding->reason);
    tt_print(sink, "}");
}

static void print_finding(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_print(sink, "{\"rule\": ");
    tt_json_string(sink, finding->rule);
    tt_print(sink, ", \"severity\": \"%s\", ", tt_severity_name(finding->severity));
    print_place(sink, &finding->place);
    print_text(sink, "message", finding->message);
    print_text(sink, "detail", finding->detail);
    print_text(sink, "hint", finding->hint);
    print_text(sink, "certainty",
               finding->certainty == TT_PROVED ? TT_STR("proved") : TT_STR("assumed"));
    print_text(sink, "fingerprint", tt_str_from(finding->fingerprint));
    print_related(sink, finding);
    print_text(sink, "fix", finding->fix);
    print_edits(sink, finding);
    tt_print(sink, ", \"suppressed\": ");
    print_suppressed(sink, finding);
    tt_print(sink, "}");
}

static void print_file(struct tt_sink *sink, const struct tt_report_file *file)
{
    tt_print(sink, "{\"path\": ");
    tt_json_string(sink, file->path);
    tt_print(sink, ", \"pg_version\": %d, \"statements\": %u, \"unchecked\": %u}",
             file->report.pg_version, file->report.statements, file->report.unchecked);
}

static void print_error(struct tt_sink *sink, const struct tt_report_error *error)
{
    tt_print(sink, "{\"path\": ");
    tt_json_string(sink, error->path);
    tt_print(sink, ", \"message\": \"");
    if (error->line > 0) {
        tt_print(sink, "line %u, column %u: ", error->line, error->column);
    }
    tt_json_part(sink, error->message);
    tt_print(sink, "\"}");
}

/* Before item `i` of a list, each on a line of its own. */
static void next_line(struct tt_sink *sink, size_t i)
{
    tt_print(sink, i > 0 ? ",\n    " : "\n    ");
}

static void print_errors(struct tt_sink *sink, const char *name,
                         const struct tt_report_error *errors, size_t count)
{
    tt_print(sink, "  \"%s\": [", name);
    for (size_t i = 0; i < count; i++) {
        next_line(sink, i);
        print_error(sink, &errors[i]);
    }
    tt_print(sink, count > 0 ? "\n  ],\n" : "],\n");
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    tt_print(sink, "{\n  \"schema_version\": %d,\n  \"tiptoe\": \"%s\",\n", SCHEMA_VERSION,
             tt_version());
    tt_print(sink, "  \"pg_version\": %d,\n  \"findings\": [", report->pg_version);
    for (size_t i = 0; i < report->finding_count; i++) {
        next_line(sink, i);
        print_finding(sink, &report->findings[i]);
    }
    tt_print(sink, report->finding_count > 0 ? "\n  ],\n  \"files\": [" : "],\n  \"files\": [");
    for (size_t i = 0; i < report->file_count; i++) {
        next_line(sink, i);
        print_file(sink, &report->files[i]);
    }
    tt_print(sink, report->file_count > 0 ? "\n  ],\n" : "],\n");
    print_errors(sink, "errors", report->errors, report->error_count);
    print_errors(sink, "notes", report->notes, report->note_count);
    tt_print(sink,
             "  \"summary\": {\"error\": %zu, \"warning\": %zu, \"notice\": %zu, "
             "\"suppressed\": %zu}\n}\n",
             tt_report_count(report, TT_ERROR), tt_report_count(report, TT_WARNING),
             tt_report_count(report, TT_NOTICE), report->suppressed_count);
}

const struct tt_reporter tt_reporter_json = {
    .name = "json",
    .summary = "one object, for programs",
    .keeps_suppressed = true,
    .print = print,
};
