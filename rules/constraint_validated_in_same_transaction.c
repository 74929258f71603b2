/**
 * # Constraint validated in the transaction that added it
 *
 * NOT VALID is there to keep the strong lock of ADD CONSTRAINT short. A lock is
 * held until its transaction ends. When VALIDATE CONSTRAINT runs in the same
 * transaction, the whole table is read under the strong lock after all.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
 * ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
 * COMMIT;
 * ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_VALIDATE);
    enum tt_lock lock = work ? tt_check_lock(check, outcome, work->relation)
                             : TT_LOCK_ACCESS_SHARE;
    if (!work || !tt_lock_blocks_writes(lock)) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_say_name(check, work->relation->name);
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = work->certainty,
            .message = tt_str_format(arena,
                                     "validating \"" TT_FMT "\" reads all of \"" TT_FMT
                                     "\" under a lock that blocks %s",
                                     TT_ARG(work->constraint->name), TT_ARG(table),
                                     tt_say_blocked(lock)),
            .detail = tt_str_format(arena,
                                    "The transaction still holds " TT_FMT
                                    " on the table from an earlier statement, so NOT VALID "
                                    "has saved nothing.",
                                    TT_ARG(tt_lock_name(lock))),
            .hint = tt_str_format(arena,
                                  "Commit first, and validate in a transaction or migration of "
                                  "its own:\n"
                                  "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
                                  TT_ARG(tt_sql_name(check, work->relation->name)),
                                  TT_ARG(tt_quote(arena, work->constraint->name))),
        });
}

TT_RULE(constraint_validated_in_same_transaction) = {
    .summary = "VALIDATE CONSTRAINT while the lock of ADD CONSTRAINT is still held",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
