/* Migrations that both add what a new version needs and drop what an old one uses. */
#ifndef LINT_MIXED_H
#define LINT_MIXED_H

#include "lint/rule.h"

/* What a new version of the application needs before it starts. */
bool tt_is_additive(const struct tt_migration *migration, const struct tt_change *change);
/* What an old version may use until it has stopped. */
bool tt_is_destructive(const struct tt_migration *migration, const struct tt_change *change);

typedef bool tt_side_fn(const struct tt_migration *migration, const struct tt_change *change);
/* The first of that side, or NULL. */
const struct tt_change *tt_find_side(const struct tt_migration *migration, tt_side_fn *is);

#endif
