/* The bounds of a partition, as conditions that hints write out. */
#ifndef LINT_BOUND_H
#define LINT_BOUND_H

#include "lint/rule.h"

/*
 * True of rows within the bounds, or of rows outside of them, in the form that
 * PostgreSQL takes for a proof; "..." for keys of several columns or expressions.
 */
struct tt_str tt_sql_within(struct tt_check *check, const struct tt_relation *parent,
                            const struct tt_relation *partition, bool outside);

/* FOR VALUES …, or DEFAULT. */
struct tt_str tt_sql_bound(const struct tt_relation *partition);

#endif
