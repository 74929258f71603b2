#include "sql/pattern.h"

#include <string.h>

#include "base/str.h"

/* What matching a pattern gives when it does not match. */
static const size_t no_match = (size_t)-1;

void tt_window_fill(struct tt_window *window, struct tt_str text, struct tt_span span,
                    size_t error_at)
{
    struct tt_lexer lexer = {tt_str_slice(text, 0, span.end), span.start};
    size_t behind = 0;
    window->text = text;
    window->count = 0;
    window->whole = true;
    window->error_at = 0;
    while (behind < 3) {
        struct tt_token token = tt_lexer_next_solid(&lexer);
        if (token.kind == TT_TOKEN_END) {
            break;
        }
        if (window->count == PATTERN_WINDOW_TOKENS) {
            /* Half of it goes, so that long statements cost no more than short ones. */
            window->count /= 2;
            window->whole = false;
            memmove(window->tokens, window->tokens + window->count,
                    window->count * sizeof(window->tokens[0]));
        }
        window->tokens[window->count++] = token;
        behind += token.end > error_at;
    }
    window->error_at = window->count - behind;
}

/* Past the parenthesis that closes the one at `at`. */
static size_t skip_group(const struct tt_window *window, size_t at)
{
    size_t depth = 0;
    for (; at < window->count; at++) {
        depth += tt_token_is_mark(window->text, window->tokens[at], '(');
        if (tt_token_is_mark(window->text, window->tokens[at], ')') && --depth == 0) {
            return at + 1;
        }
        if (depth == 0) {
            break;
        }
    }
    return no_match;
}

static bool is_odd_number(struct tt_str text, struct tt_token token)
{
    for (size_t at = token.start; at < token.end; at++) {
        if (token.kind == TT_TOKEN_NUMBER && tt_is_word_start(text.ptr[at])) {
            return true;
        }
    }
    return false;
}

/* Past the tokens that one item of a pattern takes at `at`. */
static size_t match_item(const struct tt_window *window, size_t at, struct tt_str item)
{
    if (tt_str_is(item, "^")) {
        return at == 0 && window->whole ? at : no_match;
    }
    if (at >= window->count) {
        return no_match;
    }
    struct tt_token token = window->tokens[at];
    if (tt_str_is(item, "*")) {
        return at + 1;
    }
    if (tt_str_is(item, "()")) {
        return skip_group(window, at);
    }
    if (tt_str_is(item, "#")) {
        return is_odd_number(window->text, token) ? at + 1 : no_match;
    }
    struct tt_str found = tt_str_slice(window->text, token.start, token.end);
    bool quoted = token.kind == TT_TOKEN_NAME || token.kind == TT_TOKEN_STRING;
    return !quoted && tt_str_equal_nocase(found, item) ? at + 1 : no_match;
}

static struct tt_str next_item(struct tt_str *pattern)
{
    const char *blank = pattern->len > 0 ? memchr(pattern->ptr, ' ', pattern->len) : NULL;
    size_t len = blank ? (size_t)(blank - pattern->ptr) : pattern->len;
    struct tt_str item = tt_str_slice(*pattern, 0, len);
    *pattern = tt_str_slice(*pattern, len + (blank != NULL), pattern->len);
    return item;
}

/* Where the match ends that begins at `at`. */
static size_t match_at(const struct tt_window *window, size_t at, struct tt_str pattern)
{
    while (at != no_match && pattern.len > 0) {
        struct tt_str item = next_item(&pattern);
        if (!tt_str_is(item, "...")) {
            at = match_item(window, at, item);
            continue;
        }
        size_t end = pattern.len == 0 ? window->count : no_match;
        for (; end == no_match && at < window->count; at++) {
            end = match_at(window, at, pattern);
        }
        return end;
    }
    return at;
}

bool tt_window_matches(const struct tt_window *window, const char *pattern)
{
    struct tt_str items = tt_str_from(pattern);
    for (size_t at = 0; at < window->count && at <= window->error_at; at++) {
        size_t end = match_at(window, at, items);
        if (end != no_match && end >= window->error_at) {
            return true;
        }
    }
    return false;
}
