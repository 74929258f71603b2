/**
 * # Materialized view refreshed without CONCURRENTLY
 *
 * REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view while its query runs.
 * Whoever reads the view waits until it is done.
 *
 * With CONCURRENTLY the old rows stay readable meanwhile. That needs a unique index
 * on plain columns, without WHERE, and a view that has been filled before.
 *
 * A view made by the same migration is exempt. So is WITH NO DATA, which runs no
 * query, but leaves the view unreadable.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * REFRESH MATERIALIZED VIEW sales_by_day;
 * ```
 *
 * ```sql expect=1
 * CREATE TABLE sales (day date, total numeric);
 * CREATE MATERIALIZED VIEW sales_by_day AS SELECT day, sum(total) FROM sales GROUP BY day;
 * CREATE UNIQUE INDEX sales_by_day_day ON sales_by_day (day);
 * -- next migration
 * REFRESH MATERIALIZED VIEW sales_by_day;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * REFRESH MATERIALIZED VIEW CONCURRENTLY sales_by_day;
 * ```
 */
#include "lint/rule.h"

static bool has_unique_index(const struct tt_relation *view)
{
    for (const struct tt_index *each = view->indexes; each; each = each->next) {
        if (each->unique && each->valid && !each->computed) {
            return true;
        }
    }
    return false;
}

static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_relation *view)
{
    static const char *const words[] = {"view"};
    bool sure = view->known && view->filled && has_unique_index(view);
    return sure ? tt_fix_concurrently(check, outcome, words, 1, true) : (struct tt_fix){0};
}

static struct tt_str hint(struct tt_check *check, const struct tt_relation *view)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str name = tt_sql_name(check, view->name);
    return tt_str_format(
        arena, "%s\n%s" TT_FMT "%sREFRESH MATERIALIZED VIEW CONCURRENTLY " TT_FMT ";",
        has_unique_index(view) ? "Let reads go on:"
                               : "Let reads go on, which needs a unique index:",
        has_unique_index(view) ? "" : "CREATE UNIQUE INDEX CONCURRENTLY ON ",
        TT_ARG(has_unique_index(view) ? TT_STR("") : name),
        has_unique_index(view) ? "" : " (<columns>);\n", TT_ARG(name));
}

/* WITH NO DATA */
static bool runs_no_query(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const char *const words[] = {"no"};
    return tt_first_of(tt_check_text(check, outcome->stmt->span), words, 1).len > 0;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_REFRESH);
    if (!work || runs_no_query(check, outcome) || work->how != TT_HOW_REFRESHED ||
        work->concurrently ||
        !tt_lock_blocks_reads(tt_check_lock(check, outcome, work->relation))) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = work->certainty,
            .message = tt_str_format(arena, "reads of \"" TT_FMT "\" wait while its query runs",
                                     TT_ARG(tt_say_name(check, work->relation->name))),
            .detail = TT_STR("REFRESH holds ACCESS EXCLUSIVE on the materialized view until "
                             "all of its rows are there again."),
            .hint = hint(check, work->relation),
            .fix = fix(check, outcome, work->relation),
        });
}

TT_RULE(refresh_blocks_reads) = {
    .summary = "REFRESH MATERIALIZED VIEW without CONCURRENTLY blocks reads of it",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "pgfence:refresh-matview-blocking",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
