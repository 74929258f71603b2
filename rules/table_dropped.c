/**
 * # Table or view dropped
 *
 * From COMMIT on, every query that names it fails (SQLSTATE 42P01), and a table's rows
 * are gone. While a deploy runs, the old version of the application still names it.
 *
 * Drop it in a release after the one that stopped using it. Renaming a table that is
 * thought to be unused, and dropping it some weeks later, leaves a way back.
 *
 * What the migration itself made is exempt, and so are partitions and what takes the
 * name over in the same transaction. A table that one of the last migrations made is
 * drop-too-soon's business, and one that is dropped beside additions that of
 * expand-and-contract-mixed.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP TABLE invoices;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE scratch (id int);
 * DROP TABLE scratch;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    if (tt_recent_files(check, change) == 0 && !change->is_partition) {
        tt_report_dropped(
            check, change,
            tt_str_format(tt_check_arena(check),
                          "From COMMIT on, queries that name it fail with SQLSTATE 42P01%s.",
                          change->object == TT_OBJECT_TABLE ? ", and its rows are gone" : ""));
    }
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(
        check, migration, TT_CHANGE_DROP,
        TT_GONE(TABLE) | TT_GONE(VIEW) | TT_GONE(MATERIALIZED_VIEW) | TT_GONE(SEQUENCE), say);
}

TT_RULE(table_dropped) = {
    .summary = "dropping a table or view breaks running versions that name it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:ban-drop-table atlas:destructive atlas:DS102 "
               "pgfence:drop-table",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
