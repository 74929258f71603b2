/**
 * # Schema dropped
 *
 * From COMMIT on, everything that names the schema fails (SQLSTATE 42P01). With
 * CASCADE all that is in it goes, and its rows with it: also what nobody remembers.
 *
 * A schema that the same migration made is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP SCHEMA billing CASCADE;
 * ```
 *
 * ## Safe
 *
 * Drop what is in it by name, in a release after the one that stopped using it:
 *
 * ```sql
 * CREATE SCHEMA billing;
 * DROP SCHEMA billing;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    tt_report_dropped(check, change,
                      TT_STR("From COMMIT on, queries that name it fail with SQLSTATE 42P01. "
                             "With CASCADE all that is in it is gone: drop that by name first, "
                             "and then the empty schema without CASCADE."));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_GONE(SCHEMA), say);
}

TT_RULE(schema_dropped) = {
    .summary = "dropping a schema breaks all that names it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "atlas:destructive atlas:DS101 pgfence:drop-schema",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
