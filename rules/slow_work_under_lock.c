/**
 * # Slow work while another table stays locked
 *
 * A lock lasts until its transaction ends. When a transaction alters one table and
 * then builds an index on, rewrites or reads the whole of another, reads and writes
 * of the first wait for all of it.
 *
 * Commit in between, or put the two into migrations of their own. This is said once a
 * transaction, at the first such work.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * COMMIT;
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
 * ```
 */
#include "lint/rule.h"
#include "lint/waiting.h"

static const struct tt_work *find_slow(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        bool nothing = work->how == TT_HOW_EMPTIED && work->kind == TT_WORK_REWRITE;
        bool empty = work->relation && !tt_check_may_hold_rows(check, work->relation);
        if (work->relation && work->cause != TT_CAUSE_TRUNCATE && !nothing && !empty) {
            return work;
        }
    }
    return NULL;
}

/* The statement itself stops as much there, or works on that table: its own rule tells. */
static bool is_own_lock(const struct tt_outcome *outcome, const struct tt_work *work,
                        const struct tt_held *held)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (taken->relation == held->relation) {
            return taken->mode >= held->mode ||
                   (taken->relation == work->relation && tt_lock_blocks_writes(taken->mode));
        }
    }
    return false;
}

/* constraint-validated-in-same-transaction speaks of that. */
static bool is_own_validation(const struct tt_work *work, const struct tt_held *held)
{
    bool other_end = work->constraint && work->constraint->references == held->relation;
    return work->cause == TT_CAUSE_VALIDATE && (work->relation == held->relation || other_end);
}

static void add_locks(struct tt_check *check, const struct tt_outcome *outcome,
                      const struct tt_work *work, struct tt_waiting *waiting,
                      struct tt_says *says)
{
    struct tt_held held;
    for (size_t i = 0; tt_check_held(check, &i, &held) && !tt_is_enough(waiting);) {
        if (!is_own_lock(outcome, work, &held) && !is_own_validation(work, &held)) {
            tt_add_waiting(check, waiting, says, &held);
        }
    }
}

static const char *verb_of(const struct tt_work *work)
{
    return work->kind == TT_WORK_SCAN      ? "is read"
           : work->kind == TT_WORK_REWRITE ? "is rewritten"
                                           : "gets an index built";
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = find_slow(check, outcome);
    bool writes = false; /* of which backfill-under-lock speaks */
    for (size_t i = 0; i < outcome->rows.count; i++) {
        writes = writes || outcome->rows.items[i].write != TT_WRITE_INSERT;
    }
    if (!work || writes || !outcome->block || outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = {
        .span = work->span,
        .once = true,
        .severe = true,
        .severity = work->cause == TT_CAUSE_QUERY ? TT_WARNING : TT_ERROR,
        .grows_with = work->relation,
    };
    if (tt_is_told(check, &says)) {
        return;
    }
    struct tt_waiting waiting = {0};
    add_locks(check, outcome, work, &waiting, &says);
    struct tt_str who = tt_say_waiting(check, &waiting);
    if (who.len == 0) {
        return;
    }
    says.certainty = work->certainty;
    says.severity = tt_lock_blocks_reads(waiting.strongest) ? says.severity : TT_WARNING;
    says.message = tt_str_format(arena, "\"" TT_FMT "\" %s while " TT_FMT " wait",
                                 TT_ARG(tt_say_name(check, work->relation->name)),
                                 verb_of(work), TT_ARG(who));
    says.detail = tt_str_format(arena,
                                "The transaction took " TT_FMT
                                " before, and holds it until it ends, however long this takes. "
                                "Slow work behind this in the same transaction is not listed.",
                                TT_ARG(tt_lock_name(waiting.strongest)));
    says.hint = tt_str_format(arena, "Commit before it, or move it to %s.",
                              tt_say_migration_of_its_own(check));
    tt_report(check, says);
}

TT_RULE(slow_work_under_lock) = {
    .summary = "a table is read or built while another one stays locked",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "eugene:E4 pgfence:statement-after-access-exclusive",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
