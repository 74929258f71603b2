/*
 * GitLab's Code Quality report: an array of what it shows in a merge request
 * (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format").
 */
#include <inttypes.h>

#include "base/str.h"
#include "report/json_string.h"
#include "report/report.h"

static const uint64_t BASIS = 14695981039346656037u, PRIME = 1099511628211u; /* FNV-1a */

static uint64_t add_text(uint64_t value, struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        value = (value ^ (unsigned char)text.ptr[i]) * PRIME;
    }
    return (value ^ 0xFF) * PRIME;
}

/* GitLab shows one of those that share a fingerprint, and ours leaves the folder out. */
static uint64_t fingerprint(struct tt_str path, struct tt_str rest)
{
    return add_text(add_text(BASIS, tt_report_path(path)), rest);
}

static const char *word(enum tt_severity severity)
{
    switch (severity) {
    case TT_NOTICE:
        return "info";
    case TT_WARNING:
        return "major";
    case TT_ERROR:
        break;
    }
    return "critical";
}

static void print_location(struct tt_sink *sink, struct tt_str path, unsigned begin,
                           unsigned end)
{
    tt_puts(sink, ", \"location\": {\"path\": ");
    tt_json_string(sink, tt_report_path(path));
    tt_print(sink, ", \"lines\": {\"begin\": %u, \"end\": %u}}}", begin, end);
}

static void print_finding(struct tt_sink *sink, const struct tt_finding *finding)
{
    const struct tt_place *place = &finding->place;
    tt_puts(sink, "{\"type\": \"issue\", \"check_name\": ");
    tt_json_string(sink, finding->rule);
    tt_print(sink, ", \"severity\": \"%s\", \"fingerprint\": \"%016" PRIx64 "\"",
             word(finding->severity),
             fingerprint(place->path, tt_str_from(finding->fingerprint)));
    tt_puts(sink, ", \"description\": ");
    tt_json_string(sink, finding->message);
    if (finding->detail.len > 0) {
        tt_puts(sink, ", \"content\": {\"body\": ");
        tt_json_string(sink, finding->detail);
        tt_puts(sink, "}");
    }
    print_location(sink, place->path, place->start.line, place->end.line);
}

static void print_error(struct tt_sink *sink, const struct tt_report_error *error)
{
    unsigned line = error->line > 0 ? error->line : 1;
    tt_print(sink,
             "{\"type\": \"issue\", \"check_name\": \"not-checked\", \"severity\": "
             "\"blocker\", \"fingerprint\": \"%016" PRIx64 "\", \"description\": ",
             fingerprint(error->path, error->message));
    tt_json_string(sink, error->message);
    print_location(sink, error->path, line, line);
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    size_t total = report->error_count + report->finding_count;
    tt_puts(sink, "[");
    for (size_t i = 0; i < total; i++) {
        tt_puts(sink, i > 0 ? ",\n  " : "\n  ");
        if (i < report->error_count) {
            print_error(sink, &report->errors[i]);
        } else {
            print_finding(sink, &report->findings[i - report->error_count]);
        }
    }
    tt_puts(sink, total > 0 ? "\n]\n" : "]\n");
}

const struct tt_reporter tt_reporter_gitlab = {
    .name = "gitlab",
    .summary = "a Code Quality report, for GitLab",
    .print = print,
};
