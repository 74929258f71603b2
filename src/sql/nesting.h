/* How deep the tree of a statement can be, at most, as its tokens tell. */
#ifndef SQL_NESTING_H
#define SQL_NESTING_H

#include <stdint.h>

#include "sql/lexer.h"

/* PostgreSQL's own grammar gives up at some 10,000 open parentheses. */
enum { NESTING_LEVELS_MAX = 16 * 1024 };

struct tt_nesting {
    size_t bound; /* no tree of the tokens so far is deeper; SIZE_MAX: past counting */
    size_t sum;
    size_t set_operations;
    size_t level;
    uint32_t counts[NESTING_LEVELS_MAX]; /* by level, the tokens since its last comma */
};

void tt_nesting_begin(struct tt_nesting *nesting);
void tt_nesting_add(struct tt_nesting *nesting, struct tt_str text, struct tt_token token);

#endif
