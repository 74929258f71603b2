/**
 * # Attribute of a composite type renamed in one step
 *
 * Queries that reach into a value by the old name, `(address).zip`, fail from
 * COMMIT on (SQLSTATE 42703).
 *
 * A type made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TYPE address RENAME ATTRIBUTE zip TO postal_code;
 * ```
 *
 * ## Safe
 *
 * Add an attribute of the new name, and drop the old one when no running version
 * knows it any more.
 *
 * ```sql
 * ALTER TYPE address ADD ATTRIBUTE postal_code text;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    tt_report_renamed(
        check, change, tt_say_fails(check, change->name.name, "42703"),
        tt_str_format(
            arena,
            "Add an attribute of the new name, and drop the old one in a later release:\n"
            "ALTER TYPE " TT_FMT " ADD ATTRIBUTE " TT_FMT " <type>;",
            TT_ARG(tt_sql_name(check, change->owner)),
            TT_ARG(tt_quote(arena, change->new_name.name))));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(ATTRIBUTE), say);
}

TT_RULE(attribute_renamed) = {
    .summary = "renaming an attribute of a composite type breaks the version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
