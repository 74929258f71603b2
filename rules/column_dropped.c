/**
 * # Column dropped
 *
 * From COMMIT on, every query that names the column fails (SQLSTATE 42703), and what
 * it held is gone. While a deploy runs, the old version of the application still names
 * it; an ORM that lists all columns does so without anyone having written it.
 *
 * Drop it in a release after the one that stopped using it: not only reading and
 * writing it, but also listing it.
 *
 * What the migration itself made is exempt. A column that one of the last migrations
 * made is drop-too-soon's business, and one that is dropped beside additions that of
 * expand-and-contract-mixed.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users DROP COLUMN first_name;
 * ```
 *
 * ## Safe
 *
 * In the release that stops writing it, let rows do without:
 *
 * ```sql
 * ALTER TABLE users ALTER COLUMN first_name DROP NOT NULL;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    if (tt_recent_files(check, change) == 0) {
        tt_report_dropped(check, change,
                          TT_STR("From COMMIT on, queries that name the column fail with "
                                 "SQLSTATE 42703, and its values are gone. An ORM may name it "
                                 "without need."));
    }
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_GONE(COLUMN), say);
}

TT_RULE(column_dropped) = {
    .summary = "dropping a column breaks running versions that name it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:ban-drop-column atlas:destructive atlas:DS103 "
               "pgfence:drop-column strong_migrations:remove_column",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
