/**
 * # Enum value renamed in one step
 *
 * Rows change their value at once, without being touched. From COMMIT on, the old
 * version of the application reads a value that it does not know, and writing
 * the old one fails (SQLSTATE 22P02).
 *
 * A type made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TYPE status RENAME VALUE 'canceled' TO 'cancelled';
 * ```
 *
 * ## Safe
 *
 * Add the new value, let the application read both and write the new one, and
 * update old rows in batches.
 *
 * ```sql
 * ALTER TYPE status ADD VALUE 'cancelled';
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    tt_report_renamed(
        check, change,
        tt_str_format(arena,
                      "From COMMIT on, it reads \"" TT_FMT
                      "\", which it does not know, and writing \"" TT_FMT
                      "\" fails with SQLSTATE 22P02.",
                      TT_ARG(change->new_name.name), TT_ARG(change->name.name)),
        tt_str_format(
            arena,
            "Add the new value, read both and write the new one, then update old rows "
            "in batches:\n"
            "ALTER TYPE " TT_FMT " ADD VALUE " TT_FMT ";",
            TT_ARG(tt_sql_name(check, change->owner)),
            TT_ARG(tt_quote_string(arena, change->new_name.name))));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(ENUM_VALUE), say);
}

TT_RULE(enum_value_renamed) = {
    .summary = "renaming an enum value breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "strong_migrations:rename_enum_value",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
