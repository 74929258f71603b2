#include "sql/source.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

static bool starts_with_bytes(struct tt_str text, const char *bytes, size_t len)
{
    return text.len >= len && memcmp(text.ptr, bytes, len) == 0;
}

/* Latin letters in UTF-16 have a zero byte each: all first ones, or all second ones. */
static bool zeros_alternate(struct tt_str text)
{
    enum { LOOKED_AT = 64, ENOUGH = 4 };
    size_t len = text.len < LOOKED_AT ? text.len : LOOKED_AT;
    if (text.len % 2 != 0 || len < ENOUGH || (text.ptr[0] == 0) == (text.ptr[1] == 0)) {
        return false;
    }
    for (size_t i = 2; i < len; i++) {
        if ((text.ptr[i] == 0) != (text.ptr[i % 2] == 0)) {
            return false;
        }
    }
    return true;
}

static bool is_utf16(struct tt_str text)
{
    return starts_with_bytes(text, "\xFF\xFE", 2) || starts_with_bytes(text, "\xFE\xFF", 2) ||
           starts_with_bytes(text, "\0\0\xFE\xFF", 4) || zeros_alternate(text);
}

/* How many bytes the sequence at `at` takes, or 0 when it is none. */
static size_t sequence_bytes(struct tt_str text, size_t at)
{
    const unsigned char *byte = (const unsigned char *)text.ptr + at;
    size_t len = byte[0] < 0x80                       ? 1
                 : byte[0] >= 0xC2 && byte[0] <= 0xDF ? 2
                 : byte[0] >= 0xE0 && byte[0] <= 0xEF ? 3
                 : byte[0] >= 0xF0 && byte[0] <= 0xF4 ? 4
                                                      : 0;
    if (len == 0 || len > text.len - at) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((byte[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xF0 && byte[1] < 0x90);
    bool surrogate = byte[0] == 0xED && byte[1] >= 0xA0;
    bool too_high = byte[0] == 0xF4 && byte[1] >= 0x90;
    return overlong || surrogate || too_high ? 0 : len;
}

static bool is_utf8(struct tt_str text)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    size_t at = 0;
    while (at < text.len) {
        uint64_t eight = 0;
        if (text.len - at >= sizeof(eight)) {
            memcpy(&eight, text.ptr + at, sizeof(eight));
            if ((eight & high_bits) == 0) {
                at += sizeof(eight);
                continue;
            }
        }
        size_t len = sequence_bytes(text, at);
        if (len == 0) {
            return false;
        }
        at += len;
    }
    return true;
}

/* A carriage return alone ends no line: neither psql nor editors take it for one. */
static void find_lines(struct tt_source *source, struct tt_arena *arena)
{
    const struct tt_str bytes = source->bytes;
    TT_VEC(size_t) lines = {0};
    struct tt_str rest = bytes, line;
    tt_vec_push(arena, &lines, 0);
    while (tt_str_next_line(&rest, &line)) {
        if (line.ptr + line.len < rest.ptr) {
            tt_vec_push(arena, &lines, bytes.len - rest.len);
        }
    }
    source->lines = lines.items;
    source->line_count = lines.count;
}

void tt_source_init(struct tt_source *source, struct tt_arena *arena, struct tt_str path,
                    struct tt_str bytes)
{
    *source = (struct tt_source){.path = path, .bytes = bytes, .end = bytes.len};
    find_lines(source, arena);
    if (bytes.len == 0) {
        source->valid_utf8 = true;
        return;
    }
    if (is_utf16(bytes)) {
        source->fault = TT_SOURCE_UTF16;
        source->end = 0;
        return;
    }
    source->start = starts_with_bytes(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    source->valid_utf8 = is_utf8(bytes);
    const char *zero = memchr(bytes.ptr, '\0', bytes.len);
    if (zero) {
        source->fault = TT_SOURCE_ZERO_BYTE;
        source->fault_at = (size_t)(zero - bytes.ptr);
        source->end = source->fault_at;
    }
}

/* The index of the line that holds `offset`. */
static size_t line_at(const struct tt_source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static unsigned clamp(size_t number)
{
    return number < UINT_MAX ? (unsigned)number : UINT_MAX;
}

struct tt_position tt_source_position(const struct tt_source *source, size_t offset)
{
    assert(offset <= source->bytes.len);
    size_t line = line_at(source, offset);
    return (struct tt_position){
        .offset = offset,
        .line = clamp(line + 1),
        .column = clamp(offset - source->lines[line] + 1),
    };
}

struct tt_place tt_source_place(const struct tt_source *source, size_t start, size_t end)
{
    return (struct tt_place){
        .path = source->path,
        .start = tt_source_position(source, start),
        .end = tt_source_position(source, end > start ? end : start),
    };
}

struct tt_str tt_source_line(const struct tt_source *source, size_t offset)
{
    size_t line = line_at(source, offset);
    size_t start = source->lines[line];
    bool last = line + 1 == source->line_count;
    size_t end = last ? source->bytes.len : source->lines[line + 1] - 1;
    if (end > start && source->bytes.ptr[end - 1] == '\r') {
        end--;
    }
    return tt_str_slice(source->bytes, start, end);
}
