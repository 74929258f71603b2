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

/* Whether the statement itself takes that lock, for another of its parts. */
static bool is_own_lock(const struct tt_outcome *outcome, const struct tt_work *work,
                        enum tt_lock lock)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (taken->relation == work->relation && taken->mode == lock) {
            return true;
        }
    }
    return false;
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_work *work, enum tt_lock lock)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_say_name(check, work->relation->name);
    bool own = is_own_lock(outcome, work, lock);
    struct tt_says says = tt_about_work(work);
    says.message = tt_str_format(
        arena,
        "validating \"" TT_FMT "\" reads all of \"" TT_FMT "\" under a lock that blocks %s",
        TT_ARG(work->constraint->name), TT_ARG(table), tt_say_blocked(lock));
    says.detail = tt_str_format(
        arena, "%s " TT_FMT " on the table%s, so NOT VALID has saved nothing.",
        own ? "The statement takes" : "The transaction still holds", TT_ARG(tt_lock_name(lock)),
        own ? " for another of its parts" : " from an earlier statement");
    says.hint = tt_str_format(arena,
                              "%s validate in a transaction or %s:\n"
                              "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
                              own ? "Take it out of this statement, and" : "Commit first, and",
                              tt_say_migration_of_its_own(check),
                              TT_ARG(tt_sql_name(check, work->relation->name)),
                              TT_ARG(tt_quote(arena, work->constraint->name)));
    says.fix = own ? (struct tt_fix){0} : tt_fix_validate_apart(check, outcome);
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = NULL;
    while ((work = tt_next_blocking_work(outcome, TT_CAUSE_VALIDATE, work))) {
        enum tt_lock lock = tt_check_lock(check, outcome, work->relation);
        if (lock != TT_LOCK_COUNT && tt_lock_blocks_writes(lock)) {
            report(check, outcome, work, lock);
        }
    }
}

TT_RULE(constraint_validated_in_same_transaction) = {
    .summary = "VALIDATE CONSTRAINT while the lock of ADD CONSTRAINT is still held",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:constraint-missing-not-valid eugene:E4 "
               "pgfence:not-valid-validate-same-tx "
               "strong_migrations:validate_constraint",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
