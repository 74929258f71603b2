/**
 * # Table renamed in one step
 *
 * From COMMIT on, every query that says the old name fails (SQLSTATE 42P01).
 * While a deploy runs, the old version of the application still says it.
 *
 * A view of the old name, made in the same transaction, keeps it working: a
 * plain view of one table takes inserts, updates and deletes as the table did.
 * Drop the view when no running version knows it any more.
 *
 * The view is not quite the table. It has privileges of its own: GRANT them to
 * the application's role in the same transaction. It reads the table with its
 * owner's rights, past row security, unless it is made with security_invoker
 * (since PostgreSQL 15). COPY … FROM into it fails.
 *
 * A table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users RENAME TO accounts;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE users RENAME TO accounts;
 * CREATE VIEW users AS SELECT * FROM accounts;
 * COMMIT;
 * ```
 */
#include "lint/gone.h"

static struct tt_str hint(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    return tt_str_format(
        arena,
        "Leave a view of the old name behind, in the same transaction, and drop "
        "it in a later release:\n"
        "BEGIN;\n"
        "ALTER TABLE " TT_FMT " RENAME TO " TT_FMT ";\n" TT_FMT "\n"
        "COMMIT;",
        TT_ARG(tt_sql_name(check, change->name)),
        TT_ARG(tt_quote(arena, change->new_name.name)),
        TT_ARG(tt_sql_view_left(check, change->name, change->new_name)));
}

static void say(struct tt_check *check, const struct tt_change *change)
{
    tt_report_renamed(check, change,
                      tt_say_fails(check, tt_say_name(check, change->name), "42P01"),
                      hint(check, change));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(TABLE), say);
}

TT_RULE(table_renamed) = {
    .summary = "renaming a table breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:renaming-table atlas:incompatible atlas:BC101 "
               "pgfence:rename-table strong_migrations:rename_table",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
