/**
 * # View renamed in one step
 *
 * From COMMIT on, every query that says the old name fails (SQLSTATE 42P01).
 * Views cost nothing: make a second one of the new name, and drop the old one
 * when no running version knows it any more. The second one has privileges of its
 * own: GRANT them to the application's role. It reads the first with its owner's
 * rights unless it is made with security_invoker (since PostgreSQL 15).
 *
 * A view made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER VIEW active_users RENAME TO current_users;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE VIEW current_users AS SELECT * FROM active_users;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_str left = tt_sql_view_left(check, change->new_name, change->name);
    tt_report_renamed(
        check, change, tt_say_fails(check, tt_say_name(check, change->name), "42P01"),
        tt_str_format(tt_check_arena(check),
                      "Make a second view, and drop the old one in a later release:\n" TT_FMT,
                      TT_ARG(left)));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(VIEW) | TT_GONE(MATERIALIZED_VIEW),
                 say);
}

TT_RULE(view_renamed) = {
    .summary = "renaming a view breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
