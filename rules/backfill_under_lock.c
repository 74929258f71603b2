/**
 * # Rows written while the schema change's lock is held
 *
 * A lock lasts until its transaction ends. When ALTER TABLE and the UPDATE that fills
 * the new column stand in one transaction, ACCESS EXCLUSIVE stays on the table while
 * the rows are written: reads and writes wait for all of it. So do those of any other
 * table that the transaction has altered before.
 *
 * Commit the schema change first, and fill the rows in batches afterwards.
 *
 * Batches with a LIMIT or a range of keys are taken for short, and so are tables that
 * the same migration made.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * UPDATE users SET region = 'eu';
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * COMMIT;
 * UPDATE users SET region = 'eu' WHERE id BETWEEN 1 AND 10000;
 * ```
 */
#include "lint/rule.h"

/* Puts the places where such locks were taken into `says`; answers how many there are. */
static unsigned add_locks(struct tt_check *check, struct tt_says *says, struct tt_str *names,
                          enum tt_lock *ret_strongest)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_held held;
    unsigned count = 0;
    for (size_t i = 0; tt_check_held(check, &i, &held);) {
        if (!tt_lock_blocks_writes(held.mode) || held.relation->is_partition) {
            continue;
        }
        *ret_strongest = count == 0 || held.mode > *ret_strongest ? held.mode : *ret_strongest;
        *names = tt_say_also(check, *names, held.relation->name);
        count++;
        if (held.since.end > 0 && says->also_count < TT_ALSO_MAX) {
            says->also[says->also_count++] = (struct tt_says_also){
                held.since,
                tt_str_format(arena, TT_FMT " on \"" TT_FMT "\" is taken here",
                              TT_ARG(tt_lock_name(held.mode)),
                              TT_ARG(tt_say_name(check, held.relation->name))),
            };
        }
    }
    return count;
}

static const struct tt_rows_written *find_slow(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->rows.count; i++) {
        const struct tt_rows_written *rows = &outcome->rows.items[i];
        if (rows->extent != TT_ROWS_FEW && rows->write != TT_WRITE_INSERT && !rows->is_new &&
            rows->relation->kind != TT_SEQUENCE) {
            return rows;
        }
    }
    return NULL;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_rows_written *rows = find_slow(outcome);
    if (!rows || !outcome->block) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = {.span = outcome->stmt->span};
    struct tt_str names = TT_STR("");
    enum tt_lock strongest = TT_LOCK_ACCESS_SHARE;
    if (add_locks(check, &says, &names, &strongest) == 0) {
        return;
    }
    bool all = rows->extent == TT_ROWS_ALL;
    says.grows_with = rows->relation;
    says.certainty = all ? rows->certainty : TT_ASSUMED;
    says.severe = true;
    says.severity = all && tt_lock_blocks_reads(strongest) ? TT_ERROR : TT_WARNING;
    says.message = tt_str_format(
        arena, "rows of \"" TT_FMT "\" are written while %s on " TT_FMT " wait",
        TT_ARG(tt_say_name(check, rows->relation->name)), tt_say_blocked(strongest),
        TT_ARG(names));
    says.detail = tt_str_format(arena,
                                "The transaction took " TT_FMT
                                " before, and holds it until it ends, however long %s takes.",
                                TT_ARG(tt_lock_name(strongest)),
                                all ? "writing all rows" : "finding and writing the rows");
    says.hint = TT_STR(
        "Commit the schema change first, and write the rows after it, in batches "
        "with a transaction each.");
    tt_report(check, says);
}

TT_RULE(backfill_under_lock) = {
    .summary = "rows are written while the transaction holds a schema change's lock",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
