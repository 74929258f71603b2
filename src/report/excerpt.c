#include "report/excerpt.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "report/display.h"

enum {
    TAB_COLUMNS = 4,
    LINE_COLUMNS = 120, /* a longer line is cut to a window of this many */
    LEAD_COLUMNS = 30,  /* shown before the mark, if the line is cut */
    REACH_BYTES = 1000, /* looked at on either side, so that a line of 50 MB costs nothing */
};

#define ELLIPSIS "\xE2\x80\xA6"

/* Columns of the line, counted from its first byte in reach. */
struct layout {
    unsigned from;
    unsigned to;
    unsigned total;
};

static struct tt_glyph next_glyph(struct tt_str line, size_t at, unsigned column)
{
    static const char blanks[TAB_COLUMNS + 1] = "    ";
    if (line.ptr[at] == '\t') {
        unsigned width = TAB_COLUMNS - column % TAB_COLUMNS;
        return (struct tt_glyph){{blanks, width}, width, 1};
    }
    return tt_glyph_at(line, at);
}

static struct layout measure(struct tt_str line, size_t from, size_t to)
{
    struct layout layout = {0};
    if (tt_display_plain(line) == line.len) {
        unsigned total = (unsigned)line.len;
        return (struct layout){from < total ? (unsigned)from : total,
                               to < total ? (unsigned)to : total, total};
    }
    for (size_t at = 0; at < line.len;) {
        struct tt_glyph glyph = next_glyph(line, at, layout.total);
        at += glyph.eaten;
        layout.total += glyph.width;
        if (at <= from) {
            layout.from = layout.total;
        }
        if (at <= to) {
            layout.to = layout.total;
        }
    }
    return layout;
}

/* Appends, unless it would not fit: what is kept stays whole characters. */
static void append(struct tt_excerpt *excerpt, size_t *used, struct tt_str bytes)
{
    if (bytes.len < sizeof(excerpt->text) - *used) {
        memcpy(excerpt->text + *used, bytes.ptr, bytes.len);
        *used += bytes.len;
        excerpt->text[*used] = '\0';
    }
}

static struct tt_str without_line_end(struct tt_str line)
{
    while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r')) {
        line.len--;
    }
    return line;
}

/* Most lines: short, and a column a byte. */
static bool is_simple(struct tt_str line)
{
    return line.len > 0 && line.len <= LINE_COLUMNS && tt_display_plain(line) == line.len;
}

void tt_excerpt_make(struct tt_str line, size_t from, size_t to, struct tt_excerpt *ret_excerpt)
{
    struct tt_str whole = without_line_end(line);
    from = from < whole.len ? from : whole.len;
    to = to < whole.len ? to : whole.len;
    to = to > from ? to : from;
    if (is_simple(whole)) {
        size_t none = 0;
        ret_excerpt->text[0] = '\0';
        append(ret_excerpt, &none, whole);
        ret_excerpt->indent = (unsigned)from;
        ret_excerpt->marked = to > from ? (unsigned)(to - from) : 1;
        return;
    }
    size_t start = tt_utf8_floor(whole, from > REACH_BYTES ? from - REACH_BYTES : 0);
    size_t end = tt_utf8_floor(whole, from + REACH_BYTES);
    struct tt_str near = tt_str_slice(whole, start, end);
    struct layout layout = measure(near, from - start, to - start);

    bool cut = near.len < whole.len || layout.total > LINE_COLUMNS;
    unsigned first = cut && layout.from > LEAD_COLUMNS ? layout.from - LEAD_COLUMNS : 0;
    unsigned last = cut ? first + LINE_COLUMNS : layout.total;
    unsigned column = 0;
    size_t used = 0;
    bool cut_left = start > 0 || first > 0;
    ret_excerpt->text[0] = '\0';
    if (cut_left) {
        append(ret_excerpt, &used, TT_STR(ELLIPSIS));
    }
    for (size_t at = 0; at < near.len && column < last;) {
        struct tt_glyph glyph = next_glyph(near, at, column);
        if (column >= first) {
            append(ret_excerpt, &used, glyph.bytes);
        } else if (column + glyph.width > first) {
            first = column + glyph.width; /* a wide character lies across the edge */
        }
        column += glyph.width;
        at += glyph.eaten;
    }
    bool cut_right = end < whole.len || column < layout.total;
    if (cut_right) {
        append(ret_excerpt, &used, TT_STR(ELLIPSIS));
    }
    unsigned stop = layout.to < column ? layout.to : column;
    ret_excerpt->indent = layout.from - first + cut_left;
    ret_excerpt->marked = stop > layout.from ? stop - layout.from : 1;
}
