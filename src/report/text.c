/*
 * For people: what is wrong, the line it stands on, why, and what to write
 * instead, in that order, since the reader may be tired and in a hurry.
 */
#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "report/display.h"
#include "report/excerpt.h"
#include "report/report.h"

enum { PAGE_COLUMNS = 96, PAGE_COLUMNS_MIN = 40 };

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define CYAN "\033[1;36m"
#define BLUE "\033[1;34m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

struct page {
    struct tt_sink *sink;
    const struct tt_report *report;
    struct tt_map files; /* by path, to one more than the index */
    unsigned width;
    unsigned gutter; /* columns that line numbers take */
};

static void style(const struct page *page, const char *code)
{
    if (page->report->color) {
        tt_puts(page->sink, code);
    }
}

static const char *severity_style(enum tt_severity severity)
{
    return severity == TT_ERROR ? RED : severity == TT_WARNING ? YELLOW : CYAN;
}

static unsigned digits(unsigned number)
{
    unsigned count = 1;
    for (; number >= 10; number /= 10) {
        count++;
    }
    return count;
}

/* The edge that source lines and notes hang on: "   |" or "   =". */
static void print_edge(const struct page *page, char edge)
{
    style(page, BLUE);
    tt_repeat(page->sink, ' ', page->gutter + 1);
    tt_write(page->sink, (struct tt_str){&edge, 1});
    style(page, PLAIN);
}

static void print_location(const struct page *page, const char *arrow,
                           const struct tt_place *place)
{
    style(page, BLUE);
    tt_repeat(page->sink, ' ', page->gutter);
    tt_puts(page->sink, arrow);
    style(page, PLAIN);
    tt_puts(page->sink, " ");
    tt_display(page->sink, place->path);
    tt_print(page->sink, ":%u:%u\n", place->start.line, place->start.column);
}

/* How a place is marked in its line. */
struct mark {
    char sign;
    const char *style;
    struct tt_str label; /* may be empty */
};

static void print_source(const struct page *page, const struct tt_place *place,
                         struct tt_str line, struct mark mark)
{
    struct tt_excerpt excerpt;
    size_t from = place->start.column - 1;
    size_t to = place->end.line == place->start.line ? place->end.column - 1 : line.len;
    tt_excerpt_make(line, from, to, &excerpt);
    print_edge(page, '|');
    tt_puts(page->sink, "\n");
    style(page, BLUE);
    tt_print(page->sink, "%*u |", (int)page->gutter, place->start.line);
    style(page, PLAIN);
    tt_puts(page->sink, excerpt.text[0] ? " " : "");
    tt_puts(page->sink, excerpt.text);
    tt_puts(page->sink, "\n");
    print_edge(page, '|');
    tt_repeat(page->sink, ' ', excerpt.indent + 1);
    style(page, mark.style);
    tt_repeat(page->sink, mark.sign, excerpt.marked);
    if (mark.label.len > 0) {
        tt_puts(page->sink, " ");
        tt_display(page->sink, mark.label);
    }
    style(page, PLAIN);
    tt_puts(page->sink, "\n");
}

static void find_files(struct page *page)
{
    for (size_t i = page->report->file_count; i > 0; i--) {
        void *place = (void *)(uintptr_t)i; // NOLINT(performance-no-int-to-ptr)
        tt_map_set(&page->files, page->report->files[i - 1].path, place);
    }
}

/* The line of a file that was read; empty if it was not, or lies elsewhere. */
static struct tt_str line_of(const struct page *page, const struct tt_place *place)
{
    uintptr_t found = (uintptr_t)tt_map_get(&page->files, place->path);
    struct tt_str text = found > 0 ? page->report->files[found - 1].text : (struct tt_str){0};
    size_t before = place->start.column - 1;
    struct tt_str line = {0};
    if (place->start.offset >= before && place->start.offset <= text.len) {
        struct tt_str rest = tt_str_slice(text, place->start.offset - before, text.len);
        tt_str_next_line(&rest, &line);
    }
    return line;
}

static void print_related(const struct page *page, const struct tt_related *related)
{
    struct tt_str line = line_of(page, &related->place);
    print_edge(page, '|');
    tt_puts(page->sink, "\n");
    print_location(page, ":::", &related->place);
    if (line.len > 0) {
        print_source(page, &related->place, line, (struct mark){'-', BLUE, related->message});
        return;
    }
    print_edge(page, '|');
    tt_puts(page->sink, " ");
    tt_display(page->sink, related->message);
    tt_puts(page->sink, "\n");
}

/* Starts a remark; returns the columns that its label takes. */
static unsigned print_label(const struct page *page, const char *label)
{
    print_edge(page, '=');
    tt_puts(page->sink, " ");
    style(page, BOLD);
    tt_puts(page->sink, label);
    tt_puts(page->sink, ":");
    style(page, PLAIN);
    return page->gutter + 3 + (unsigned)strlen(label) + 1;
}

static void print_why(const struct page *page, struct tt_str detail)
{
    if (detail.len == 0) {
        return;
    }
    unsigned used = print_label(page, "why") + 1;
    tt_puts(page->sink, " ");
    tt_display_wrapped(page->sink, detail, used, used, page->width);
    tt_puts(page->sink, "\n");
}

static void print_hint_line(const struct page *page, struct tt_str line, bool prose,
                            unsigned indent)
{
    if (prose) {
        tt_display_wrapped(page->sink, line, indent, indent, page->width);
    } else if (line.len > 0) {
        style(page, GREEN);
        tt_display(page->sink, line);
        style(page, PLAIN);
    }
}

/* A sentence goes beside the label, and the SQL that follows it below. */
static void print_instead(const struct page *page, struct tt_str hint)
{
    if (hint.len == 0) {
        return;
    }
    struct tt_str rest = hint, line = {0};
    bool one_line = !memchr(hint.ptr, '\n', hint.len);
    unsigned used = print_label(page, "instead") + 1;
    unsigned indent = page->gutter + 5;
    bool beside = true;
    while (tt_str_next_line(&rest, &line)) {
        bool prose = one_line || tt_report_is_prose(line);
        if (beside && prose) {
            tt_puts(page->sink, " ");
            tt_display_wrapped(page->sink, line, used, used, page->width);
        } else {
            tt_puts(page->sink, beside ? "\n" : "");
            tt_repeat(page->sink, ' ', line.len > 0 ? indent : 0);
            print_hint_line(page, line, prose, indent);
        }
        beside = false;
        tt_puts(page->sink, "\n");
    }
}

static unsigned gutter_of(const struct tt_finding *finding)
{
    unsigned columns = digits(finding->place.start.line);
    for (size_t i = 0; i < finding->related_count; i++) {
        unsigned other = digits(finding->related[i].place.start.line);
        columns = other > columns ? other : columns;
    }
    return columns + 1;
}

static void print_finding(struct page *page, const struct tt_finding *finding)
{
    const char *color = severity_style(finding->severity);
    page->gutter = gutter_of(finding);
    style(page, color);
    tt_puts(page->sink, tt_severity_name(finding->severity));
    tt_puts(page->sink, "[");
    tt_display(page->sink, finding->rule);
    tt_puts(page->sink, "]");
    style(page, PLAIN);
    style(page, BOLD);
    tt_puts(page->sink, ": ");
    tt_display(page->sink, finding->message);
    style(page, PLAIN);
    tt_puts(page->sink, "\n");
    print_location(page, "-->", &finding->place);
    print_source(page, &finding->place, finding->excerpt, (struct mark){'^', color, {0}});
    for (size_t i = 0; i < finding->related_count; i++) {
        print_related(page, &finding->related[i]);
    }
    if (finding->detail.len > 0 || finding->hint.len > 0) {
        print_edge(page, '|');
        tt_puts(page->sink, "\n");
    }
    print_why(page, finding->detail);
    print_instead(page, finding->hint);
    tt_puts(page->sink, "\n");
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static size_t files_with_findings(const struct tt_report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        count += i == 0 || !tt_str_equal(report->findings[i].place.path,
                                         report->findings[i - 1].place.path);
    }
    return count;
}

/* "3 errors, 1 notice in 2 of 12 files" */
static void print_counts(const struct page *page)
{
    static const enum tt_severity order[] = {TT_ERROR, TT_WARNING, TT_NOTICE};
    bool first = true;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        size_t count = tt_report_count(page->report, order[i]);
        if (count == 0) {
            continue;
        }
        tt_print(page->sink, first ? "" : ", ");
        style(page, severity_style(order[i]));
        tt_print(page->sink, "%zu %s%s", count, tt_severity_name(order[i]), plural(count));
        style(page, PLAIN);
        first = false;
    }
    size_t hit = files_with_findings(page->report), all = page->report->file_count;
    if (hit < all) {
        tt_print(page->sink, " in %zu of %zu files", hit, all);
    } else {
        tt_print(page->sink, " in %zu file%s", all, plural(all));
    }
}

static size_t count_fixable(const struct tt_report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        count += report->findings[i].edit_count > 0;
    }
    return count;
}

static void print_summary(const struct page *page)
{
    const struct tt_report *report = page->report;
    bool any = report->finding_count > 0;
    if (!any && report->file_count == 0) {
        return;
    }
    if (any) {
        print_counts(page);
    } else {
        tt_print(page->sink, "No findings in %zu file%s", report->file_count,
                 plural(report->file_count));
    }
    if (count_fixable(report) > 0) {
        tt_print(page->sink, ", %zu fixable with \"tiptoe fix\"", count_fixable(report));
    }
    tt_report_print_held_back(page->sink, report);
    tt_print(page->sink, any ? "\n" : ".\n");
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    struct page page = {.sink = sink, .report = report, .width = PAGE_COLUMNS};
    if (report->width >= PAGE_COLUMNS_MIN) {
        page.width = report->width;
    }
    find_files(&page);
    for (size_t i = 0; i < report->finding_count; i++) {
        print_finding(&page, &report->findings[i]);
    }
    tt_map_finish(&page.files);
    if (!report->quiet) {
        print_summary(&page);
    }
}

const struct tt_reporter tt_reporter_text = {
    .name = "text",
    .summary = "for people, with the source line",
    .print = print,
};
