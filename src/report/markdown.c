/*
 * A comment on a pull request: Markdown as GitHub and GitLab read it. A comment
 * holds 65,536 characters, so what does not fit is summed up, and said to be.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/str.h"
#include "report/display.h"
#include "report/markdown.h"

enum {
    COMMENT_BYTES = 65536,
    LIST_BYTES = 60000, /* of a list that is cut, so that the rest of it can be told */
    ESCAPE_BYTES = 13,  /* that one byte may become */
    FENCE_MIN = 3,
};

/* What is told; each says less than the one before. */
enum depth { DEPTH_ALL, DEPTH_ERRORS, DEPTH_TABLES, DEPTH_FILES, DEPTH_COUNT };

struct comment {
    struct tt_sink sink; /* keeps what fits */
    const struct tt_report *report;
    enum depth depth;
    struct tt_buffer buffer;
    bool full;
};

static void write_comment(struct tt_sink *sink, struct tt_str text)
{
    struct comment *comment = (struct comment *)sink;
    comment->full = comment->full || comment->buffer.len + text.len > COMMENT_BYTES;
    if (!comment->full) {
        tt_write(&comment->buffer.sink, text);
    }
}

/* SQL may hold a fence of its own: ours is longer. */
static void print_code(struct tt_sink *sink, struct tt_str code)
{
    unsigned longest = FENCE_MIN - 1, run = 0;
    for (size_t i = 0; i < code.len; i++) {
        run = code.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    struct tt_str line = {0};
    tt_repeat(sink, '`', longest + 1);
    tt_puts(sink, "sql\n");
    while (tt_str_next_line(&code, &line)) {
        tt_display(sink, line);
        tt_puts(sink, "\n");
    }
    tt_repeat(sink, '`', longest + 1);
    tt_puts(sink, "\n");
}

static void print_prose(struct tt_sink *sink, struct tt_str prose)
{
    struct tt_str line = {0};
    for (bool first = true; tt_str_next_line(&prose, &line); first = false) {
        tt_puts(sink, first ? "" : " ");
        tt_markdown_text(sink, line);
    }
    tt_puts(sink, "\n\n");
}

/* Sentences and SQL by turns. */
static void print_hint(struct tt_sink *sink, struct tt_str hint)
{
    struct tt_str run = {0};
    bool one_line = !memchr(hint.ptr, '\n', hint.len), prose = false;
    tt_puts(sink, "Instead:");
    for (bool first = true; tt_report_next_run(&hint, &run, &prose); first = false) {
        if (one_line || prose) {
            tt_puts(sink, first ? " " : "\n");
            print_prose(sink, run);
        } else {
            tt_puts(sink, first ? "\n\n" : "");
            print_code(sink, run);
        }
    }
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_summary(struct comment *comment)
{
    static const enum tt_severity order[] = {TT_ERROR, TT_WARNING, TT_NOTICE};
    const struct tt_report *report = comment->report;
    tt_puts(&comment->sink, "<!-- tiptoe -->\n**tiptoe**: ");
    bool first = true;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        size_t count = tt_report_count(report, order[i]);
        if (count > 0) {
            tt_print(&comment->sink, "%s%zu %s%s", first ? "" : ", ", count,
                     tt_severity_name(order[i]), plural(count));
            first = false;
        }
    }
    tt_print(&comment->sink, "%s in %zu file%s", first ? "no findings" : "", report->file_count,
             plural(report->file_count));
    tt_report_print_held_back(&comment->sink, report);
    tt_puts(&comment->sink, ".\n");
}

/* Even in the shortest form, what was not checked must not go unsaid. */
static void print_errors(struct comment *comment)
{
    const struct tt_report *report = comment->report;
    for (size_t i = 0; i < report->error_count; i++) {
        const struct tt_report_error *error = &report->errors[i];
        size_t bytes = (error->path.len + error->message.len) * ESCAPE_BYTES;
        if (comment->depth == DEPTH_FILES && comment->buffer.len + bytes > LIST_BYTES) {
            tt_print(&comment->sink, "\n%zu more could not be checked.\n",
                     report->error_count - i);
            return;
        }
        tt_puts(&comment->sink, i > 0 ? "- " : "\nNot checked:\n\n- ");
        tt_markdown_text(&comment->sink, error->path);
        tt_puts(&comment->sink, ": ");
        tt_markdown_text(&comment->sink, error->message);
        tt_puts(&comment->sink, "\n");
    }
}

/* --- one migration ------------------------------------------------------------------ */

static size_t count_of_file(const struct tt_report *report, size_t first)
{
    size_t count = 1;
    while (first + count < report->finding_count &&
           tt_str_equal(report->findings[first].place.path,
                        report->findings[first + count].place.path)) {
        count++;
    }
    return count;
}

static void print_row(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_print(sink, "| %u | %s | ", finding->place.start.line,
             tt_severity_name(finding->severity));
    tt_markdown_text(sink, finding->rule);
    tt_puts(sink, " | ");
    tt_markdown_text(sink, finding->message);
    tt_puts(sink, " |\n");
}

static bool is_told(const struct comment *comment, const struct tt_finding *finding)
{
    bool deep = comment->depth == DEPTH_ALL ||
                (comment->depth == DEPTH_ERRORS && finding->severity == TT_ERROR);
    return deep && (finding->detail.len > 0 || finding->hint.len > 0);
}

static void print_details(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_print(sink, "\nLine %u, ", finding->place.start.line);
    tt_markdown_text(sink, finding->message);
    tt_puts(sink, "\n\n");
    tt_markdown_text(sink, finding->detail);
    tt_puts(sink, finding->detail.len > 0 ? "\n\n" : "");
    if (finding->hint.len > 0) {
        print_hint(sink, finding->hint);
    }
}

static void print_file(struct comment *comment, const struct tt_finding *findings, size_t count)
{
    struct tt_sink *sink = &comment->sink;
    bool told = false;
    tt_puts(sink, "\n#### ");
    tt_markdown_text(sink, tt_report_path(findings[0].place.path));
    tt_puts(sink, "\n\n| line | severity | rule | what |\n|---:|---|---|---|\n");
    for (size_t i = 0; i < count && !comment->full; i++) {
        print_row(sink, &findings[i]);
    }
    for (size_t i = 0; i < count && !comment->full; i++) {
        if (is_told(comment, &findings[i])) {
            tt_puts(sink, told ? ""
                               : "\n<details><summary>Why, and what to write instead"
                                 "</summary>\n");
            print_details(sink, &findings[i]);
            told = true;
        }
    }
    tt_puts(sink, told ? "\n</details>\n" : "");
}

/* --- all of them -------------------------------------------------------------------- */

static void print_files(struct comment *comment)
{
    const struct tt_report *report = comment->report;
    for (size_t i = 0; i < report->finding_count && !comment->full;) {
        size_t count = count_of_file(report, i);
        print_file(comment, &report->findings[i], count);
        i += count;
    }
}

static void print_counts(struct comment *comment)
{
    const struct tt_report *report = comment->report;
    struct tt_sink *sink = &comment->sink;
    tt_puts(sink, "\n| file | findings |\n|---|---:|\n");
    for (size_t i = 0; i < report->finding_count;) {
        struct tt_str path = tt_report_path(report->findings[i].place.path);
        if (comment->buffer.len + path.len * ESCAPE_BYTES > LIST_BYTES) {
            tt_print(sink, "\nAnd %zu more findings in other files.\n",
                     report->finding_count - i);
            return;
        }
        size_t count = count_of_file(report, i);
        tt_puts(sink, "| ");
        tt_markdown_text(sink, path);
        tt_print(sink, " | %zu |\n", count);
        i += count;
    }
}

static void print_comment(struct comment *comment)
{
    static const char *const left_out[DEPTH_COUNT] = {
        [DEPTH_ALL] = "",
        [DEPTH_ERRORS] = "\nToo long for a comment: only errors are explained.\n",
        [DEPTH_TABLES] =
            "\nToo long for a comment: the explanations and the locks are left out.\n",
        [DEPTH_FILES] = "\nToo long for a comment: these are counts only.\n",
    };
    print_summary(comment);
    print_errors(comment);
    if (comment->report->finding_count > 0) {
        tt_puts(&comment->sink, left_out[comment->depth]);
        if (comment->depth == DEPTH_FILES) {
            print_counts(comment);
        } else {
            print_files(comment);
        }
    }
    if (comment->depth < DEPTH_TABLES && !comment->full) {
        tt_markdown_locks(&comment->sink, comment->report);
    }
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    struct comment comment = {.sink = {write_comment}, .report = report};
    tt_buffer_init(&comment.buffer);
    for (unsigned depth = DEPTH_ALL; depth < DEPTH_COUNT; depth++) {
        comment.depth = (enum depth)depth;
        comment.full = false;
        tt_buffer_clear(&comment.buffer);
        print_comment(&comment);
        if (!comment.full) {
            break;
        }
    }
    tt_write(sink, tt_buffer_text(&comment.buffer));
    tt_buffer_finish(&comment.buffer);
}

const struct tt_reporter tt_reporter_markdown = {
    .name = "markdown",
    .summary = "a comment for a pull request, never too long",
    .wants_steps = true,
    .print = print,
};
