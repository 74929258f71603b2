/* Names that a migration takes away from those who use them. */
#ifndef LINT_GONE_H
#define LINT_GONE_H

#include "lint/rule.h"

/*
 * Whether something of the old name is there again when the transaction ends:
 * a view in the place of a table, a type made anew. `change` is one of the
 * migration's.
 */
bool tt_name_is_back(const struct tt_migration *migration, const struct tt_change *change);

/* Calls `say` for each such change of what others use, unless its name is back. */
void tt_each_gone(struct tt_check *check, const struct tt_migration *migration,
                  enum tt_change_kind kind, enum tt_object object,
                  void (*say)(struct tt_check *check, const struct tt_change *change));

#endif
