#include "report/display.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "base/utf8.h"

struct range {
    uint32_t first;
    uint32_t last;
};

/* Controls, line separators and marks of writing direction. */
static const struct range unsafe[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069},
};

static const struct range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x0E34, 0x0E3A},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

/* East Asian wide and full-width characters, and emoji. */
static const struct range double_width[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

#define WITHIN(code, ranges) within((code), (ranges), sizeof(ranges) / sizeof((ranges)[0]))

static bool within(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

bool tt_display_is_unsafe(uint32_t code)
{
    return WITHIN(code, unsafe);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool tt_display_is_order(struct tt_str text, size_t at)
{
    if (text.ptr[at] != '#' || at + 2 >= text.len || text.ptr[at + 1] != '#') {
        return false;
    }
    size_t end = at + 2;
    while (end < text.len && is_letter(text.ptr[end])) {
        end++;
    }
    return end < text.len && text.ptr[end] == '[';
}

/* Shows as it is, one column a byte. */
static bool is_plain(struct tt_str text, size_t at)
{
    return text.ptr[at] >= 0x20 && text.ptr[at] < 0x7F && !tt_display_is_order(text, at);
}

struct tt_glyph tt_glyph_at(struct tt_str text, size_t at)
{
    if (is_plain(text, at)) {
        return (struct tt_glyph){{text.ptr + at, 1}, 1, 1};
    }
    uint32_t code = 0;
    size_t len = tt_utf8_next(text, at, &code);
    /* Where it is plain, "#" does not come here. */
    if (code == TT_UTF8_BAD || code == '#' || tt_display_is_unsafe(code)) {
        return (struct tt_glyph){TT_STR(TT_UTF8_BAD_BYTES), 1, len};
    }
    unsigned width = WITHIN(code, zero_width) ? 0 : WITHIN(code, double_width) ? 2 : 1;
    return (struct tt_glyph){tt_str_slice(text, at, at + len), width, len};
}

/* Eight bytes at once: none of them a control, "#", DEL or beyond ASCII. */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    uint64_t eight = 0;
    memcpy(&eight, bytes, sizeof(eight));
    uint64_t order = eight ^ ones * '#', delete = eight ^ ones * 0x7F;
    /* A byte that is less than what is taken from it sets its highest bit, or the next one's.
     */
    return ((eight | (eight - ones * 0x20) | (order - ones) | (delete - ones)) & high) == 0;
}

/* Where that ends: most text, all the way. */
static size_t plain_end(struct tt_str text, size_t at)
{
    while (at < text.len) {
        if (text.len - at >= sizeof(uint64_t) && are_plain(text.ptr + at)) {
            at += sizeof(uint64_t);
        } else if (is_plain(text, at)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

size_t tt_display_plain(struct tt_str text)
{
    return plain_end(text, 0);
}

unsigned tt_display_width(struct tt_str text)
{
    size_t plain = plain_end(text, 0);
    unsigned width = (unsigned)plain;
    for (size_t at = plain; at < text.len;) {
        struct tt_glyph glyph = tt_glyph_at(text, at);
        width += glyph.width;
        at += glyph.eaten;
    }
    return width;
}

void tt_display(struct tt_sink *sink, struct tt_str text)
{
    size_t shown = 0;
    for (size_t at = plain_end(text, 0); at < text.len; at = plain_end(text, at)) {
        struct tt_glyph glyph = tt_glyph_at(text, at);
        if (glyph.bytes.ptr != text.ptr + at) {
            tt_write(sink, tt_str_slice(text, shown, at));
            tt_write(sink, glyph.bytes);
            shown = at + glyph.eaten;
        }
        at += glyph.eaten;
    }
    tt_write(sink, tt_str_slice(text, shown, text.len));
}

void tt_display_path(struct tt_sink *sink, struct tt_str path)
{
    /* "./" changes nothing of where it leads. */
    bool odd = path.len > 0 && strchr(": ", path.ptr[0]);
    tt_puts(sink, odd ? "./" : "");
    tt_display(sink, path);
}

struct tt_str tt_displayed(struct tt_arena *arena, struct tt_str text)
{
    struct tt_buffer shown;
    if (tt_display_plain(text) == text.len) {
        return text;
    }
    tt_buffer_init(&shown);
    tt_display(&shown.sink, text);
    struct tt_str kept = tt_str_copy(arena, tt_buffer_text(&shown));
    tt_buffer_finish(&shown);
    return kept;
}

static void display_lines(struct tt_sink *sink, struct tt_str bytes)
{
    const struct tt_display_sink *display = (const struct tt_display_sink *)sink;
    for (size_t at = 0; at < bytes.len;) {
        size_t end = at;
        while (end < bytes.len && bytes.ptr[end] != '\n' && bytes.ptr[end] != '\t') {
            end++;
        }
        tt_display(display->to, tt_str_slice(bytes, at, end));
        at = end < bytes.len ? end + 1 : end;
        tt_write(display->to, tt_str_slice(bytes, end, at));
    }
}

void tt_display_sink_init(struct tt_display_sink *display, struct tt_sink *to)
{
    *display = (struct tt_display_sink){{display_lines}, to};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t past_spaces(struct tt_str text, size_t at)
{
    while (at < text.len && is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

static size_t past_word(struct tt_str text, size_t at)
{
    while (at < text.len && !is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

void tt_display_wrapped(struct tt_sink *sink, struct tt_str text, unsigned used,
                        unsigned indent, unsigned width)
{
    unsigned column = used;
    size_t start = past_spaces(text, 0); /* of the words that wait for the end of their line */
    size_t end = start;
    for (size_t at = start; at < text.len;) {
        size_t behind = past_word(text, at);
        unsigned needed = tt_display_width(tt_str_slice(text, at, behind));
        bool fresh = at == start;
        bool breaks = !fresh && column + 1 + needed > width;
        bool one_blank = at == end + 1 && text.ptr[end] == ' ';
        if (breaks || (!fresh && !one_blank)) {
            tt_display(sink, tt_str_slice(text, start, end));
            tt_puts(sink, breaks ? "\n" : " ");
            tt_repeat(sink, ' ', breaks ? indent : 0);
            start = at;
        }
        column = breaks ? indent + needed : column + !fresh + needed;
        end = behind;
        at = past_spaces(text, behind);
    }
    tt_display(sink, tt_str_slice(text, start, end));
}
