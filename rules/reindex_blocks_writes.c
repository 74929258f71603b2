/**
 * # REINDEX without CONCURRENTLY
 *
 * REINDEX holds SHARE on the table and ACCESS EXCLUSIVE on each index while it
 * builds that anew. Writes wait for the whole time. So do most reads: the
 * planner looks at every index of a table, and waits for the locked one.
 *
 * REINDEX … CONCURRENTLY (since PostgreSQL 12) builds a second index beside
 * the old one and swaps them. It can't run inside a transaction block.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * REINDEX TABLE orders;
 * ```
 *
 * ```sql expect=1
 * REINDEX INDEX orders_user_id;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * REINDEX TABLE CONCURRENTLY orders;
 * ```
 */
#include "lint/rule.h"

static struct tt_str target(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (work->relation) {
        return tt_str_format(arena, "\"" TT_FMT "\"",
                             TT_ARG(tt_say_name(check, work->relation->name)));
    }
    return TT_STR("every table that it reaches");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_REINDEX);
    if (!work || work->concurrently) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(check,
              (struct tt_says){
                  .span = outcome->stmt->span,
                  .certainty = work->certainty,
                  .message = tt_str_format(arena,
                                           "REINDEX blocks writes to " TT_FMT
                                           ", and reads that could use the index",
                                           TT_ARG(target(check, work))),
                  .detail = TT_STR("It holds SHARE on the table and ACCESS EXCLUSIVE on the "
                                   "index until the index is built anew; the planner waits "
                                   "for a locked index too."),
                  .hint = TT_STR("Say CONCURRENTLY, in a migration that runs without a "
                                 "transaction: REINDEX TABLE CONCURRENTLY or REINDEX INDEX "
                                 "CONCURRENTLY."),
              });
}

TT_RULE(reindex_blocks_writes) = {
    .summary = "REINDEX without CONCURRENTLY blocks writes, and reads that use the index",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
