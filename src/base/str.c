#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

/* The C library's would ask the locale. */
static char lower(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c;
}

bool tt_str_equal_nocase(struct tt_str a, struct tt_str b)
{
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (a.ptr[i] != b.ptr[i] && lower(a.ptr[i]) != lower(b.ptr[i])) {
            return false;
        }
    }
    return true;
}

int tt_str_compare(struct tt_str a, struct tt_str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common > 0 ? memcmp(a.ptr, b.ptr, common) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at `*at`, without zeros in front; `*at` moves past them. */
static struct tt_str take_number(struct tt_str str, size_t *at)
{
    size_t end = *at;
    while (end < str.len && is_digit(str.ptr[end])) {
        end++;
    }
    size_t start = *at;
    while (start < end && str.ptr[start] == '0') {
        start++;
    }
    *at = end;
    return tt_str_slice(str, start, end);
}

int tt_str_compare_natural(struct tt_str a, struct tt_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (is_digit(a.ptr[i]) && is_digit(b.ptr[j])) {
            struct tt_str m = take_number(a, &i), n = take_number(b, &j);
            int order = m.len != n.len ? (m.len > n.len) - (m.len < n.len)
                                       : tt_str_compare(m, n);
            if (order != 0) {
                return order;
            }
        } else if (a.ptr[i] != b.ptr[j]) {
            return (unsigned char)a.ptr[i] < (unsigned char)b.ptr[j] ? -1 : 1;
        } else {
            i++;
            j++;
        }
    }
    int rest = (i < a.len) - (j < b.len);
    return rest != 0 ? rest : tt_str_compare(a, b);
}

bool tt_str_starts(struct tt_str str, const char *prefix)
{
    size_t len = strlen(prefix);
    return str.len >= len && memcmp(str.ptr, prefix, len) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

struct tt_str tt_str_trim(struct tt_str str)
{
    size_t start = 0, end = str.len;
    while (start < end && is_blank(str.ptr[start])) {
        start++;
    }
    while (end > start && is_blank(str.ptr[end - 1])) {
        end--;
    }
    return tt_str_slice(str, start, end);
}

struct tt_str tt_str_copy(struct tt_arena *arena, struct tt_str str)
{
    char *copy = tt_take_bytes(arena, str.len + 1);
    if (str.len > 0) {
        memcpy(copy, str.ptr, str.len);
    }
    copy[str.len] = '\0';
    return (struct tt_str){copy, str.len};
}

struct tt_str tt_str_on_one_line(struct tt_arena *arena, struct tt_str str)
{
    char *line = tt_new_array(arena, char, str.len + 1);
    for (size_t i = 0; i < str.len; i++) {
        bool ends = str.ptr[i] == '\n' || str.ptr[i] == '\r';
        line[i] = (char)(ends ? ' ' : str.ptr[i]);
    }
    return (struct tt_str){line, str.len};
}

bool tt_str_next_line(struct tt_str *rest, struct tt_str *ret_line)
{
    if (rest->len == 0) {
        return false;
    }
    const char *newline = memchr(rest->ptr, '\n', rest->len);
    size_t len = newline ? (size_t)(newline - rest->ptr) : rest->len;
    size_t step = newline ? len + 1 : len;
    *ret_line = (struct tt_str){rest->ptr, len};
    *rest = (struct tt_str){rest->ptr + step, rest->len - step};
    return true;
}

static char *put(char *at, const char *end, struct tt_str text)
{
    size_t room = (size_t)(end - at);
    size_t len = text.len < room ? text.len : room;
    if (len > 0) {
        memcpy(at, text.ptr, len);
    }
    return at + len;
}

/*
 * Most formats hold nothing but strings, which printf takes byte by byte: that was
 * a seventh of all time. NULL when the format holds more, or there is no room.
 */
static char *join_strings(char *room, const char *end, const char *format, va_list args)
{
    char *at = room;
    const char *percent = NULL;
    while ((percent = strchr(format, '%'))) {
        at = put(at, end, (struct tt_str){format, (size_t)(percent - format)});
        if (strncmp(percent, TT_FMT, sizeof(TT_FMT) - 1) == 0) {
            int len = va_arg(args, int);
            at = put(at, end, (struct tt_str){va_arg(args, const char *), (size_t)len});
            format = percent + sizeof(TT_FMT) - 1;
        } else if (percent[1] == 's') {
            at = put(at, end, tt_str_from(va_arg(args, const char *)));
            format = percent + 2;
        } else {
            return NULL;
        }
    }
    at = put(at, end, tt_str_from(format));
    return at < end ? at : NULL;
}

struct tt_str tt_str_format(struct tt_arena *arena, const char *format, ...)
{
    char first[1024]; /* long enough for most */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const char *joined = join_strings(first, first + sizeof(first), format, again);
    va_end(again);
    va_copy(again, args);
    int len = joined ? (int)(joined - first) : vsnprintf(first, sizeof(first), format, args);
    va_end(args);
    assert(len >= 0);
    char *text = tt_take_bytes(arena, (size_t)len + 1);
    if ((size_t)len < sizeof(first)) {
        memcpy(text, first, (size_t)len);
        text[len] = '\0';
    } else {
        vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    return (struct tt_str){text, (size_t)len};
}

enum { DISTANCE_BYTES = 64 }; /* longer words are never near anything */

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned tt_str_distance(struct tt_str a, struct tt_str b, unsigned limit)
{
    unsigned rows[3][DISTANCE_BYTES + 1];
    if (a.len > DISTANCE_BYTES || b.len > DISTANCE_BYTES) {
        return limit + 1;
    }
    for (unsigned j = 0; j <= b.len; j++) {
        rows[0][j] = j;
    }
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= b.len; j++) {
            unsigned change = a.ptr[i - 1] != b.ptr[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + change);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
    }
    return least(rows[a.len % 3][b.len], limit + 1);
}

bool tt_str_next_word(struct tt_str *rest, struct tt_str *ret_word)
{
    size_t start = 0;
    while (start < rest->len && rest->ptr[start] == ' ') {
        start++;
    }
    size_t end = start;
    while (end < rest->len && rest->ptr[end] != ' ') {
        end++;
    }
    *ret_word = tt_str_slice(*rest, start, end);
    *rest = tt_str_slice(*rest, end, rest->len);
    return end > start;
}
