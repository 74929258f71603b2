#include "project/json_clean.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"

enum { DEPTH_MAX = 64 };

struct cleaner {
    struct tt_arena *arena;
    char *bytes;
    size_t len;
    size_t at;
    size_t comma; /* offset of a comma with nothing but blanks behind it; SIZE_MAX: none */
    char last;    /* what stands last before `at`, blanks and that comma aside */
    size_t open[DEPTH_MAX];
    unsigned depth;
    struct tt_json_problem *problem;
};

static bool fail(struct cleaner *cleaner, size_t at, const char *message)
{
    *cleaner->problem = (struct tt_json_problem){at, tt_str_from(message)};
    return false;
}

size_t tt_json_string_end(struct tt_str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++) {
        at += text.ptr[at] == '\\';
    }
    return at < text.len ? at + 1 : text.len;
}

static bool pass_string(struct cleaner *cleaner)
{
    struct tt_str text = {cleaner->bytes, cleaner->len};
    size_t start = cleaner->at, end = tt_json_string_end(text, start);
    bool closed = end > start + 1 && text.ptr[end - 1] == '"';
    struct tt_str line = tt_str_slice(text, start, end);
    if (!closed || memchr(line.ptr, '\n', line.len)) {
        return fail(cleaner, start, "this string has no closing quote");
    }
    for (size_t i = 0; i + 6 <= line.len; i++) {
        if (memcmp(line.ptr + i, "\\u0000", 6) == 0) {
            return fail(cleaner, start + i, "a string cannot hold a zero byte");
        }
        i += line.ptr[i] == '\\';
    }
    cleaner->at = end;
    return true;
}

static void blank(struct cleaner *cleaner, size_t end)
{
    for (; cleaner->at < end; cleaner->at++) {
        if (cleaner->bytes[cleaner->at] != '\n') {
            cleaner->bytes[cleaner->at] = ' ';
        }
    }
}

/* Also a slash that begins none: the parser will say so. */
static bool pass_comment(struct cleaner *cleaner)
{
    const char *start = cleaner->bytes + cleaner->at;
    size_t left = cleaner->len - cleaner->at;
    if (left >= 2 && start[1] == '/') {
        const char *end = memchr(start, '\n', left);
        blank(cleaner, end ? (size_t)(end - cleaner->bytes) : cleaner->len);
        return true;
    }
    if (left >= 2 && start[1] == '*') {
        for (size_t i = 2; i + 1 < left; i++) {
            if (start[i] == '*' && start[i + 1] == '/') {
                blank(cleaner, cleaner->at + i + 2);
                return true;
            }
        }
        return fail(cleaner, cleaner->at, "this comment is never closed");
    }
    cleaner->last = '/';
    cleaner->at++;
    return true;
}

static bool pass_opening(struct cleaner *cleaner)
{
    if (cleaner->depth == DEPTH_MAX) {
        return fail(cleaner, cleaner->at, "too many brackets are open here");
    }
    cleaner->open[cleaner->depth++] = cleaner->at++;
    return true;
}

static bool pass_closing(struct cleaner *cleaner, char opening)
{
    if (cleaner->depth == 0 || cleaner->bytes[cleaner->open[cleaner->depth - 1]] != opening) {
        return fail(cleaner, cleaner->at, "this bracket closes nothing");
    }
    bool has_value = cleaner->last != '{' && cleaner->last != '[' && cleaner->last != ',';
    if (cleaner->comma != SIZE_MAX && has_value) {
        cleaner->bytes[cleaner->comma] = ' ';
    }
    cleaner->depth--;
    cleaner->at++;
    return true;
}

static bool pass_text(struct cleaner *cleaner)
{
    char first = cleaner->bytes[cleaner->at];
    if (first == ',') {
        cleaner->last = cleaner->comma == SIZE_MAX ? cleaner->last : ',';
        cleaner->comma = cleaner->at++;
        return true;
    }
    bool passed = true;
    if (first == '"') {
        passed = pass_string(cleaner);
    } else if (first == '{' || first == '[') {
        passed = pass_opening(cleaner);
    } else if (first == '}' || first == ']') {
        passed = pass_closing(cleaner, first == '}' ? '{' : '[');
    } else {
        cleaner->at++;
    }
    cleaner->comma = SIZE_MAX;
    cleaner->last = first;
    return passed;
}

static bool is_text(struct cleaner *cleaner)
{
    struct tt_str text = {cleaner->bytes, cleaner->len};
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        size_t step = tt_utf8_next(text, at, &code);
        if ((code == TT_UTF8_BAD && step == 1) || code == 0) {
            return fail(cleaner, at, "this is not UTF-8 text");
        }
        at += step;
    }
    return true;
}

bool tt_json_clean(struct tt_arena *arena, char *bytes, size_t len,
                   struct tt_json_problem *problem)
{
    struct cleaner cleaner = {
        .arena = arena, .bytes = bytes, .len = len, .comma = SIZE_MAX, .problem = problem};
    if (!is_text(&cleaner)) {
        return false;
    }
    if (tt_str_starts((struct tt_str){bytes, len}, "\xEF\xBB\xBF")) {
        blank(&cleaner, 3);
    }
    while (cleaner.at < len) {
        char first = bytes[cleaner.at];
        bool passed = true;
        if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
            cleaner.at++;
        } else {
            passed = first == '/' ? pass_comment(&cleaner) : pass_text(&cleaner);
        }
        if (!passed) {
            return false;
        }
    }
    if (cleaner.depth > 0) {
        return fail(&cleaner, cleaner.open[cleaner.depth - 1], "this bracket is never closed");
    }
    return true;
}
