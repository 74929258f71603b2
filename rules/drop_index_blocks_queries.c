/**
 * # Index dropped without CONCURRENTLY
 *
 * DROP INDEX takes ACCESS EXCLUSIVE on the index's table. The work is short,
 * but the wait for the lock need not be: behind one long query on the table,
 * DROP INDEX queues, and every later query queues behind it.
 *
 * DROP INDEX CONCURRENTLY waits without stopping anyone. It takes one index
 * at a time, no CASCADE, can't run inside a transaction block, and can't drop
 * an index that a constraint needs.
 *
 * It is said once for each table and transaction: the lock is held from there on. The
 * index of a partitioned table can't be dropped CONCURRENTLY: nothing is said of it
 * when a lock_timeout is set. An index made by the same migration, or on a table made
 * by it, is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP INDEX orders_user_id;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * DROP INDEX CONCURRENTLY orders_user_id;
 * ```
 */
#include "lint/rule.h"

static bool says_if_exists(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    return tt_without_if_exists(tt_check_arena(check), text).len != text.len;
}

static struct tt_str hint(struct tt_check *check, const struct tt_change *change,
                          bool if_exists)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (change->relation && change->relation->kind == TT_PARTITIONED_TABLE) {
        return TT_STR("CONCURRENTLY is refused for the index of a partitioned table. Set a "
                      "short lock_timeout, and try again until it gets through.");
    }
    return tt_str_format(arena,
                         "Drop it in a migration that runs without a transaction:\n"
                         "DROP INDEX CONCURRENTLY %s" TT_FMT ";",
                         if_exists ? "IF EXISTS " : "",
                         TT_ARG(tt_sql_name(check, change->name)));
}

/*
 * CONCURRENTLY takes one index at a time, and no CASCADE. Prisma sends a file that says it in
 * one message.
 */
static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_change *change)
{
    static const char *const word[] = {"index"}, *const refused[] = {"cascade"};
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    bool partitioned = change->relation && change->relation->kind == TT_PARTITIONED_TABLE;
    bool alone = !tt_check_has_tool(check) || tt_check_is_alone(check);
    bool sure = !partitioned && alone && outcome->changes.count == 1 &&
                !memchr(text.ptr, ',', text.len) && tt_first_of(text, refused, 1).len == 0;
    return sure ? tt_fix_concurrently(check, outcome, word, 1, false) : (struct tt_fix){0};
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_change *change, bool if_exists)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str index = tt_say_name(check, change->name);
    struct tt_str on = change->relation
                           ? tt_str_format(arena, "\"" TT_FMT "\"",
                                           TT_ARG(tt_say_name(check, change->relation->name)))
                           : TT_STR("its table");
    struct tt_says says = tt_about_change(change);
    says.once = change->relation != NULL;
    says.once_of = change->relation;
    says.message = tt_str_format(
        arena, "dropping index \"" TT_FMT "\" blocks reads and writes on " TT_FMT,
        TT_ARG(index), TT_ARG(on));
    says.detail = TT_STR("DROP INDEX waits for ACCESS EXCLUSIVE behind every query "
                         "that runs on the table, and all later queries wait "
                         "behind it.");
    says.hint = hint(check, change, if_exists);
    says.fix = fix(check, outcome, change);
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    bool if_exists = tt_find_change(outcome, TT_CHANGE_DROP, TT_OBJECT_INDEX) &&
                     says_if_exists(check, outcome);
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        bool is_drop = change->kind == TT_CHANGE_DROP && change->object == TT_OBJECT_INDEX;
        bool refused = change->index && change->index->constraint;
        bool partitioned = change->relation && change->relation->kind == TT_PARTITIONED_TABLE;
        bool best = partitioned && tt_check_waits_bounded(check);
        if (is_drop && !change->concurrently && !change->is_new && !refused && !best) {
            report(check, outcome, change, if_exists);
        }
    }
}

TT_RULE(drop_index_blocks_queries) = {
    .summary = "DROP INDEX without CONCURRENTLY blocks all queries on the table",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-concurrent-index-deletion atlas:concurrent_index "
               "atlas:PG102 pgfence:drop-index-not-concurrent "
               "strong_migrations:remove_index",
    .fixes = true,
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
