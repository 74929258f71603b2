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
#include "lint/mixed.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (tt_recent_files(check, change) > 0 || change->if_exists || change->is_partition) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = change->certainty,
            .message = tt_str_format(
                arena,
                "dropping %s \"" TT_FMT "\" breaks every running version that still names it",
                tt_object_word(change->object), TT_ARG(tt_say_name(check, change->name))),
            .detail = tt_str_format(
                arena, "From COMMIT on, queries that name it fail with SQLSTATE 42P01%s.",
                change->object == TT_OBJECT_TABLE ? ", and its rows are gone" : ""),
            .hint = TT_STR("Drop it in a release after the one that stopped naming it. If "
                           "this is that release, say so with \"tiptoe:ignore\" and the "
                           "reason."),
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    static const enum tt_object objects[] = {TT_OBJECT_TABLE, TT_OBJECT_VIEW,
                                             TT_OBJECT_MATERIALIZED_VIEW, TT_OBJECT_SEQUENCE};
    bool mixed = tt_find_side(migration, tt_is_additive) != NULL;
    for (size_t i = 0; !mixed && i < sizeof(objects) / sizeof(objects[0]); i++) {
        tt_each_gone(check, migration, TT_CHANGE_DROP, objects[i], say);
    }
}

TT_RULE(table_dropped) = {
    .summary = "dropping a table or view breaks running versions that name it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "ban-drop-table destructive DS102",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
