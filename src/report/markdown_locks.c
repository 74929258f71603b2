/* Which lock is taken on which table, whom it stops, and for how long. */
#include <string.h>

#include "base/str.h"
#include "report/display.h"
#include "report/markdown.h"
#include "report/timeline.h"

enum {
    ROWS_MAX = 60,
    WORKS_MAX = 3, /* that are told of one lock */
};

void tt_markdown_text(struct tt_sink *sink, struct tt_str text)
{
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        if (c == '\n' || c == '\t') {
            tt_puts(sink, " ");
            at++;
            continue;
        }
        struct tt_glyph glyph = tt_glyph_at(text, at);
        if (c == '@' || c == '#' || c == ':') {
            tt_print(sink, c == ':' ? "%c" : "&#%d;", c);
            bool address = c != ':' || tt_str_starts(tt_str_slice(text, at, text.len), "://");
            tt_puts(sink, address ? "&#8203;" : "");
        } else if (strchr("\\`*_~[]<>|&$!{}", c) && c != '\0') {
            tt_print(sink, "&#%d;", c);
        } else {
            tt_write(sink, glyph.bytes);
        }
        at += glyph.eaten;
    }
}

static bool matters(const struct tt_lock_told *lock)
{
    return !lock->held_before && tt_lock_blocks_ddl(lock->mode);
}

/* What else the lock waits for: the work of its statement, and of those behind it. */
static void print_meanwhile(struct tt_sink *sink, const struct tt_report_file *file, size_t at)
{
    const struct tt_step_told *step = &file->steps[at];
    size_t works = 0;
    for (; at < file->step_count && file->steps[at].transaction == step->transaction; at++) {
        for (size_t i = 0; i < file->steps[at].works.count; i++) {
            if (++works <= WORKS_MAX) {
                tt_puts(sink, works > 1 ? "; " : "");
                tt_markdown_text(sink, file->steps[at].works.items[i]);
            }
        }
    }
    if (works > WORKS_MAX) {
        tt_print(sink, "; and %zu more", works - WORKS_MAX);
    }
    tt_puts(sink, works == 0 ? "no table is read or written whole" : "");
}

static void print_row(struct tt_sink *sink, const struct tt_report_file *file, size_t at,
                      const struct tt_lock_told *lock)
{
    const struct tt_step_told *step = &file->steps[at];
    tt_puts(sink, "| ");
    tt_markdown_text(sink, tt_report_path(file->path));
    tt_print(sink, ":%u | ", step->line);
    tt_markdown_text(sink, lock->relation);
    tt_print(sink, " | " TT_FMT " | %s | %s | ", TT_ARG(tt_lock_name(lock->mode)),
             tt_who_is_blocked(lock->mode), tt_held_until(step));
    print_meanwhile(sink, file, at);
    tt_puts(sink, " |\n");
}

/* In the order of the files; those behind the last row are counted. */
static size_t print_rows(struct tt_sink *sink, const struct tt_report *report, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < report->file_count; i++) {
        const struct tt_report_file *file = &report->files[i];
        for (size_t j = 0; j < file->step_count; j++) {
            for (size_t k = 0; k < file->steps[j].locks.count; k++) {
                const struct tt_lock_told *lock = &file->steps[j].locks.items[k];
                if (matters(lock) && ++count <= room) {
                    print_row(sink, file, j, lock);
                }
            }
        }
    }
    return count;
}

void tt_markdown_locks(struct tt_sink *sink, const struct tt_report *report)
{
    size_t count = print_rows(sink, report, 0);
    if (count == 0) {
        return;
    }
    tt_print(sink,
             "\n<details><summary>%zu lock%s that others wait for</summary>\n\n"
             "| where | table | lock | who waits | how long | meanwhile |\n"
             "|---|---|---|---|---|---|\n",
             count, count == 1 ? "" : "s");
    print_rows(sink, report, ROWS_MAX);
    if (count > ROWS_MAX) {
        tt_print(sink, "\nAnd %zu more; --format html shows them all.\n", count - ROWS_MAX);
    }
    tt_puts(sink, "\n</details>\n");
}
