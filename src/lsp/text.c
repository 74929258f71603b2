#include "lsp/text.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lsp/json.h"

enum { LAST_OF_ONE_UNIT = 0xFFFF };

void tt_lines_init(struct tt_lines *lines, struct tt_arena *arena, struct tt_str text,
                   enum tt_encoding encoding)
{
    *lines = (struct tt_lines){.text = text, .encoding = encoding};
    tt_vec_push(arena, &lines->starts, 0);
    for (size_t at = 0; at < text.len; at++) {
        bool half = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
        if (text.ptr[at] == '\n' || (text.ptr[at] == '\r' && !half)) {
            tt_vec_push(arena, &lines->starts, at + 1);
        }
    }
}

/* The index of the line that holds `offset`. */
static size_t line_of(const struct tt_lines *lines, size_t offset)
{
    size_t low = 0, high = lines->starts.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts.items[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Where the line begins for an editor, and where it ends for all. */
static size_t first_of(const struct tt_lines *lines, size_t line)
{
    bool marked = line == 0 && lines->hides_mark && tt_str_starts(lines->text, "\xEF\xBB\xBF");
    return marked ? 3 : lines->starts.items[line];
}

static size_t end_of(const struct tt_lines *lines, size_t line)
{
    size_t start = lines->starts.items[line];
    bool last = line + 1 == lines->starts.count;
    size_t end = last ? lines->text.len : lines->starts.items[line + 1];
    while (end > start &&
           (lines->text.ptr[end - 1] == '\n' || lines->text.ptr[end - 1] == '\r')) {
        end--;
    }
    return end;
}

static size_t units_of(const struct tt_lines *lines, uint32_t code, size_t len)
{
    return lines->encoding == TT_ENCODING_UTF8 ? len : code > LAST_OF_ONE_UNIT ? 2 : 1;
}

bool tt_lines_offset(const struct tt_lines *lines, const cJSON *position, size_t *ret_offset)
{
    size_t line = 0, character = 0;
    if (!tt_lsp_number(position, "line", &line) ||
        !tt_lsp_number(position, "character", &character)) {
        return false;
    }
    if (line >= lines->starts.count) {
        *ret_offset = lines->text.len;
        return true;
    }
    size_t at = first_of(lines, line), end = end_of(lines, line);
    while (at < end && character > 0) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(lines->text, at, &code);
        size_t units = units_of(lines, code, len);
        if (units > character) {
            break; /* inside a character */
        }
        character -= units;
        at += len;
    }
    *ret_offset = at;
    return true;
}

bool tt_lines_span(const struct tt_lines *lines, const cJSON *range, size_t *ret_start,
                   size_t *ret_end)
{
    if (!tt_lines_offset(lines, tt_lsp_get(range, "start", NULL), ret_start) ||
        !tt_lines_offset(lines, tt_lsp_get(range, "end", NULL), ret_end)) {
        return false;
    }
    *ret_end = *ret_end < *ret_start ? *ret_start : *ret_end;
    return true;
}

cJSON *tt_lines_position(const struct tt_lines *lines, size_t offset)
{
    offset = offset < lines->text.len ? offset : lines->text.len;
    size_t line = line_of(lines, offset), at = first_of(lines, line), character = 0;
    while (at < offset) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(lines->text, at, &code);
        character += units_of(lines, code, len);
        at += len;
    }
    cJSON *position = cJSON_CreateObject();
    tt_lsp_add_number(position, "line", line);
    tt_lsp_add_number(position, "character", character);
    return position;
}

cJSON *tt_lines_range(const struct tt_lines *lines, size_t start, size_t end)
{
    cJSON *range = cJSON_CreateObject();
    cJSON_AddItemToObject(range, "start", tt_lines_position(lines, start));
    cJSON_AddItemToObject(range, "end", tt_lines_position(lines, end > start ? end : start));
    return range;
}

size_t tt_lines_end(const struct tt_lines *lines, size_t offset)
{
    return end_of(lines, line_of(lines, offset));
}

size_t tt_lines_start(const struct tt_lines *lines, size_t offset)
{
    return lines->starts.items[line_of(lines, offset)];
}
