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

/* The statement itself, as it should be; of SYSTEM there is no such form. */
static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    static const char *const words[] = {"index", "table", "schema", "database"};
    struct tt_str first = tt_first_of(text, words, sizeof(words) / sizeof(words[0]));
    if (first.len == 0) {
        return TT_STR(
            "The catalogs can't be reindexed concurrently: do it while nobody uses the "
            "database.");
    }
    return tt_str_format(
        arena,
        "Say CONCURRENTLY, in a migration that runs without a transaction:\n" TT_FMT
        " CONCURRENTLY" TT_FMT ";",
        TT_ARG(tt_str_slice(text, 0, (size_t)(first.ptr + first.len - text.ptr))),
        TT_ARG(tt_str_slice(text, (size_t)(first.ptr + first.len - text.ptr), text.len)));
}

/* Of a schema or database it would leave out the catalogs, and of a table its EXCLUDE. */
static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_relation *relation)
{
    static const char *const words[] = {"index", "table"};
    bool sure = relation != NULL;
    const struct tt_constraint *each = sure ? relation->constraints : NULL;
    for (; each; each = each->next) {
        sure = sure && each->kind != TT_EXCLUSION;
    }
    return sure ? tt_fix_concurrently(check, outcome, words, 2, false) : (struct tt_fix){0};
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
                  .grows_with = work->relation,
                  .message = tt_str_format(arena,
                                           "REINDEX blocks writes to " TT_FMT
                                           ", and reads that could use the index",
                                           TT_ARG(target(check, work))),
                  .detail = TT_STR("It holds SHARE on the table and ACCESS EXCLUSIVE on the "
                                   "index until the index is built anew; the planner waits "
                                   "for a locked index too."),
                  .hint = hint(check, outcome),
                  .fix = fix(check, outcome, work->relation),
              });
}

TT_RULE(reindex_blocks_writes) = {
    .summary = "REINDEX without CONCURRENTLY blocks writes, and reads that use the index",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-concurrent-reindex pgfence:reindex-non-concurrent",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
