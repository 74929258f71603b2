/*
 * A page for people who would rather look: each migration as a timeline of its
 * transactions, with the locks held on each table, and the findings beside it. It
 * loads nothing and runs nothing, and says so to the browser.
 */
#include "report/html.h"

#include "base/str.h"
#include "report/display.h"
#include "report/timeline.h"

void tt_html_text(struct tt_sink *sink, struct tt_str text)
{
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        struct tt_glyph glyph = {.bytes = {text.ptr + at, 1}, .eaten = 1};
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
            tt_print(sink, "&#%d;", c);
        } else {
            glyph = c == '\n' || c == '\t' ? glyph : tt_glyph_at(text, at);
            tt_write(sink, glyph.bytes);
        }
        at += glyph.eaten;
    }
}

/* --- findings ----------------------------------------------------------------------- */

static void print_hint(struct tt_sink *sink, struct tt_str hint)
{
    struct tt_str run = {0};
    bool prose = false;
    tt_puts(sink, "<p><strong>Instead:</strong>");
    for (bool first = true; tt_report_next_run(&hint, &run, &prose); first = false) {
        tt_puts(sink, !first ? "" : prose ? " " : "</p>\n");
        tt_puts(sink, !prose ? "<pre>" : first ? "" : "<p>");
        tt_html_text(sink, run);
        tt_puts(sink, prose ? "</p>\n" : "</pre>\n");
    }
}

void tt_html_finding(struct tt_sink *sink, const struct tt_finding *finding)
{
    const char *severity = tt_severity_name(finding->severity);
    tt_print(sink, "<article class=\"finding %s\"><h3><span class=\"severity\">%s</span> ",
             severity, severity);
    tt_html_text(sink, finding->message);
    tt_puts(sink, "</h3>\n<p class=\"rule\">");
    tt_html_text(sink, finding->rule);
    tt_print(sink, ", line %u</p>\n", finding->place.start.line);
    if (finding->detail.len > 0) {
        tt_puts(sink, "<p>");
        tt_html_text(sink, finding->detail);
        tt_puts(sink, "</p>\n");
    }
    if (finding->hint.len > 0) {
        print_hint(sink, finding->hint);
    }
    tt_puts(sink, "</article>\n");
}

/* --- the page ------------------------------------------------------------------------ */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_head(struct tt_sink *sink)
{
    tt_puts(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<title>tiptoe: what migrations block</title>\n<style>\n");
    for (size_t i = 0; tt_html_style[i]; i++) {
        tt_puts(sink, tt_html_style[i]);
    }
    tt_puts(sink, "</style>\n</head>\n<body>\n");
}

static void print_counts(struct tt_sink *sink, const struct tt_report *report)
{
    static const enum tt_severity order[] = {TT_ERROR, TT_WARNING, TT_NOTICE};
    bool first = true;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        size_t count = tt_report_count(report, order[i]);
        if (count > 0) {
            tt_print(sink, "%s%zu %s%s", first ? "" : ", ", count, tt_severity_name(order[i]),
                     plural(count));
            first = false;
        }
    }
    tt_print(sink, "%s in %zu file%s", first ? "No findings" : "", report->file_count,
             plural(report->file_count));
    tt_report_print_held_back(sink, report);
    tt_print(sink, ", as PostgreSQL %d.", report->pg_version);
}

static void print_header(struct tt_sink *sink, const struct tt_report *report)
{
    tt_puts(sink, "<header>\n<h1>What these migrations block</h1>\n<p class=\"counts\">");
    print_counts(sink, report);
    tt_puts(sink, "</p>\n<p>Time runs down the page. A bar shows how long a table stays "
                  "locked, and its colour and words who waits until then:</p>\n"
                  "<ul class=\"legend\" aria-label=\"Colours\">\n"
                  "<li class=\"reads\">reads and writes wait</li>\n"
                  "<li class=\"writes\">writes wait</li>\n"
                  "<li class=\"ddl\">schema changes wait</li>\n"
                  "<li class=\"nobody\">no query waits</li>\n</ul>\n</header>\n<main>\n");
}

static void print_told(struct tt_sink *sink, const char *title,
                       const struct tt_report_error *told, size_t count)
{
    if (count == 0) {
        return;
    }
    tt_print(sink, "<section class=\"file\"><h2>%s</h2>\n<ul>\n", title);
    for (size_t i = 0; i < count; i++) {
        tt_puts(sink, "<li><code>");
        tt_html_text(sink, told[i].path);
        tt_puts(sink, "</code>: ");
        tt_html_text(sink, told[i].message);
        tt_puts(sink, "</li>\n");
    }
    tt_puts(sink, "</ul></section>\n");
}

/* The findings of a file stand together, in the order of the files. */
static size_t count_of_file(const struct tt_report *report, size_t first, struct tt_str path)
{
    size_t count = 0;
    while (first + count < report->finding_count &&
           tt_str_equal(report->findings[first + count].place.path, path)) {
        count++;
    }
    return count;
}

static void print_file(struct tt_sink *sink, const struct tt_report_file *file,
                       const struct tt_finding *findings, size_t count)
{
    tt_puts(sink, "<section class=\"file\"><h2>");
    tt_html_text(sink, tt_report_path(file->path));
    tt_print(sink, "</h2>\n<p class=\"counts\">%u statement%s, %zu finding%s</p>\n",
             file->report.statements, plural(file->report.statements), count, plural(count));
    for (size_t i = 0; i < count; i++) {
        if (!tt_html_is_of_step(file, &findings[i])) {
            tt_html_finding(sink, &findings[i]);
        }
    }
    tt_html_steps(sink, file, findings, count);
    tt_puts(sink, "</section>\n");
}

static void print_quiet_files(struct tt_sink *sink, const struct tt_report *report,
                              size_t quiet)
{
    if (quiet == 0) {
        return;
    }
    tt_print(sink,
             "<section class=\"file\"><h2>Nobody waits</h2>\n<p>%zu file%s in which nothing is "
             "locked that others use, and nothing was found:</p>\n<ul>\n",
             quiet, plural(quiet));
    size_t next = 0;
    for (size_t i = 0; i < report->file_count; i++) {
        size_t count = count_of_file(report, next, report->files[i].path);
        next += count;
        if (count == 0 && report->files[i].step_count == 0) {
            tt_puts(sink, "<li><code>");
            tt_html_text(sink, tt_report_path(report->files[i].path));
            tt_puts(sink, "</code></li>\n");
        }
    }
    tt_puts(sink, "</ul></section>\n");
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    size_t next = 0, quiet = 0;
    print_head(sink);
    print_header(sink, report);
    print_told(sink, "Not checked", report->errors, report->error_count);
    for (size_t i = 0; i < report->file_count; i++) {
        const struct tt_report_file *file = &report->files[i];
        size_t count = count_of_file(report, next, file->path);
        if (count > 0 || file->step_count > 0) {
            print_file(sink, file, &report->findings[next], count);
        } else {
            quiet++;
        }
        next += count;
    }
    print_quiet_files(sink, report, quiet);
    print_told(sink, "Notes", report->notes, report->note_count);
    tt_print(sink, "</main>\n<footer><p>tiptoe %s</p></footer>\n</body>\n</html>\n",
             tt_version());
}

const struct tt_reporter tt_reporter_html = {
    .name = "html",
    .summary = "a page that shows who waits, and for how long",
    .wants_steps = true,
    .print = print,
};
