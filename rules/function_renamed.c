/**
 * # Function renamed in one step
 *
 * From COMMIT on, calls by the old name fail (SQLSTATE 42883). That includes calls
 * in the bodies of other functions, which PostgreSQL looks up by name when they
 * run.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER FUNCTION order_total(int) RENAME TO total_of_order;
 * ```
 *
 * ## Safe
 *
 * Make a second function of the new name, and drop the old one when nothing calls
 * it any more.
 *
 * ```sql
 * CREATE FUNCTION total_of_order(id int) RETURNS numeric LANGUAGE sql
 *     AS 'SELECT order_total(id)';
 * ```
 */
#include "lint/gone.h"
#include "model/function.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    if (change->function && tt_is_for_triggers(change->function)) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    tt_report_renamed(
        check, change,
        tt_str_format(
            arena,
            "From COMMIT on, calls of \"" TT_FMT
            "\" fail with SQLSTATE 42883, those in the bodies of other functions too.",
            TT_ARG(tt_say_name(check, change->name))),
        tt_str_format(arena,
                      "Make a second one called \"" TT_FMT
                      "\" that calls the first, and drop the old one in a later release.",
                      TT_ARG(change->new_name.name)));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME,
                 TT_GONE(FUNCTION) | TT_GONE(PROCEDURE) | TT_GONE(AGGREGATE), say);
}

TT_RULE(function_renamed) = {
    .summary = "renaming a function or procedure breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
