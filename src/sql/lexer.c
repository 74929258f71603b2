#include "sql/lexer.h"

#include <string.h>

#include "base/str.h"

static bool is_blank(char c)
{
    return tt_byte_is(c, TT_BYTE_BLANK);
}

static bool is_digit(char c)
{
    return tt_byte_is(c, TT_BYTE_DIGIT);
}

/* The byte at `at`, or 0 past the end. */
static char peek(struct tt_str text, size_t at)
{
    return at < text.len ? text.ptr[at] : (char)0;
}

static bool is_operator_byte(char c)
{
    return tt_byte_is(c, TT_BYTE_OPERATOR);
}

static bool starts_comment(struct tt_str text, size_t at)
{
    char first = peek(text, at), second = peek(text, at + 1);
    return (first == '-' && second == '-') || (first == '/' && second == '*');
}

/* PostgreSQL ends these at a lone carriage return, too. */
static size_t line_comment_end(struct tt_str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r') {
        at++;
    }
    return at;
}

/*
 * PostgreSQL's lexer goes over the rest of a run of operator characters again
 * for each comment that opens in it, and for each sign that it is too long by.
 */
enum { COMMENT_DEPTH_MAX = 1000, OPERATOR_BYTES_MAX = 1000 };

static size_t block_comment_end(struct tt_str text, size_t at, struct tt_token *token)
{
    size_t depth = 0;
    while (at < text.len) {
        if (text.ptr[at] == '/' && peek(text, at + 1) == '*') {
            depth++;
            token->endless = token->endless || depth > COMMENT_DEPTH_MAX;
            at += 2;
        } else if (text.ptr[at] == '*' && peek(text, at + 1) == '/') {
            at += 2;
            if (--depth == 0) {
                return at;
            }
        } else {
            at++;
        }
    }
    token->unclosed = true;
    return at;
}

/* From the opening quote at `at` to past the closing one; some hold whole documents. */
static size_t plain_quote_end(struct tt_str text, size_t at, bool *ret_unclosed)
{
    const char quote = text.ptr[at++];
    const char *found;
    while (at < text.len && (found = memchr(text.ptr + at, quote, text.len - at))) {
        at = (size_t)(found - text.ptr) + 1;
        if (peek(text, at) != quote) {
            return at;
        }
        at++;
    }
    *ret_unclosed = true;
    return text.len;
}

/* The same where a backslash escapes what is behind it. */
static size_t escaped_quote_end(struct tt_str text, size_t at, bool *ret_unclosed)
{
    const char quote = text.ptr[at++];
    while (at < text.len) {
        bool escaped = text.ptr[at] == '\\';
        if (!escaped && text.ptr[at] == quote && peek(text, at + 1) != quote) {
            return at + 1;
        }
        at += escaped || text.ptr[at] == quote ? 2 : 1;
    }
    *ret_unclosed = true;
    return text.len;
}

/* Past blanks and line comments to another quote on a later line; else 0. */
static size_t continuation(struct tt_str text, size_t at)
{
    bool newline = false;
    while (at < text.len) {
        if (is_blank(text.ptr[at])) {
            newline = newline || text.ptr[at] == '\n' || text.ptr[at] == '\r';
            at++;
        } else if (text.ptr[at] == '-' && peek(text, at + 1) == '-') {
            at = line_comment_end(text, at);
        } else {
            break;
        }
    }
    return newline && peek(text, at) == '\'' ? at : 0;
}

/* `quote` is where the quote is, behind its prefix. */
static struct tt_token lex_string(struct tt_str text, size_t start, size_t quote, bool escapes)
{
    struct tt_token token = {.kind = TT_TOKEN_STRING, .start = start};
    if (!escapes) {
        /* What goes on below is a string like any other. */
        token.end = plain_quote_end(text, quote, &token.unclosed);
        return token;
    }
    token.end = escaped_quote_end(text, quote, &token.unclosed);
    for (size_t next; (next = continuation(text, token.end)) != 0;) {
        token.end = escaped_quote_end(text, next, &token.unclosed);
    }
    return token;
}

static struct tt_token lex_name(struct tt_str text, size_t start, size_t quote)
{
    struct tt_token token = {.kind = TT_TOKEN_NAME, .start = start};
    token.end = plain_quote_end(text, quote, &token.unclosed);
    return token;
}

static struct tt_token lex_word(struct tt_str text, size_t start)
{
    char first = text.ptr[start], second = peek(text, start + 1);
    bool unicode = (first == 'U' || first == 'u') && second == '&';
    if (second == '\'' && strchr("eEbBxXnN", first)) {
        return lex_string(text, start, start + 1, first == 'e' || first == 'E');
    }
    if (unicode && peek(text, start + 2) == '\'') {
        return lex_string(text, start, start + 2, false);
    }
    if (unicode && peek(text, start + 2) == '"') {
        return lex_name(text, start, start + 2);
    }
    size_t at = start + 1;
    while (at < text.len && (tt_is_word_part(text.ptr[at]) ||
                             (text.ptr[at] == '$' && peek(text, at + 1) != '{'))) {
        at++;
    }
    return (struct tt_token){.kind = TT_TOKEN_WORD, .start = start, .end = at};
}

/* Takes too much rather than too little ("1abc"): what stands in it ends no statement. */
static struct tt_token lex_number(struct tt_str text, size_t start)
{
    size_t at = start;
    while (at < text.len) {
        char c = text.ptr[at];
        bool exponent = (c == 'e' || c == 'E') && !tt_is_word_start(peek(text, start + 1));
        if (exponent && (peek(text, at + 1) == '+' || peek(text, at + 1) == '-')) {
            at += 2;
        } else if (tt_is_word_part(c) || (c == '.' && peek(text, at + 1) != '.')) {
            at++;
        } else {
            break;
        }
    }
    return (struct tt_token){.kind = TT_TOKEN_NUMBER, .start = start, .end = at};
}

static size_t find(struct tt_str text, size_t from, struct tt_str what)
{
    for (size_t at = from; text.len - at >= what.len;) {
        const char *first = memchr(text.ptr + at, what.ptr[0], text.len - at - what.len + 1);
        if (!first) {
            break;
        }
        at = (size_t)(first - text.ptr);
        if (memcmp(first, what.ptr, what.len) == 0) {
            return at;
        }
        at++;
    }
    return text.len;
}

static struct tt_token lex_dollar(struct tt_str text, size_t start)
{
    size_t at = start + 1;
    while (at < text.len &&
           (at > start + 1 ? tt_is_word_part(text.ptr[at]) : tt_is_word_start(text.ptr[at]))) {
        at++;
    }
    if (peek(text, at) == '$') {
        struct tt_str tag = tt_str_slice(text, start, at + 1);
        size_t close = find(text, at + 1, tag);
        bool unclosed = close == text.len;
        return (struct tt_token){.kind = TT_TOKEN_DOLLAR,
                                 .unclosed = unclosed,
                                 .start = start,
                                 .end = unclosed ? close : close + tag.len};
    }
    if (is_digit(peek(text, start + 1))) {
        at = start + 1;
        while (is_digit(peek(text, at))) {
            at++;
        }
        return (struct tt_token){.kind = TT_TOKEN_PARAM, .start = start, .end = at};
    }
    return (struct tt_token){.kind = TT_TOKEN_MARK, .start = start, .end = start + 1};
}

static struct tt_token lex_operator(struct tt_str text, size_t start)
{
    size_t at = start + 1;
    while (is_operator_byte(peek(text, at)) && !starts_comment(text, at) &&
           tt_lex_guess(text, at).kind == TT_TOKEN_END) {
        at++;
    }
    return (struct tt_token){
        .kind = TT_TOKEN_OPERATOR,
        .endless = at - start > OPERATOR_BYTES_MAX,
        .start = start,
        .end = at,
    };
}

static struct tt_token lex_comment(struct tt_str text, size_t start)
{
    struct tt_token token = {.kind = TT_TOKEN_COMMENT, .start = start};
    token.end = text.ptr[start] == '-' ? line_comment_end(text, start)
                                       : block_comment_end(text, start, &token);
    return token;
}

static struct tt_token lex_mark(struct tt_str text, size_t start)
{
    char second = peek(text, start + 1);
    if (text.ptr[start] == ':' && (second == ':' || second == '=')) {
        return (struct tt_token){.kind = TT_TOKEN_OPERATOR, .start = start, .end = start + 2};
    }
    return (struct tt_token){.kind = TT_TOKEN_MARK, .start = start, .end = start + 1};
}

struct tt_token tt_lexer_next(struct tt_lexer *lexer)
{
    const struct tt_str text = lexer->text;
    size_t at = lexer->at;
    while (at < text.len && is_blank(text.ptr[at])) {
        at++;
    }
    struct tt_token token = {.kind = TT_TOKEN_END, .start = at, .end = at};
    char c = peek(text, at);
    if (at >= text.len) {
        lexer->at = at;
        return token;
    }
    if (tt_is_word_start(c)) {
        token = lex_word(text, at);
    } else if (is_digit(c) || (c == '.' && is_digit(peek(text, at + 1)))) {
        token = lex_number(text, at);
    } else if (starts_comment(text, at)) {
        token = lex_comment(text, at);
    } else if (c == '\'') {
        token = lex_string(text, at, at, false);
    } else if (c == '"') {
        token = lex_name(text, at, at);
    } else if (tt_byte_is(c, TT_BYTE_GUESS) &&
               (token = tt_lex_guess(text, at)).kind != TT_TOKEN_END) {
        /* taken */
    } else if (c == '$') {
        token = lex_dollar(text, at);
    } else if (is_operator_byte(c)) {
        token = lex_operator(text, at);
    } else {
        token = lex_mark(text, at);
    }
    lexer->at = token.end;
    return token;
}

struct tt_token tt_lexer_next_solid(struct tt_lexer *lexer)
{
    struct tt_token token;
    do {
        token = tt_lexer_next(lexer);
    } while (token.kind == TT_TOKEN_COMMENT);
    return token;
}
