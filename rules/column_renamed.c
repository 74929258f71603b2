/**
 * # Column renamed in one step
 *
 * RENAME COLUMN is instant, and that is the trouble: from COMMIT on, every
 * query that says the old name fails (SQLSTATE 42703). While a deploy runs,
 * the old version of the application is still there and says it; after a
 * rollback it is there again.
 *
 * Expand, migrate, contract: add a column of the new name, write both, fill
 * the old rows, read the new one, and drop the old one when no running version
 * knows it any more.
 *
 * A column or table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users RENAME COLUMN name TO full_name;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN full_name text;
 * ```
 */
#include "lint/gone.h"

static struct tt_str hint(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool is_view = change->relation && (change->relation->kind == TT_VIEW ||
                                        change->relation->kind == TT_MATERIALIZED_VIEW);
    if (is_view) {
        return TT_STR(
            "Make a second view whose column has the new name, and drop this one in a "
            "later release; or let CREATE OR REPLACE VIEW add the new name behind the "
            "old columns.");
    }
    struct tt_str table = tt_sql_name(check, change->owner);
    bool known = tt_type_known(&change->from);
    struct tt_str type = known ? tt_type_format(arena, &change->from) : TT_STR("<type>");
    return tt_str_format(
        arena,
        "Expand, migrate, contract, each step in a release of its own:\n"
        "ALTER TABLE " TT_FMT " ADD COLUMN " TT_FMT " " TT_FMT ";\n"
        "-- write both columns, fill old rows in batches, then read the new one\n"
        "ALTER TABLE " TT_FMT " DROP COLUMN " TT_FMT ";",
        TT_ARG(table), TT_ARG(tt_quote(arena, change->new_name.name)), TT_ARG(type),
        TT_ARG(table), TT_ARG(tt_quote(arena, change->name.name)));
}

static void say(struct tt_check *check, const struct tt_change *change)
{
    tt_report_renamed(
        check, change,
        tt_str_format(tt_check_arena(check),
                      "From COMMIT on, every query that says \"" TT_FMT
                      "\" fails with SQLSTATE 42703, until the last old instance is gone; "
                      "after a rollback of the application, all of them do.",
                      TT_ARG(change->name.name)),
        hint(check, change));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(COLUMN), say);
}

TT_RULE(column_renamed) = {
    .summary = "renaming a column breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:renaming-column atlas:incompatible atlas:BC102 "
               "pgfence:rename-column strong_migrations:rename_column",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
