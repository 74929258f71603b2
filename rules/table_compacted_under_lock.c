/**
 * # VACUUM FULL or CLUSTER on a table in use
 *
 * Both copy every row to a new file and build every index anew under ACCESS
 * EXCLUSIVE: reads and writes wait until it is done. They also need as much free
 * space as the table takes.
 *
 * Plain VACUUM lets reads and writes go on, and frees space for new rows. To give
 * space back to the system while the table is in use, there are extensions such as
 * pg_repack; PostgreSQL 19 has REPACK (CONCURRENTLY).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * VACUUM FULL events;
 * ```
 *
 * ```sql expect=1
 * CLUSTER events USING events_pkey;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * VACUUM events;
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_CLUSTER);
    if (!work || !work->relation || outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = work->certainty,
            .grows_with = work->relation,
            .message = tt_str_format(
                arena, "this copies all of \"" TT_FMT "\" while reads and writes wait",
                TT_ARG(tt_say_name(check, work->relation->name))),
            .detail = TT_STR("It holds ACCESS EXCLUSIVE while every row is copied to a new "
                             "file and every index is built anew."),
            .hint = tt_str_format(
                arena,
                "Plain VACUUM lets queries go on and frees space for new rows. To shrink "
                "the table while it is in use, take %s.",
                tt_check_pg_version(check) >= 19 ? "REPACK (CONCURRENTLY)" : "pg_repack"),
        });
}

TT_RULE(table_compacted_under_lock) = {
    .summary = "VACUUM FULL or CLUSTER copies the table under ACCESS EXCLUSIVE",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:prefer-repack pgfence:vacuum-full",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
