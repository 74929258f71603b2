/**
 * # Type renamed in one step
 *
 * Columns of the type go on working. Casts and parameters that say the old name,
 * `$1::mood` in a query or a driver's registered type, fail from COMMIT on
 * (SQLSTATE 42704).
 *
 * Recreating a type under its old name in one transaction is exempt, and so is a
 * type made by the same migration.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TYPE mood RENAME TO feeling;
 * ```
 *
 * ## Safe
 *
 * Keep the name while any running version says it. There is no stand-in: a
 * domain of the old name is another type to operators and arrays.
 *
 * ```sql
 * CREATE TYPE feeling AS ENUM ('sad', 'ok');
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    tt_report_renamed(
        check, change,
        tt_str_format(tt_check_arena(check),
                      "Columns go on working, but a cast to \"" TT_FMT
                      "\", or a driver that looks the type up by name, fails with SQLSTATE "
                      "42704 from COMMIT on.",
                      TT_ARG(tt_say_name(check, change->name))),
        TT_STR("Keep the name while any running version says it. A domain of the old name is "
               "no stand-in: operators and arrays tell it apart."));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(TYPE) | TT_GONE(DOMAIN), say);
}

TT_RULE(type_renamed) = {
    .summary = "renaming a type or domain breaks casts of the version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
