/*
 * Edits that are certainly right: the statement stays what it was, the schema
 * ends the same, and the finding goes. Each of these answers an empty fix where
 * that is not sure, so a rule hands on what it gets.
 */
#ifndef LINT_EDIT_H
#define LINT_EDIT_H

#include "sql/script.h"
#include "tiptoe.h"

struct tt_check;
struct tt_constraint;
struct tt_fix;
struct tt_outcome;
struct tt_unguarded;
struct tt_work;

/*
 * CONCURRENTLY behind the first of `words`. Unless it may stand `in_block`, a transaction
 * goes that the tool or the file opens, where the statement is all that it runs.
 */
struct tt_fix tt_fix_concurrently(struct tt_check *check, const struct tt_outcome *outcome,
                                  const char *const *words, size_t count, bool in_block);
/* No transaction is opened for the file, by its tool or in its text: it holds nothing else. */
struct tt_fix tt_fix_leave_transaction(struct tt_check *check,
                                       const struct tt_outcome *outcome);

/*
 * NOT VALID behind the constraint that the work is about, and a statement that validates: the
 * next one, or that of a migration behind all others where the transaction goes on.
 */
struct tt_fix tt_fix_not_valid(struct tt_check *check, const struct tt_outcome *outcome,
                               const struct tt_work *work);
/*
 * A VALIDATE CONSTRAINT that its transaction can do without goes behind COMMIT, or into a
 * migration behind all others.
 */
struct tt_fix tt_fix_validate_apart(struct tt_check *check, const struct tt_outcome *outcome);
/*
 * Other statements in the place of this one, which is an ALTER TABLE of one part. `steps`
 * are lines of SQL, each but the last with its semicolon behind it.
 */
struct tt_fix tt_fix_by_steps(struct tt_check *check, const struct tt_outcome *outcome,
                              const char *title, struct tt_str steps);
/*
 * lock_timeout for the statement and what comes after it: within the one transaction of the
 * tool, or for the session of a file that no tool is known to run.
 */
struct tt_fix tt_fix_lock_timeout(struct tt_check *check, const struct tt_unguarded *unguarded);

/* Whether the constraint's name is surely the one that it gets. */
bool tt_fix_knows_name(struct tt_check *check, const struct tt_work *work);

#endif
