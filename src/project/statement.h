/* What a statement is by its first words, for tools that look no closer themselves. */
#ifndef PROJECT_STATEMENT_H
#define PROJECT_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "sql/split.h"
#include "tiptoe.h"

struct tt_statements {
    struct tt_split *split;
    struct tt_str text;
    size_t at;
    size_t end;
};

/* Walks over those from `start` to `end`. Free with tt_statements_finish. */
void tt_statements_init(struct tt_statements *all, struct tt_str text, size_t start,
                        size_t end);
void tt_statements_finish(struct tt_statements *all);
/* False behind the last. */
bool tt_statements_next(struct tt_statements *all, struct tt_piece *ret_piece);

/*
 * Whether one of the `phrases` begins the statement: words in lower case, in order, whatever
 * brackets, names in quotes and comments stand between them; "..." is any words.
 */
bool tt_begins_with_any(struct tt_str text, struct tt_span statement,
                        const char *const *phrases, size_t count);

/*
 * What PostgreSQL refuses in a transaction block, as far as all tools know it that run such
 * statements outside of one by themselves.
 */
bool tt_is_known_to_need_no_block(struct tt_str text, struct tt_span statement);

#endif
