/**
 * # Slow work while another table stays locked
 *
 * A lock lasts until its transaction ends. When a transaction alters one table and
 * then builds an index on, rewrites or reads the whole of another, reads and writes
 * of the first wait for all of it.
 *
 * Commit in between, or put the two into migrations of their own.
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

/* What the statement itself takes, if it takes as much: its own rule speaks of that. */
static bool takes_as_much(const struct tt_outcome *outcome, const struct tt_held *held)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (taken->relation == held->relation) {
            return taken->mode >= held->mode;
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

static struct tt_says find_locks(struct tt_check *check, const struct tt_outcome *outcome,
                                 const struct tt_work *work, struct tt_str *names,
                                 enum tt_lock *ret_strongest)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = {.span = work->span};
    struct tt_held held;
    for (size_t i = 0; tt_check_held(check, &i, &held);) {
        if (!tt_lock_blocks_writes(held.mode) || held.relation->is_partition ||
            takes_as_much(outcome, &held) || is_own_validation(work, &held)) {
            continue;
        }
        *ret_strongest = names->len == 0 || held.mode > *ret_strongest ? held.mode
                                                                       : *ret_strongest;
        *names = tt_say_also(check, *names, held.relation->name);
        if (held.since.end > 0 && says.also_count < TT_ALSO_MAX) {
            says.also[says.also_count++] = (struct tt_says_also){
                held.since,
                tt_str_format(arena, TT_FMT " on \"" TT_FMT "\" is taken here",
                              TT_ARG(tt_lock_name(held.mode)),
                              TT_ARG(tt_say_name(check, held.relation->name))),
            };
        }
    }
    return says;
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
    struct tt_str names = TT_STR("");
    enum tt_lock strongest = TT_LOCK_ACCESS_SHARE;
    struct tt_says says = find_locks(check, outcome, work, &names, &strongest);
    if (names.len == 0) {
        return;
    }
    says.grows_with = work->relation;
    says.certainty = work->certainty;
    says.severe = true;
    says.severity = tt_lock_blocks_reads(strongest) && work->cause != TT_CAUSE_QUERY
                        ? TT_ERROR
                        : TT_WARNING;
    says.message = tt_str_format(arena, "\"" TT_FMT "\" %s while %s on " TT_FMT " wait",
                                 TT_ARG(tt_say_name(check, work->relation->name)),
                                 verb_of(work), tt_say_blocked(strongest), TT_ARG(names));
    says.detail = tt_str_format(arena,
                                "The transaction took " TT_FMT
                                " before, and holds it until it ends, however long this takes.",
                                TT_ARG(tt_lock_name(strongest)));
    says.hint = TT_STR("Commit before it, or move it to a migration of its own.");
    tt_report(check, says);
}

TT_RULE(slow_work_under_lock) = {
    .summary = "a table is read or built while another one stays locked",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
