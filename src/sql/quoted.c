#include "sql/quoted.h"

#include "base/arena.h"

bool tt_between_quotes(struct tt_str text, struct tt_token token, struct tt_span *ret_span)
{
    struct tt_str written = tt_str_slice(text, token.start, token.end);
    size_t quote = 1;
    if (token.unclosed || written.len < 2) {
        return false;
    }
    if (token.kind == TT_TOKEN_DOLLAR) {
        while (written.ptr[quote++] != '$') {
        }
    } else if (token.kind != TT_TOKEN_STRING || written.ptr[0] != '\'') {
        return false;
    }
    *ret_span = (struct tt_span){token.start + quote, token.end - quote};
    return true;
}

static bool has_pair(struct tt_str text, size_t at)
{
    return tt_str_is(tt_str_slice(text, at, at + 2), "''");
}

bool tt_undouble_quotes(struct tt_arena *arena, struct tt_str text, struct tt_span span,
                        struct tt_spans *unsent)
{
    size_t before = unsent->count;
    bool inside = false, odd = false;
    text = tt_str_slice(text, 0, span.end);
    for (size_t at = span.start; at < span.end && !odd; at++) {
        if (text.ptr[at] != '\'') {
            continue;
        }
        /* Behind a word stands a prefix, which must touch the quote that is sent. */
        odd = !has_pair(text, at) ||
              (inside ? has_pair(text, at + 2) : tt_is_word_part(text.ptr[at - 1]));
        size_t outer = inside ? at + 1 : at;
        tt_vec_push(arena, unsent, (struct tt_span){outer, outer + 1});
        inside = !inside;
        at++;
    }
    if (inside || odd) {
        unsent->count = before;
    }
    return !inside && !odd;
}
