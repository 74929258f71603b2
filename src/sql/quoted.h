/* What stands between quotes, and what of it the server gets. */
#ifndef SQL_QUOTED_H
#define SQL_QUOTED_H

#include "base/vec.h"
#include "sql/lexer.h"
#include "sql/script.h"

struct tt_spans {
    struct tt_span *items;
    size_t count;
    size_t room;
};

/* False where a prefix or a backslash says how to read it. */
bool tt_between_quotes(struct tt_str text, struct tt_token token, struct tt_span *ret_span);

/*
 * Where quotes are doubled between quotes: of the pairs that begin and end a string, the outer
 * one, which is not sent, is added to `unsent`. False, with nothing added, if there are others:
 * no blank can take the place of one in the middle of a string.
 */
bool tt_undouble_quotes(struct tt_arena *arena, struct tt_str text, struct tt_span span,
                        struct tt_spans *unsent);

#endif
