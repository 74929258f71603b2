#include <string.h>

#include "base/str.h"
#include "sql/lexer.h"

/* Tags are short; a longer search would make hostile text slow. */
enum { TAG_BYTES_MAX = 1024 };

static char peek(struct tt_str text, size_t at)
{
    return at < text.len ? text.ptr[at] : (char)0;
}

static struct tt_token guess(enum tt_token_kind kind, size_t start, size_t end)
{
    return (struct tt_token){.kind = kind, .start = start, .end = end};
}

static const struct tt_token no_guess = {.kind = TT_TOKEN_END};

static size_t skip_word(struct tt_str text, size_t at)
{
    while (tt_is_word_part(peek(text, at))) {
        at++;
    }
    return at;
}

/* As skip_word, for names that hold dots and the like: {app.schema} ${db-name}. */
static size_t skip_path(struct tt_str text, size_t at)
{
    while (tt_is_word_part(peek(text, at)) ||
           (peek(text, at) != '\0' && strchr(".-:/", peek(text, at)))) {
        at++;
    }
    return at;
}

static bool starts_at(struct tt_str text, size_t at, const char *what)
{
    return tt_str_starts(tt_str_slice(text, at, text.len), what);
}

/* Past the next `closing`, which is two bytes, or 0 when it is not near. */
static size_t past(struct tt_str text, size_t at, const char *closing)
{
    if (at >= text.len) {
        return 0;
    }
    const char *first = text.ptr + at, *found = first;
    size_t limit = text.len - at < TAG_BYTES_MAX ? text.len - at : TAG_BYTES_MAX;
    /* The second byte is the rarer one. */
    while ((found = memchr(found, closing[1], (size_t)(first + limit - found)))) {
        found++;
        if (found - first >= 2 && found[-2] == closing[0]) {
            return (size_t)(found - text.ptr);
        }
    }
    return 0;
}

/* The first word of a tag decides whether it prints something. */
static bool is_control_word(struct tt_str word)
{
    static const char *const words[] = {
        "if",      "else",  "elseif", "elsif",   "end",        "endif",    "range", "with",
        "define",  "for",   "endfor", "foreach", "endforeach", "unless",   "each",  "set",
        "comment", "while", "macro",  "import",  "break",      "continue",
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (tt_str_equal_nocase(word, tt_str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* {{ x }}, {{- if … -}}, comments, {{#each}}, {{ $x := 1 }}, [% IF x %] */
static struct tt_token lex_tag(struct tt_str text, size_t start, const char *closing)
{
    size_t at = start + 2;
    while (peek(text, at) == '-' || peek(text, at) == ' ' || peek(text, at) == '\t' ||
           peek(text, at) == '\n' || peek(text, at) == '\r') {
        at++;
    }
    bool comment = starts_at(text, at, "/*");
    size_t end = comment ? past(text, at, "*/") : at;
    end = end ? past(text, end, closing) : 0;
    if (end == 0) {
        return no_guess;
    }
    /* {{{ x }}} */
    if (peek(text, start + 2) == '{' && peek(text, end) == '}') {
        return guess(TT_TOKEN_PLACEHOLDER, start, end + 1);
    }
    bool section = peek(text, at) != '\0' && strchr("#/^!", peek(text, at));
    bool variable = peek(text, at) == '$' && starts_at(text, skip_word(text, at + 1), " :=");
    bool control = comment || section || variable ||
                   is_control_word(tt_str_slice(text, at, skip_word(text, at)));
    return guess(control ? TT_TOKEN_CONTROL : TT_TOKEN_PLACEHOLDER, start, end);
}

/* `start` is where the token begins, `open` where its brace or parenthesis is. */
static struct tt_token lex_braced(struct tt_str text, size_t start, size_t open, char closing)
{
    size_t at = open + 1;
    while (peek(text, at) == ' ') {
        at++;
    }
    size_t end = skip_path(text, at);
    bool named = end > at;
    while (peek(text, end) == ' ') {
        end++;
    }
    if (!named || peek(text, end) != closing) {
        return no_guess;
    }
    return guess(TT_TOKEN_PLACEHOLDER, start, end + 1);
}

static struct tt_token lex_percent(struct tt_str text, size_t start)
{
    char next = peek(text, start + 1);
    if (next == '(') {
        struct tt_token token = lex_braced(text, start, start + 1, ')');
        char conversion = peek(text, token.end);
        if (token.kind != TT_TOKEN_END && conversion != '\0' && strchr("sdb", conversion)) {
            token.end++;
            return token;
        }
        return no_guess;
    }
    size_t at = start + 1;
    while (peek(text, at) >= '0' && peek(text, at) <= '9') {
        at++;
    }
    at += at > start + 1 && peek(text, at) == '$'; /* %1$s */
    char conversion = peek(text, at);
    if (conversion == '\0' || !strchr("sdvqILb", conversion) ||
        tt_is_word_part(peek(text, at + 1))) {
        return no_guess;
    }
    return guess(TT_TOKEN_PLACEHOLDER, start, at + 1);
}

static struct tt_token lex_angle(struct tt_str text, size_t start)
{
    bool prints = peek(text, start + 2) == '=';
    size_t end = past(text, start + 2, "%>");
    enum tt_token_kind kind = prints ? TT_TOKEN_PLACEHOLDER : TT_TOKEN_CONTROL;
    return end ? guess(kind, start, end) : no_guess;
}

static struct tt_token lex_brace(struct tt_str text, size_t start)
{
    char next = peek(text, start + 1);
    size_t end = 0;
    if (next == '{') {
        return lex_tag(text, start, "}}");
    }
    if (next == '%' && (end = past(text, start + 2, "%}")) != 0) {
        return guess(TT_TOKEN_CONTROL, start, end);
    }
    if (next == '#' && (end = past(text, start + 2, "#}")) != 0) {
        return guess(TT_TOKEN_CONTROL, start, end);
    }
    return lex_braced(text, start, start, '}');
}

static struct tt_token lex_at(struct tt_str text, size_t start)
{
    size_t end = skip_path(text, start + 1);
    bool named = tt_is_word_start(peek(text, start + 1));
    return named && peek(text, end) == '@' ? guess(TT_TOKEN_PLACEHOLDER, start, end + 1)
                                           : no_guess;
}

/* ${x} and, as no tag of a dollar quote, $x */
static struct tt_token lex_dollar(struct tt_str text, size_t start)
{
    if (peek(text, start + 1) == '{') {
        struct tt_str tag = tt_str_slice(text, start, start + TAG_BYTES_MAX);
        const char *close = memchr(tag.ptr, '}', tag.len);
        return close ? guess(TT_TOKEN_PLACEHOLDER, start, (size_t)(close - text.ptr) + 1)
                     : no_guess;
    }
    size_t end = skip_word(text, start + 1);
    bool named = tt_is_word_start(peek(text, start + 1));
    return named && peek(text, end) != '$' ? guess(TT_TOKEN_PLACEHOLDER, start, end) : no_guess;
}

static struct tt_token lex_colon(struct tt_str text, size_t start)
{
    char next = peek(text, start + 1);
    if (start > 0 && text.ptr[start - 1] == ':') {
        return no_guess;
    }
    if (next == '\'' || next == '"') {
        size_t end = skip_word(text, start + 2);
        bool closed = end > start + 2 && peek(text, end) == next;
        return closed ? guess(TT_TOKEN_VARIABLE, start, end + 1) : no_guess;
    }
    if (next == '{' && peek(text, start + 2) == '?') {
        size_t end = skip_word(text, start + 3);
        return peek(text, end) == '}' ? guess(TT_TOKEN_VARIABLE, start, end + 1) : no_guess;
    }
    return tt_is_word_start(next) ? guess(TT_TOKEN_VARIABLE, start, skip_word(text, start + 1))
                                  : no_guess;
}

/* Those that psql gives all of their line: OT_WHOLE_LINE in its command.c. */
static bool takes_whole_line(struct tt_str text, size_t start)
{
    static const char *const names[] = {"copy", "ef", "ev", "sf", "sv", "h", "help"};
    size_t end = start + 1;
    while (end < text.len && !strchr(" \t\r\n\\", text.ptr[end])) {
        end++;
    }
    struct tt_str name = tt_str_slice(text, start + 1, end);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tt_str_is(name, names[i])) {
            return true;
        }
    }
    return peek(text, start + 1) == '!';
}

/* A command takes its line, or what of it comes before "\\". "\;" is one alone. */
static struct tt_token lex_command(struct tt_str text, size_t start)
{
    char first = peek(text, start + 1);
    if (first == ';') {
        return guess(TT_TOKEN_COMMAND, start, start + 2);
    }
    bool letter = tt_is_word_start(first) && (unsigned char)first < 0x80;
    if (first == '\0' || (!letter && !strchr("!?.\\", first))) {
        return no_guess;
    }
    size_t at = start + 2;
    bool whole = takes_whole_line(text, start);
    while (at < text.len && text.ptr[at] != '\n') {
        if (!whole && text.ptr[at] == '\\' && peek(text, at + 1) == '\\') {
            return guess(TT_TOKEN_COMMAND, start, at + 2);
        }
        at++;
    }
    return guess(TT_TOKEN_COMMAND, start, at);
}

struct tt_token tt_lex_guess(struct tt_str text, size_t at)
{
    char next = peek(text, at + 1);
    switch (peek(text, at)) {
    case '$':
        return lex_dollar(text, at);
    case '{':
        return lex_brace(text, at);
    case '[':
        return next == '%' ? lex_tag(text, at, "%]") : no_guess;
    case '<':
        return next == '%' ? lex_angle(text, at) : no_guess;
    case '%':
        return lex_percent(text, at);
    case '@':
        return lex_at(text, at);
    case '#':
        return next == '{' ? lex_braced(text, at, at + 1, '}') : no_guess;
    case ':':
        return lex_colon(text, at);
    case '\\':
        return lex_command(text, at);
    default:
        return no_guess;
    }
}
