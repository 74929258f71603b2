/* Names that a migration takes away from those who use them. */
#ifndef LINT_GONE_H
#define LINT_GONE_H

#include "lint/rule.h"

/*
 * How many files ago the thing that a DROP takes was made, if that is so few that the
 * version that runs most likely uses it; otherwise 0. What the first file made may
 * be older: it is often a dump of the schema.
 */
unsigned tt_recent_files(const struct tt_check *check, const struct tt_change *change);

/*
 * Whether something that serves in its place has the old name again at the end
 * of the transaction, or of the migration: a view for a table, a type made
 * anew, a table that takes the name over. `change` is one of the migration's.
 */
bool tt_name_is_back(const struct tt_migration *migration, const struct tt_change *change,
                     bool in_transaction);

/* Calls `say` for each such change of what others use, unless its name is back. */
void tt_each_gone(struct tt_check *check, const struct tt_migration *migration,
                  enum tt_change_kind kind, enum tt_object object,
                  void (*say)(struct tt_check *check, const struct tt_change *change));

#endif
