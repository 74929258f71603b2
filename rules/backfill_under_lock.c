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
 * This is said once a transaction and table, and again where a later write is graver.
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
#include "lint/waiting.h"

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
    bool all = rows->extent == TT_ROWS_ALL;
    struct tt_says says = {
        .span = outcome->stmt->span,
        .once = true,
        .once_of = rows->relation,
        .severe = true,
        .severity = all ? TT_ERROR : TT_WARNING,
        .grows_with = rows->relation,
    };
    if (tt_is_told(check, &says)) {
        return;
    }
    struct tt_waiting waiting = {0};
    struct tt_held held;
    for (size_t i = 0; tt_check_held(check, &i, &held) && !tt_is_enough(&waiting);) {
        tt_add_waiting(check, &waiting, &says, &held);
    }
    struct tt_str who = tt_say_waiting(check, &waiting);
    if (who.len == 0) {
        return;
    }
    says.certainty = all ? rows->certainty : TT_ASSUMED;
    says.severity = tt_lock_blocks_reads(waiting.strongest) ? says.severity : TT_WARNING;
    says.message = tt_str_format(arena,
                                 "rows of \"" TT_FMT "\" are written while " TT_FMT " wait",
                                 TT_ARG(tt_say_name(check, rows->relation->name)), TT_ARG(who));
    says.detail = tt_str_format(arena,
                                "The transaction took " TT_FMT
                                " before, and holds it until it ends, however long %s takes.",
                                TT_ARG(tt_lock_name(waiting.strongest)),
                                all ? "writing all rows" : "finding and writing the rows");
    says.hint = TT_STR(
        "Commit the schema change first, and write the rows after it, in batches "
        "with a transaction each.");
    tt_report(check, says);
}

TT_RULE(backfill_under_lock) = {
    .summary = "rows are written while the transaction holds a schema change's lock",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
