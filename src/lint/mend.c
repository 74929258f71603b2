#include "lint/mend.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/lexer.h"

static struct tt_str replace(struct tt_arena *arena, struct tt_str text, size_t start,
                             size_t end, const char *by)
{
    return tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(tt_str_slice(text, 0, start)), by,
                         TT_ARG(tt_str_slice(text, end, text.len)));
}

static bool find_word(struct tt_str text, const char *word, struct tt_lexer *ret_behind,
                      struct tt_token *ret_token)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next_solid(&lexer);
    while (token.kind != TT_TOKEN_END && !tt_token_is_word(text, token, word)) {
        token = tt_lexer_next_solid(&lexer);
    }
    *ret_behind = lexer;
    *ret_token = token;
    return token.kind != TT_TOKEN_END;
}

struct tt_str tt_add_behind(struct tt_arena *arena, struct tt_str text, const char *word,
                            const char *addition)
{
    struct tt_lexer behind;
    struct tt_token token;
    if (!find_word(text, word, &behind, &token)) {
        return tt_str_copy(arena, text);
    }
    const char *with_blank = tt_str_format(arena, " %s", addition).ptr;
    return replace(arena, text, token.end, token.end, with_blank);
}

struct tt_str tt_without_if_exists(struct tt_arena *arena, struct tt_str text)
{
    struct tt_lexer lexer;
    struct tt_token first;
    if (!find_word(text, "if", &lexer, &first)) {
        return text;
    }
    struct tt_token token = tt_lexer_next_solid(&lexer);
    if (tt_token_is_word(text, token, "not")) {
        token = tt_lexer_next_solid(&lexer);
    }
    if (!tt_token_is_word(text, token, "exists")) {
        return text;
    }
    return replace(arena, text, first.start, tt_lexer_next_solid(&lexer).start, "");
}

/* Quoted or not; a quoted one that holds a quote is no such name. */
static struct tt_str name_of(struct tt_str text, struct tt_token token)
{
    bool quoted = token.kind == TT_TOKEN_NAME && text.ptr[token.start] == '"';
    return quoted ? tt_str_slice(text, token.start + 1, token.end - 1)
                  : tt_str_slice(text, token.start, token.end);
}

bool tt_says_schema(struct tt_str text, struct tt_str name)
{
    struct tt_lexer lexer = {.text = text};
    bool dot = false;
    for (struct tt_token token = tt_lexer_next_solid(&lexer); token.kind != TT_TOKEN_END;
         token = tt_lexer_next_solid(&lexer)) {
        bool named = token.kind == TT_TOKEN_WORD || token.kind == TT_TOKEN_NAME;
        if (named && tt_str_equal_nocase(name_of(text, token), name)) {
            return dot;
        }
        dot = tt_token_is_mark(text, token, '.');
    }
    return true;
}

enum { NAME_BYTES_MAX = 63 }; /* NAMEDATALEN - 1 */

static bool is_name_byte(char c)
{
    return tt_is_word_part(c) || c == '$';
}

/* A word that is too long has a byte at one of these places: one in 64 tells of most text. */
static bool may_hold_long_word(struct tt_str text)
{
    for (size_t at = NAME_BYTES_MAX; at < text.len; at += NAME_BYTES_MAX + 1) {
        size_t start = at, end = at;
        while (start > 0 && is_name_byte(text.ptr[start - 1])) {
            start--;
        }
        while (end < text.len && is_name_byte(text.ptr[end])) {
            end++;
        }
        if (end > at && end - start > NAME_BYTES_MAX) {
            return true;
        }
    }
    return false;
}

/* Two quotes with so much between them. */
static bool may_hold_long_quoted(struct tt_str text)
{
    const char *end = text.ptr + text.len, *quote = memchr(text.ptr, '"', text.len);
    while (quote) {
        const char *next = memchr(quote + 1, '"', (size_t)(end - quote - 1));
        if (next && next - quote - 1 > NAME_BYTES_MAX) {
            return true;
        }
        quote = next;
    }
    return false;
}

struct tt_str tt_next_long_name(struct tt_str text, size_t *at)
{
    if (*at == 0 && !may_hold_long_word(text) && !may_hold_long_quoted(text)) {
        return TT_STR("");
    }
    struct tt_lexer lexer = {text, *at};
    for (struct tt_token token = tt_lexer_next_solid(&lexer); token.kind != TT_TOKEN_END;
         token = tt_lexer_next_solid(&lexer)) {
        bool named = token.kind == TT_TOKEN_WORD || token.kind == TT_TOKEN_NAME;
        struct tt_str name = name_of(text, token);
        if (named && name.len > NAME_BYTES_MAX) {
            *at = token.end;
            return name;
        }
    }
    return TT_STR("");
}

struct tt_str tt_cut_out(struct tt_arena *arena, struct tt_str text, size_t start,
                         struct tt_span span)
{
    struct tt_str before = tt_str_trim(tt_str_slice(text, 0, span.start - start));
    struct tt_str after = tt_str_trim(tt_str_slice(text, span.end - start, text.len));
    return tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(before), after.len > 0 ? " " : "",
                         TT_ARG(after));
}

/* The first such keyword outside of brackets; TT_TOKEN_END if there is none. */
static struct tt_token find_outside(struct tt_str text, const char *word)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next_solid(&lexer);
    int depth = 0;
    while (token.kind != TT_TOKEN_END && !(depth == 0 && tt_token_is_word(text, token, word))) {
        depth += tt_token_is_mark(text, token, '(') - tt_token_is_mark(text, token, ')');
        token = tt_lexer_next_solid(&lexer);
    }
    return token;
}

struct tt_str tt_first_of(struct tt_str text, const char *const *words, size_t count)
{
    struct tt_str first = {0};
    for (size_t i = 0; i < count; i++) {
        struct tt_token token = find_outside(text, words[i]);
        if (token.kind != TT_TOKEN_END && (!first.ptr || text.ptr + token.start < first.ptr)) {
            first = tt_str_slice(text, token.start, token.end);
        }
    }
    return first;
}

struct tt_str tt_after_word(struct tt_str text, const char *word)
{
    struct tt_token token = find_outside(text, word);
    size_t end = token.kind == TT_TOKEN_END ? 0 : token.end;
    return tt_str_trim(tt_str_slice(text, end, text.len));
}

struct tt_str tt_before_word(struct tt_str text, const char *word)
{
    struct tt_token token = find_outside(text, word);
    size_t end = token.kind == TT_TOKEN_END ? text.len : token.start;
    return tt_str_trim(tt_str_slice(text, 0, end));
}

struct tt_str tt_behind_column(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    (void)tt_lexer_next_solid(&lexer); /* ALTER */
    struct tt_token token = tt_lexer_next_solid(&lexer);
    if (tt_token_is_word(text, token, "column")) {
        token = tt_lexer_next_solid(&lexer);
    }
    return tt_str_slice(text, token.end, text.len);
}

struct tt_str tt_constraint_body(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next_solid(&lexer);
    if (tt_token_is_word(text, token, "add")) {
        token = tt_lexer_next_solid(&lexer);
    }
    if (tt_token_is_word(text, token, "constraint")) {
        (void)tt_lexer_next_solid(&lexer); /* its name */
        token = tt_lexer_next_solid(&lexer);
    }
    return tt_str_slice(text, token.start, text.len);
}

/* Tokens of a text; `last` is the one before `token`. */
struct cursor {
    struct tt_lexer lexer;
    struct tt_token token;
    size_t last_end;
};

static void advance(struct cursor *cursor)
{
    cursor->last_end = cursor->token.end;
    cursor->token = tt_lexer_next_solid(&cursor->lexer);
}

static bool at_word(const struct cursor *cursor, const char *word)
{
    return tt_token_is_word(cursor->lexer.text, cursor->token, word);
}

static void skip_brackets(struct cursor *cursor)
{
    unsigned depth = 0;
    do {
        depth += tt_token_is_mark(cursor->lexer.text, cursor->token, '(');
        depth -= tt_token_is_mark(cursor->lexer.text, cursor->token, ')');
        advance(cursor);
    } while (depth > 0 && cursor->token.kind != TT_TOKEN_END);
}

static struct tt_str since(const struct cursor *cursor, size_t start)
{
    return tt_str_slice(cursor->lexer.text, start, cursor->last_end);
}

static void read_part(struct cursor *cursor, struct tt_key_text *key)
{
    size_t start = cursor->token.start;
    if (tt_token_is_mark(cursor->lexer.text, cursor->token, '(')) {
        skip_brackets(cursor);
        key->columns = since(cursor, start);
    } else if (at_word(cursor, "include") || at_word(cursor, "with")) {
        struct tt_str *part = at_word(cursor, "with") ? &key->with : &key->include;
        advance(cursor);
        skip_brackets(cursor);
        *part = since(cursor, start);
    } else if (at_word(cursor, "nulls")) {
        while (!at_word(cursor, "distinct") && cursor->token.kind != TT_TOKEN_END) {
            advance(cursor);
        }
        advance(cursor);
        key->nulls = since(cursor, start);
    } else if (at_word(cursor, "using")) { /* INDEX TABLESPACE name */
        advance(cursor);
        advance(cursor);
        start = cursor->token.start;
        advance(cursor);
        advance(cursor);
        key->tablespace = since(cursor, start);
    } else {
        while (cursor->token.kind != TT_TOKEN_END) {
            advance(cursor);
        }
        key->attributes = since(cursor, start);
    }
}

struct tt_key_text tt_read_key(struct tt_str body)
{
    struct tt_key_text key = {0};
    struct cursor cursor = {.lexer = {.text = body}};
    advance(&cursor);
    if (at_word(&cursor, "primary")) {
        advance(&cursor);
    }
    advance(&cursor);
    while (cursor.token.kind != TT_TOKEN_END) {
        read_part(&cursor, &key);
    }
    return key;
}
