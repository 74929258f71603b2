/* Migrations that both add what a new version needs and drop what an old one uses. */
#ifndef LINT_MIXED_H
#define LINT_MIXED_H

#include "lint/fate.h"

/* What a new version of the application needs before it starts. */
bool tt_is_additive(const struct tt_migration *migration, const struct tt_change *change);

/*
 * Notes of each change that takes something from an old version what is added beside it:
 * on the same table, or anything where one of the two is a whole table or view. A new
 * table has to do with the tables that it refers to or reads.
 */
void tt_find_mixed(const struct tt_migration *migration, struct tt_fate *fates);

#endif
