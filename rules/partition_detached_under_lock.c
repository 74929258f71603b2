/**
 * # Partition detached without CONCURRENTLY
 *
 * DETACH PARTITION takes ACCESS EXCLUSIVE on the partitioned table, on the partition
 * and on the default partition: every query on any of them waits. It is brief, but
 * waits for the queries that run, and all others wait behind it.
 *
 * DETACH PARTITION … CONCURRENTLY (since PostgreSQL 14) takes SHARE UPDATE EXCLUSIVE
 * on the parent. It can't run in a transaction block, and is refused while there is
 * a default partition: then set a lock_timeout and try again when it strikes.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE events DETACH PARTITION events_2020;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
 * ```
 */
#include "lint/rule.h"

static const struct tt_relation *find_default(const struct tt_outcome *outcome,
                                              const struct tt_change *change)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_relation *each = outcome->locks.items[i].relation;
        if (each != change->relation && each->is_partition && each->parent == change->parent) {
            return each;
        }
    }
    return NULL;
}

static struct tt_str hint(struct tt_check *check, const struct tt_change *change, bool possible)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (!possible) {
        return TT_STR("CONCURRENTLY is refused here, with a default partition or before "
                      "PostgreSQL 14. Set a lock_timeout of a few seconds before it, and try "
                      "again when it strikes.");
    }
    return tt_str_format(arena,
                         "Detach it in a migration that runs without a transaction:\n"
                         "ALTER TABLE " TT_FMT " DETACH PARTITION " TT_FMT " CONCURRENTLY;",
                         TT_ARG(tt_sql_name(check, change->parent->name)),
                         TT_ARG(tt_sql_name(check, change->relation->name)));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_DETACH, TT_OBJECT_TABLE);
    if (!change || change->concurrently || tt_check_is_new(check, change->parent) ||
        outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    bool possible = !find_default(outcome, change) && tt_check_pg_version(check) >= 14;
    if (!possible && tt_check_waits_bounded(check)) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = change->parent->known ? TT_PROVED : TT_ASSUMED,
            .message = tt_str_format(
                arena, "detaching \"" TT_FMT "\" locks \"" TT_FMT "\" for reads and writes",
                TT_ARG(tt_say_name(check, change->relation->name)),
                TT_ARG(tt_say_name(check, change->parent->name))),
            .detail = TT_STR("It takes ACCESS EXCLUSIVE on the partitioned table until its "
                             "transaction ends. That is brief by itself, but it waits for "
                             "every query on the table, and all others wait behind it."),
            .hint = hint(check, change, possible),
        });
}

TT_RULE(partition_detached_under_lock) = {
    .summary = "DETACH PARTITION without CONCURRENTLY blocks all queries on the parent",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-concurrent-partition-detach "
               "pgfence:detach-partition",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
