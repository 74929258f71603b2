/**
 * # Table moved to other storage
 *
 * SET TABLESPACE copies every block of the table; SET ACCESS METHOD, SET LOGGED and
 * SET UNLOGGED write every row and index anew. All of it happens under ACCESS
 * EXCLUSIVE: reads and writes wait until the last block is there.
 *
 * There is no form that lets queries go on. Choose the storage when the table is
 * made, or move its rows to a new table in batches. Extensions such as pg_repack
 * change the tablespace of a table in use.
 *
 * SET UNLOGGED also gives up the rows after a crash, and keeps them from replicas.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE events SET TABLESPACE fast_disk;
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE events SET UNLOGGED;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE events_new (id bigint, at timestamptz) TABLESPACE fast_disk;
 * ```
 */
#include "lint/rule.h"

static void report(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool copied = work->cause == TT_CAUSE_TABLESPACE;
    struct tt_says says = tt_about_work(work);
    says.message = tt_str_format(
        arena, "this %s all of \"" TT_FMT "\" while reads and writes wait",
        copied ? "copies" : "rewrites", TT_ARG(tt_say_name(check, work->relation->name)));
    says.detail = tt_str_format(
        arena, "ALTER TABLE holds ACCESS EXCLUSIVE until it is done: " TT_FMT ".",
        TT_ARG(work->why));
    says.hint = TT_STR("No form of it lets queries go on. Make a new table there and "
                       "move the rows over in batches, or do it while nobody uses "
                       "the table.");
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const enum tt_cause causes[] = {TT_CAUSE_TABLESPACE, TT_CAUSE_STORAGE,
                                           TT_CAUSE_PERSISTENCE};
    for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++) {
        const struct tt_work *work = NULL;
        while ((work = tt_next_blocking_work(outcome, causes[i], work))) {
            if (work->kind == TT_WORK_REWRITE) {
                report(check, work);
            }
        }
    }
}

TT_RULE(table_storage_changed) = {
    .summary = "SET TABLESPACE, LOGGED or ACCESS METHOD copies the table under lock",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "pgfence:set-logged-unlogged",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
