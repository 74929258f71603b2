/**
 * # Several tables locked in one transaction
 *
 * Each ALTER TABLE adds a table that nobody can read until COMMIT. The transaction
 * waits for the locks one after the other, and all that queries it has locked out
 * already wait with it. A query that uses two of the tables in another order makes a
 * deadlock (SQLSTATE 40P01): the server then cancels either it or the migration.
 *
 * From the third table on, this is said. Give each table a transaction of its own.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * ALTER TABLE orders ADD COLUMN region text;
 * ALTER TABLE invoices ADD COLUMN region text;
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN region text;
 * ALTER TABLE orders ADD COLUMN region text;
 * ALTER TABLE invoices ADD COLUMN region text;
 * ```
 */
#include "lint/rule.h"

/* Those that the statement itself has added. */
static size_t count_added(const struct tt_held *held, size_t count,
                          const struct tt_outcome *outcome)
{
    size_t added = 0;
    for (size_t i = 0; i < count; i++) {
        added += held[i].since.end == outcome->stmt->span.end;
    }
    return added;
}

static bool locks_one(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (!taken->is_new && tt_lock_blocks_reads(taken->mode)) {
            return true;
        }
    }
    return false;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_held *held = NULL;
    size_t count = outcome->block && locks_one(outcome) ? tt_check_held_for_reads(check, &held)
                                                        : 0;
    size_t before = count - count_added(held, count, outcome);
    size_t many = (size_t)tt_check_option(check, 0);
    if (count < many || before >= many || before == 0) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str names = TT_STR("");
    struct tt_says says = {.span = outcome->stmt->span, .certainty = TT_PROVED};
    for (size_t i = 0; i < count; i++) {
        names = tt_say_also(check, names, held[i].relation->name);
        bool elsewhere = held[i].since.end > 0 && held[i].since.end != outcome->stmt->span.end;
        says.of_file_before = says.of_file_before || held[i].of_file_before;
        if (elsewhere && says.also_count < TT_ALSO_MAX) {
            says.also[says.also_count++] = (struct tt_says_also){
                held[i].since,
                tt_str_format(arena, "\"" TT_FMT "\" is locked here",
                              TT_ARG(tt_say_name(check, held[i].relation->name))),
            };
        }
    }
    says.message = tt_str_format(
        arena, "the transaction now keeps reads and writes on " TT_FMT " waiting",
        TT_ARG(names));
    says.detail = TT_STR(
        "It holds ACCESS EXCLUSIVE on all of them until it ends. It waits for "
        "each lock while it holds the others, and a query that uses the tables "
        "in another order ends in a deadlock (SQLSTATE 40P01).");
    says.hint = tt_str_format(arena,
                              "Give each table a transaction or %s, with a lock_timeout.",
                              tt_say_migration_of_its_own(check));
    tt_report(check, says);
}

static const struct tt_rule_option options[] = {
    {"tables", "so many in one transaction are reported", 3, 2, TT_ALSO_MAX},
    {0},
};

TT_RULE(many_tables_locked) = {
    .options = options,
    .summary = "one transaction locks several tables for reads and writes",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "pgfence:wide-lock-window",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
