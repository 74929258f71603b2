/**
 * # Type or domain dropped
 *
 * From COMMIT on, casts and parameters that say the name fail (SQLSTATE 42704), also
 * in drivers that look types up by name. With CASCADE, all columns of the type go with
 * it, and what they held.
 *
 * What the migration itself made is exempt, and so is a type that is made anew under
 * its name in the same transaction.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP TYPE mood;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TYPE mood RENAME TO mood_old;
 * CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
 * DROP TYPE mood_old;
 * COMMIT;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    tt_report_dropped(check, change,
                      TT_STR("From COMMIT on, casts to it and parameters of it fail with "
                             "SQLSTATE 42704."));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_GONE(TYPE) | TT_GONE(DOMAIN), say);
}

TT_RULE(type_dropped) = {
    .summary = "dropping a type or domain breaks casts of the version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
