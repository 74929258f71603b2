/*
 * Workflow commands, which a GitHub Actions step turns into annotations.
 *
 * GitHub keeps the first 10 errors, 10 warnings and 10 notices of a step and
 * drops the rest (actions/toolkit, docs/problem-matchers.md), so the findings
 * of one line share an annotation, and the tenth tells what the others are. Its
 * pages do not say whether endColumn is the last column or the one after it
 * (github/docs#40038); ruff and Biome send the one after, and so do we.
 */
#include "base/str.h"
#include "report/display.h"
#include "report/report.h"

enum {
    ANNOTATIONS_MAX = 10, /* of each severity */
    SAID_MAX = 5,         /* findings of one line that are told in full */
    LIST_BYTES = 3500,    /* the runner cuts a message at 4096 (its ExecutionContext.cs) */
    LINE_BYTES = 8,       /* what the number of a line takes, about */
};

/* The findings that start on one line. */
struct spot {
    const struct tt_finding *first;
    const struct tt_finding *worst;
    size_t count;
};

static bool same_line(const struct tt_finding *a, const struct tt_finding *b)
{
    return a->place.start.line == b->place.start.line &&
           tt_str_equal(a->place.path, b->place.path);
}

static bool next_spot(const struct tt_report *report, size_t *at, struct spot *ret_spot)
{
    if (*at == report->finding_count) {
        return false;
    }
    const struct tt_finding *first = &report->findings[*at], *worst = first;
    size_t count = 0;
    for (; *at < report->finding_count && same_line(first, &report->findings[*at]); (*at)++) {
        const struct tt_finding *finding = &report->findings[*at];
        worst = finding->severity > worst->severity ? finding : worst;
        count++;
    }
    *ret_spot = (struct spot){first, worst, count};
    return true;
}

/* A property ends at a comma, and its command at a colon. */
static void print_escaped(struct tt_sink *sink, struct tt_str text, bool property)
{
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        bool special = c == '%' || c == '\n' || c == '\r';
        if (special || (property && (c == ':' || c == ','))) {
            tt_print(sink, "%%%02X", (unsigned)c);
            at++;
        } else {
            struct tt_glyph glyph = tt_glyph_at(text, at);
            tt_write(sink, glyph.bytes);
            at += glyph.eaten;
        }
    }
}

static void print_file(struct tt_sink *sink, struct tt_str path)
{
    tt_print(sink, " file=");
    print_escaped(sink, tt_report_path(path), true);
}

static void print_position(struct tt_sink *sink, const struct tt_place *place)
{
    tt_print(sink, ",line=%u,endLine=%u", place->start.line, place->end.line);
    /* Columns of different lines make the runner drop the annotation. */
    if (place->start.line == place->end.line) {
        tt_print(sink, ",col=%u,endColumn=%u", place->start.column, place->end.column);
    }
}

static void print_title(struct tt_sink *sink, const struct spot *spot)
{
    tt_print(sink, ",title=tiptoe%%3A ");
    for (size_t i = 0; i < spot->count && i < SAID_MAX; i++) {
        if (i > 0 && tt_str_equal(spot->first[i].rule, spot->first[i - 1].rule)) {
            continue;
        }
        tt_print(sink, i > 0 ? "%%2C " : "");
        print_escaped(sink, spot->first[i].rule, true);
    }
}

static void print_said(struct tt_sink *sink, const struct tt_finding *finding)
{
    print_escaped(sink, finding->message, false);
    if (finding->detail.len > 0) {
        tt_print(sink, "%%0A%%0A");
        print_escaped(sink, finding->detail, false);
    }
    if (finding->hint.len > 0) {
        tt_print(sink, "%%0A%%0AInstead:%%0A");
        print_escaped(sink, finding->hint, false);
    }
}

static void print_spot(struct tt_sink *sink, const struct spot *spot)
{
    tt_print(sink, "::%s", tt_severity_name(spot->worst->severity));
    print_file(sink, spot->worst->place.path);
    print_position(sink, &spot->worst->place);
    print_title(sink, spot);
    tt_print(sink, "::");
    for (size_t i = 0; i < spot->count && i < SAID_MAX; i++) {
        tt_print(sink, i > 0 ? "%%0A%%0A" : "");
        print_said(sink, &spot->first[i]);
    }
    if (spot->count > SAID_MAX) {
        tt_print(sink, "%%0A%%0Aand %zu more on this line", spot->count - SAID_MAX);
    }
    tt_print(sink, "\n");
}

/* One severity on its way out. */
struct queue {
    struct tt_sink *sink;
    enum tt_severity severity;
    size_t room;  /* annotations that may still be printed in full */
    size_t rest;  /* those that did not fit */
    size_t named; /* of them, named in the last one */
    size_t bytes; /* that their names took, 0 before the first */
    struct tt_str last_path;
};

static void begin_list(const struct queue *queue)
{
    const char *severity = tt_severity_name(queue->severity);
    tt_print(queue->sink, "::%s title=tiptoe%%3A %zu more %s%s::", severity, queue->rest,
             severity, queue->rest == 1 ? "" : "s");
    tt_print(queue->sink, "GitHub shows at most %d annotations of a kind. The others, by line:",
             ANNOTATIONS_MAX);
}

/* "db/1.sql: 3, 9"; line 0 stands for a file that was not checked. */
static void name(struct queue *queue, struct tt_str path, unsigned line)
{
    if (queue->bytes == 0) {
        begin_list(queue);
    }
    if (queue->bytes + path.len > LIST_BYTES) {
        queue->bytes = LIST_BYTES;
        return;
    }
    bool same_path = queue->named > 0 && tt_str_equal(path, queue->last_path);
    if (!same_path) {
        tt_print(queue->sink, "%%0A");
        print_escaped(queue->sink, path, false);
        queue->bytes += path.len;
    }
    if (line > 0) {
        tt_print(queue->sink, same_path ? ", %u" : ": %u", line);
    }
    queue->bytes += LINE_BYTES;
    queue->named++;
    queue->last_path = path;
}

static void end_list(const struct queue *queue)
{
    if (queue->named < queue->rest) {
        tt_print(queue->sink, "%%0Aand %zu more", queue->rest - queue->named);
    }
    tt_print(queue->sink, "\n");
}

static void put_error(struct queue *queue, const struct tt_report_error *error)
{
    if (queue->room == 0) {
        name(queue, error->path, 0);
        return;
    }
    queue->room--;
    tt_print(queue->sink, "::error");
    print_file(queue->sink, error->path);
    if (error->line > 0) {
        tt_print(queue->sink, ",line=%u,col=%u", error->line, error->column);
    }
    tt_print(queue->sink, ",title=tiptoe%%3A not checked::");
    print_escaped(queue->sink, error->path, false);
    tt_print(queue->sink, ": ");
    print_escaped(queue->sink, error->message, false);
    tt_print(queue->sink, "\n");
}

static void put_spot(struct queue *queue, const struct spot *spot)
{
    if (queue->room > 0) {
        queue->room--;
        print_spot(queue->sink, spot);
    } else {
        name(queue, spot->worst->place.path, spot->worst->place.start.line);
    }
}

static void print_severity(struct tt_sink *sink, const struct tt_report *report,
                           enum tt_severity severity)
{
    size_t errors = severity == TT_ERROR ? report->error_count : 0;
    size_t total = errors;
    struct spot spot;
    for (size_t at = 0; next_spot(report, &at, &spot);) {
        total += spot.worst->severity == severity;
    }
    struct queue queue = {.sink = sink, .severity = severity, .room = total};
    if (total > ANNOTATIONS_MAX) {
        queue.room = ANNOTATIONS_MAX - 1;
        queue.rest = total - queue.room;
    }
    for (size_t i = 0; i < errors; i++) {
        put_error(&queue, &report->errors[i]);
    }
    for (size_t at = 0; next_spot(report, &at, &spot);) {
        if (spot.worst->severity == severity) {
            put_spot(&queue, &spot);
        }
    }
    if (queue.rest > 0) {
        end_list(&queue);
    }
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    print_severity(sink, report, TT_ERROR);
    print_severity(sink, report, TT_WARNING);
    print_severity(sink, report, TT_NOTICE);
}

const struct tt_reporter tt_reporter_github = {
    .name = "github",
    .summary = "workflow commands, for GitHub Actions",
    .print = print,
};
