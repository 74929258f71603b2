#include "project/cut.h"

#include <string.h>

#include "base/str.h"

bool tt_next_line(struct tt_str text, struct tt_line *line)
{
    if (line->end >= text.len) {
        return false;
    }
    const char *start = text.ptr + line->end;
    const char *newline = memchr(start, '\n', text.len - line->end);
    size_t len = newline ? (size_t)(newline - start) : text.len - line->end;
    line->start = line->end;
    line->end = line->start + len + (newline ? 1 : 0);
    line->text = (struct tt_str){start, len};
    return true;
}

bool tt_line_says(struct tt_str line, const char *marker, struct tt_str *ret_rest)
{
    if (!tt_str_starts(line, marker)) {
        return false;
    }
    *ret_rest = tt_str_trim(tt_str_slice(line, strlen(marker), line.len));
    return true;
}

void tt_cut_at_lines(struct tt_arena *arena, struct tt_str text, struct tt_part start,
                     bool runs, tt_turn_fn *turn, tt_parts *ret_parts)
{
    struct tt_part part = start;
    struct tt_line line = {0};
    part.start = 0;
    while (tt_next_line(text, &line)) {
        struct tt_part next = part;
        if (!turn(line.text, &next)) {
            continue;
        }
        part.end = line.start;
        if (runs) {
            tt_vec_push(arena, ret_parts, part);
        }
        part = next;
        part.start = line.end;
        runs = true;
    }
    part.end = text.len;
    if (runs) {
        tt_vec_push(arena, ret_parts, part);
    }
}

struct tt_str tt_top_line(struct tt_str text)
{
    struct tt_str line = {0};
    text = tt_str_slice(text, tt_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0, text.len);
    (void)tt_str_next_line(&text, &line);
    return line;
}

bool tt_holds(struct tt_str text, const char *wanted)
{
    size_t len = strlen(wanted);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (memcmp(text.ptr + i, wanted, len) == 0) {
            return true;
        }
    }
    return false;
}

struct tt_part tt_layout_part(const struct tt_layout *layout, size_t start, size_t end)
{
    return (struct tt_part){
        .start = start,
        .end = end,
        .in_transaction = layout->wrap != TT_WRAP_NONE,
        .as_one_text = layout->send == TT_SEND_TEXT,
    };
}

void tt_layout_cut(struct tt_arena *arena, const struct tt_layout *layout, bool down,
                   struct tt_str settings, const void *config, const void *how,
                   struct tt_file *file)
{
    const struct tt_migration_text text = {layout,   file->path, file->text,
                                           settings, config,     how};
    tt_parts parts = {0};
    if (layout->cut && !down) {
        layout->cut(arena, &text, &parts);
    } else {
        tt_vec_push(arena, &parts, tt_layout_part(layout, 0, file->text.len));
    }
    if (parts.count == 0) {
        tt_vec_push(arena, &parts, (struct tt_part){0}); /* no part would mean all of it */
    }
    for (size_t i = 0; down && i < parts.count; i++) {
        parts.items[i].down = true;
    }
    file->parts = parts.items;
    file->part_count = parts.count;
    file->is_rendered = parts.text.len > 0;
    file->text = file->is_rendered ? parts.text : file->text;
    file->remarks = parts.remarks.items;
    file->remark_count = parts.remarks.count;
    file->tool = tt_str_from(layout->title);
    file->way_out = tt_str_from(layout->way_out);
    file->opts_out = parts.opts_out;
    tt_find_opt_out(&text, &parts, file);
}
