#include "project/squawk.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

struct reader {
    struct tt_arena *arena;
    struct tt_squawk *squawk;
    struct tt_error *error;
    const char *path;
    struct tt_str text;
    size_t at;
    struct tt_str table; /* "upload_to_github"; empty at the top */
};

/* A value: a text, which may be one of several. */
struct value {
    struct tt_squawk_list texts;
    bool is_true;
};

static char peek(const struct reader *reader)
{
    return reader->at < reader->text.len ? reader->text.ptr[reader->at] : '\0';
}

static bool complain(struct reader *reader, const char *expected)
{
    unsigned line = 1;
    for (size_t i = 0; i < reader->at && i < reader->text.len; i++) {
        line += reader->text.ptr[i] == '\n';
    }
    return tt_refuse(reader->error, "%s:%u: %s is expected here", reader->path, line, expected);
}

/* Blanks and comments; in lists, and between keys, the ends of lines as well. */
static void skip(struct reader *reader, bool lines)
{
    for (;;) {
        char c = peek(reader);
        if (c == '#') {
            do {
                reader->at++;
            } while (reader->at < reader->text.len && peek(reader) != '\n');
        } else if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
            reader->at++;
        } else {
            return;
        }
    }
}

static bool is_bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-+.:", c));
}

static struct tt_str read_bare(struct reader *reader)
{
    size_t start = reader->at;
    while (is_bare(peek(reader))) {
        reader->at++;
    }
    return tt_str_slice(reader->text, start, reader->at);
}

/* "…" with \" and \\ in it, or '…' as it stands. */
static bool read_string(struct reader *reader, struct tt_str *ret_text)
{
    const char quote = peek(reader);
    size_t start = ++reader->at, escapes = 0;
    for (; peek(reader) != quote; reader->at++) {
        if (quote == '"' && peek(reader) == '\\') {
            reader->at++;
            escapes++;
            if (peek(reader) != '"' && peek(reader) != '\\') {
                return complain(reader, "\\\" or \\\\");
            }
        }
        if (reader->at >= reader->text.len || peek(reader) == '\n') {
            return complain(reader, "the quote that ends the string");
        }
    }
    size_t len = reader->at++ - start - escapes;
    char *text = tt_new_array(reader->arena, char, len + 1);
    for (size_t i = 0, from = start; i < len; i++, from++) {
        from += quote == '"' && reader->text.ptr[from] == '\\';
        text[i] = reader->text.ptr[from];
    }
    *ret_text = (struct tt_str){text, len};
    return true;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static bool read_list(struct reader *reader, struct value *value)
{
    struct tt_str text;
    reader->at++;
    for (skip(reader, true); peek(reader) != ']'; skip(reader, true)) {
        if (!is_quote(peek(reader))) {
            return complain(reader, "a string or ]");
        }
        if (!read_string(reader, &text)) {
            return false;
        }
        tt_vec_push(reader->arena, &value->texts.items, text);
        skip(reader, true);
        if (peek(reader) != ',' && peek(reader) != ']') {
            return complain(reader, ", or ]");
        }
        reader->at += peek(reader) == ',';
    }
    reader->at++;
    return true;
}

static bool read_value(struct reader *reader, struct value *value)
{
    struct tt_str text;
    if (peek(reader) == '[') {
        return read_list(reader, value);
    }
    if (is_quote(peek(reader))) {
        if (!read_string(reader, &text)) {
            return false;
        }
    } else {
        text = read_bare(reader);
        value->is_true = tt_str_is(text, "true");
        if (text.len == 0) {
            return complain(reader, "a value");
        }
    }
    tt_vec_push(reader->arena, &value->texts.items, text);
    return true;
}

static void take(struct reader *reader, struct tt_str key, struct value value)
{
    struct tt_squawk *squawk = reader->squawk;
    bool top = reader->table.len == 0;
    if (top && tt_str_is(key, "excluded_rules")) {
        squawk->excluded_rules = value.texts;
    } else if (top && tt_str_is(key, "included_rules")) {
        squawk->included_rules = value.texts;
    } else if (top && tt_str_is(key, "excluded_paths")) {
        squawk->excluded_paths = value.texts;
    } else if (top && tt_str_is(key, "pg_version") && value.texts.items.count == 1) {
        squawk->pg_version = value.texts.items.items[0];
    } else if (top && tt_str_is(key, "assume_in_transaction")) {
        squawk->assume_in_transaction = value.is_true;
    } else {
        struct tt_str name = tt_str_format(reader->arena, TT_FMT "%s" TT_FMT,
                                           TT_ARG(reader->table), top ? "" : ".", TT_ARG(key));
        tt_vec_push(reader->arena, &squawk->others.items, name);
    }
}

static bool read_line(struct reader *reader)
{
    struct value value = {0};
    bool table = peek(reader) == '[';
    reader->at += table;
    struct tt_str key = read_bare(reader);
    if (key.len == 0) {
        return complain(reader, "a key");
    }
    skip(reader, false);
    if (peek(reader) != (table ? ']' : '=')) {
        return complain(reader, table ? "]" : "=");
    }
    reader->at++;
    skip(reader, false);
    if (table) {
        reader->table = key;
    } else if (!read_value(reader, &value)) {
        return false;
    } else {
        take(reader, key, value);
    }
    skip(reader, false);
    return reader->at == reader->text.len || peek(reader) == '\n' ||
           complain(reader, "the end of the line");
}

bool tt_squawk_read(struct tt_arena *arena, const char *path, struct tt_squawk *ret_squawk,
                    struct tt_error *error)
{
    *ret_squawk = (struct tt_squawk){0};
    struct reader reader = {.arena = arena, .squawk = ret_squawk, .error = error, .path = path};
    struct tt_error reason;
    if (!tt_file_read(arena, path, &reader.text, &reason)) {
        return tt_refuse(error, "%s %s", path, reason.message);
    }
    for (skip(&reader, true); reader.at < reader.text.len; skip(&reader, true)) {
        if (!read_line(&reader)) {
            return false;
        }
    }
    return true;
}
