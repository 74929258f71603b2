/*
 * The annotations of GitHub's Checks API, as an array of batches: a request
 * takes at most 50 (docs.github.com/rest/checks/runs, "annotations").
 */
#include "base/str.h"
#include "base/utf8.h"
#include "report/json_string.h"
#include "report/report.h"

enum {
    BATCH_MAX = 50,
    TITLE_MAX = 255,      /* characters */
    TEXT_MAX = 64 * 1024, /* bytes of message, and of raw_details */
};

/* A sink that writes the inside of a JSON string, and stops at a limit. */
struct limited {
    struct tt_sink sink;
    struct tt_sink *into;
    size_t room;
};

static void write_limited(struct tt_sink *sink, struct tt_str bytes)
{
    struct limited *string = (struct limited *)sink;
    size_t kept = 0;
    while (kept < bytes.len) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(bytes, kept, &code);
        size_t cost = code == TT_UTF8_BAD ? sizeof(TT_UTF8_BAD_BYTES) - 1 : len;
        if (cost > string->room) {
            string->room = 0;
            break;
        }
        string->room -= cost;
        kept += len;
    }
    tt_json_part(string->into, tt_str_slice(bytes, 0, kept));
}

static struct limited open_string(struct tt_sink *sink, const char *key, size_t room)
{
    tt_print(sink, ", \"%s\": \"", key);
    return (struct limited){{write_limited}, sink, room};
}

static void close_string(struct limited *string)
{
    tt_print(string->into, "\"");
}

static const char *level(enum tt_severity severity)
{
    switch (severity) {
    case TT_NOTICE:
        return "notice";
    case TT_WARNING:
        return "warning";
    case TT_ERROR:
        break;
    }
    return "failure";
}

static void print_path(struct tt_sink *sink, struct tt_str path)
{
    tt_print(sink, "{\"path\": ");
    tt_json_string(sink, tt_report_path(path));
}

static void print_lines(struct tt_sink *sink, const struct tt_place *place)
{
    tt_print(sink, ", \"start_line\": %u, \"end_line\": %u", place->start.line,
             place->end.line);
    if (place->start.line == place->end.line) {
        tt_print(sink, ", \"start_column\": %u, \"end_column\": %u", place->start.column,
                 place->end.column);
    }
}

static void print_message(struct tt_sink *sink, const struct tt_finding *finding)
{
    struct limited message = open_string(sink, "message", TEXT_MAX);
    tt_write(&message.sink, finding->message);
    if (finding->detail.len > 0) {
        tt_write(&message.sink, TT_STR("\n\n"));
        tt_write(&message.sink, finding->detail);
    }
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct tt_related *related = &finding->related[i];
        tt_write(&message.sink, i > 0 ? TT_STR("\n") : TT_STR("\n\n"));
        tt_write(&message.sink, related->place.path);
        tt_print(&message.sink, ":%u: ", related->place.start.line);
        tt_write(&message.sink, related->message);
    }
    close_string(&message);
}

static void print_finding(struct tt_sink *sink, const struct tt_finding *finding)
{
    print_path(sink, finding->place.path);
    print_lines(sink, &finding->place);
    tt_print(sink, ", \"annotation_level\": \"%s\"", level(finding->severity));
    struct limited title = open_string(sink, "title", TITLE_MAX);
    tt_write(&title.sink, TT_STR("tiptoe: "));
    tt_write(&title.sink, finding->rule);
    close_string(&title);
    print_message(sink, finding);
    if (finding->hint.len > 0) {
        struct limited details = open_string(sink, "raw_details", TEXT_MAX);
        tt_write(&details.sink, finding->hint);
        close_string(&details);
    }
    tt_print(sink, "}");
}

static void print_error(struct tt_sink *sink, const struct tt_report_error *error)
{
    print_path(sink, error->path);
    unsigned line = error->line > 0 ? error->line : 1;
    tt_print(sink, ", \"start_line\": %u, \"end_line\": %u", line, line);
    tt_print(sink, ", \"annotation_level\": \"failure\", \"title\": \"tiptoe: not checked\"");
    struct limited message = open_string(sink, "message", TEXT_MAX);
    tt_write(&message.sink, error->message);
    close_string(&message);
    tt_print(sink, "}");
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    size_t total = report->error_count + report->finding_count;
    tt_print(sink, "[");
    for (size_t i = 0; i < total; i++) {
        const char *between = i == 0 ? "\n  [" : i % BATCH_MAX == 0 ? "\n  ],\n  [" : ",";
        tt_print(sink, "%s\n    ", between);
        if (i < report->error_count) {
            print_error(sink, &report->errors[i]);
        } else {
            print_finding(sink, &report->findings[i - report->error_count]);
        }
    }
    tt_print(sink, total > 0 ? "\n  ]\n]\n" : "]\n");
}

const struct tt_reporter tt_reporter_github_checks = {
    .name = "github-checks",
    .summary = "batches of annotations for GitHub's Checks API",
    .print = print,
};
