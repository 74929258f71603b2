/* Types of columns, for rules of taste about them. */
#ifndef LINT_TYPED_H
#define LINT_TYPED_H

#include "lint/rule.h"

/* A column whose type the statement writes: it makes the column, or changes its type. */
struct tt_typed {
    const struct tt_relation *relation;
    const struct tt_column *column;
    const struct tt_type *type;
};

/* Of the built-in type of that name in pg_type, or an array of it. */
bool tt_typed_is(const struct tt_typed *typed, const char *name);

/* What is said: 'column "a" of "t" WHAT', each but the last without or with its full stop. */
struct tt_typed_words {
    const char *what, *detail, *hint;
};

/* Says it of each such column of a table that outlives its session. */
void tt_report_typed(struct tt_check *check, const struct tt_outcome *outcome,
                     bool (*is)(const struct tt_typed *typed), struct tt_typed_words words);

#endif
