/* What a single comment says. */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/directive.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

struct cursor {
    struct tt_str text;
    size_t at;
    size_t end;
};

static void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end && is_blank(cursor->text.ptr[cursor->at])) {
        cursor->at++;
    }
}

static bool take(struct cursor *cursor, const char *word)
{
    struct tt_str rest = tt_str_slice(cursor->text, cursor->at, cursor->end);
    if (!tt_str_starts(rest, word)) {
        return false;
    }
    cursor->at += strlen(word);
    return true;
}

/* Up to a blank or one of `marks`. */
static struct tt_span take_word(struct cursor *cursor, const char *marks)
{
    struct tt_span word = {cursor->at, cursor->at};
    while (cursor->at < cursor->end && !is_blank(cursor->text.ptr[cursor->at]) &&
           !strchr(marks, cursor->text.ptr[cursor->at])) {
        cursor->at++;
    }
    word.end = cursor->at;
    return word;
}

/* Without the signs of the comment, and what people draw around it. */
static struct cursor open_comment(struct tt_str text, struct tt_span comment)
{
    bool block = text.ptr[comment.start] == '/';
    struct cursor cursor = {text, comment.start + 2, comment.end - (block ? 2 : 0)};
    while (cursor.at < cursor.end &&
           (is_blank(text.ptr[cursor.at]) || strchr("-*", text.ptr[cursor.at]))) {
        cursor.at++;
    }
    while (cursor.end > cursor.at &&
           (is_blank(text.ptr[cursor.end - 1]) || (block && text.ptr[cursor.end - 1] == '*'))) {
        cursor.end--;
    }
    return cursor;
}

/* Runs of blanks become one; the same on every system. */
static struct tt_str one_line(struct tt_arena *arena, struct tt_str text)
{
    char *line = tt_new_array(arena, char, text.len + 1);
    size_t used = 0;
    assert(text.ptr || text.len == 0);
    for (size_t i = 0; i < text.len; i++) {
        bool blank = is_blank(text.ptr[i]);
        if (!blank || (used > 0 && line[used - 1] != ' ')) {
            line[used++] = blank ? ' ' : text.ptr[i];
        }
    }
    used -= used > 0 && line[used - 1] == ' ';
    return (struct tt_str){line, used};
}

static struct tt_str take_rest(struct tt_arena *arena, struct cursor *cursor)
{
    return one_line(arena, tt_str_slice(cursor->text, cursor->at, cursor->end));
}

/* Names with commas between them; where blanks will do, any number of words. */
static void take_names(struct tt_arena *arena, struct cursor *cursor, bool blanks_divide,
                       struct tt_directive *directive)
{
    TT_VEC(struct tt_span) names = {0};
    bool more = true;
    while (more) {
        skip_blanks(cursor);
        struct tt_span name = take_word(cursor, ",:");
        if (name.end > name.start) {
            tt_vec_push(arena, &names, name);
        }
        skip_blanks(cursor);
        more = take(cursor, ",") || (blanks_divide && name.end > name.start);
    }
    directive->names = names.items;
    directive->name_count = names.count;
}

static enum tt_directive_kind kind_of(struct tt_str word)
{
    static const char *const words[] = {
        [TT_DIRECTIVE_IGNORE] = "ignore",
        [TT_DIRECTIVE_IGNORE_FILE] = "ignore-file",
        [TT_DIRECTIVE_IGNORE_START] = "ignore-start",
        [TT_DIRECTIVE_IGNORE_END] = "ignore-end",
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (tt_str_is(word, words[i])) {
            return (enum tt_directive_kind)i;
        }
    }
    return TT_DIRECTIVE_UNKNOWN;
}

/* "tiptoe:" was taken. */
static bool take_own(struct tt_arena *arena, struct cursor *cursor,
                     struct tt_directive *directive)
{
    size_t start = cursor->at;
    skip_blanks(cursor);
    bool apart = cursor->at > start;
    struct tt_span word = take_word(cursor, ":,");
    directive->word = tt_str_slice(cursor->text, word.start, word.end);
    directive->kind = kind_of(directive->word);
    if (directive->kind == TT_DIRECTIVE_UNKNOWN) {
        return !apart; /* "tiptoe: so says a person" */
    }
    take_names(arena, cursor, false, directive);
    if (take(cursor, ":")) {
        directive->reason = take_rest(arena, cursor);
    } else {
        directive->tail = take_rest(arena, cursor);
    }
    return true;
}

/*
 * "squawk-ignore a, b -- reason" (squawk, crates/squawk_linter/src/ignore.rs),
 * "atlas:nolint a b" (Atlas, cmd/atlas/internal/migratelint/lint.go),
 * "eugene: ignore E1, E2" (eugene, eugenelib/src/comments.rs), which is about
 * the next statement as its documentation has it, and "pgfence-ignore: a, b"
 * (pgfence), once "pgfence: ignore a".
 */
static const struct {
    const char *word;
    enum tt_directive_kind kind;
} foreign_words[] = {
    {"squawk-ignore-file", TT_DIRECTIVE_IGNORE_FILE},
    {"squawk-ignore", TT_DIRECTIVE_IGNORE},
    {"atlas:nolint", TT_DIRECTIVE_IGNORE},
    {"eugene: ignore", TT_DIRECTIVE_IGNORE},
    {"pgfence-ignore:", TT_DIRECTIVE_IGNORE},
    {"pgfence-ignore", TT_DIRECTIVE_IGNORE},
    {"pgfence: ignore", TT_DIRECTIVE_IGNORE},
};

static bool take_foreign_word(struct cursor *cursor, enum tt_directive_kind *ret_kind)
{
    for (size_t i = 0; i < sizeof(foreign_words) / sizeof(foreign_words[0]); i++) {
        if (take(cursor, foreign_words[i].word)) {
            *ret_kind = foreign_words[i].kind;
            return true;
        }
    }
    return false;
}

static bool take_foreign(struct tt_arena *arena, struct cursor *cursor,
                         struct tt_directive *directive)
{
    size_t start = cursor->at;
    directive->foreign = true;
    if (!take_foreign_word(cursor, &directive->kind)) {
        return false;
    }
    bool atlas = cursor->text.ptr[start] == 'a';
    if (cursor->at < cursor->end && !is_blank(cursor->text.ptr[cursor->at])) {
        return false; /* the word goes on */
    }
    directive->word = tt_str_slice(cursor->text, start, cursor->at);
    struct cursor names = *cursor;
    while (cursor->at < cursor->end && !take(cursor, "--")) {
        cursor->at++;
        names.end = cursor->at;
    }
    skip_blanks(cursor);
    take_names(arena, &names, atlas, directive);
    directive->reason = take_rest(arena, cursor);
    return true;
}

bool tt_directive_parse(struct tt_arena *arena, struct tt_str text, struct tt_span comment,
                        struct tt_directive *ret_directive)
{
    struct cursor cursor = open_comment(text, comment);
    struct tt_directive directive = {.span = {cursor.at, cursor.end}};
    bool known = take(&cursor, "tiptoe:") ? take_own(arena, &cursor, &directive)
                                          : take_foreign(arena, &cursor, &directive);
    if (known) {
        *ret_directive = directive;
    }
    return known;
}
