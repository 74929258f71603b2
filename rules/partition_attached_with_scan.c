/**
 * # Partition attached without a proof of its rows
 *
 * ATTACH PARTITION reads every row of the new partition under ACCESS EXCLUSIVE on it,
 * unless a valid CHECK, with NOT NULL of the key, proves that all are within the
 * bounds. It reads the default partition likewise, under ACCESS EXCLUSIVE, unless a
 * CHECK there proves that none is: meanwhile every query that touches the default
 * partition waits. What the parent has and the partition lacks, indexes and foreign
 * keys, is built and checked as well.
 *
 * A new partition that the same migration made and left empty is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE events (at date) PARTITION BY RANGE (at);
 * CREATE TABLE events_2026 (at date);
 * -- next migration
 * ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01');
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE events (at date) PARTITION BY RANGE (at);
 * CREATE TABLE events_2026 (at date);
 * -- next migration
 * ALTER TABLE events_2026 ADD CONSTRAINT within CHECK
 *     (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;
 * -- next migration
 * ALTER TABLE events_2026 VALIDATE CONSTRAINT within;
 * -- next migration
 * ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01');
 * ```
 */
#include "lint/bound.h"
#include "model/definition.h"

/* The indexes that the partition lacks, a line each. */
static struct tt_str hint_builds(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str lines = TT_STR(
        "Build the indexes before, in a migration without a transaction; "
        "they are taken over then:");
    for (size_t i = 0; i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        if (work->kind == TT_WORK_INDEX_BUILD && work->index) {
            lines = tt_str_format(
                arena, TT_FMT "\n" TT_FMT, TT_ARG(lines),
                TT_ARG(tt_sql_build_index(check, work->index, (struct tt_str){0})));
        }
    }
    return lines;
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_change *change, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, work->relation->name);
    if (work->kind == TT_WORK_INDEX_BUILD) {
        return hint_builds(check, outcome);
    }
    bool outside = work->relation != change->relation;
    struct tt_str test = work->constraint
                             ? TT_STR("")
                             : tt_sql_within(check, change->parent, change->relation, outside);
    if (work->constraint) {
        return tt_str_format(
            arena,
            "Give the table the parent's foreign key before, NOT VALID, and validate it in a "
            "migration of its own; it is taken over then:\n"
            "ALTER TABLE " TT_FMT " ADD CONSTRAINT <name> " TT_FMT " NOT VALID;\n"
            "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT <name>;",
            TT_ARG(table), TT_ARG(tt_constraint_definition(arena, work->constraint)),
            TT_ARG(table));
    }
    return tt_str_format(
        arena,
        "Prove it by a CHECK first, in migrations of their own; drop it once it is attached:\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT <name> CHECK (" TT_FMT ") NOT VALID;\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT <name>;",
        TT_ARG(table), TT_ARG(test), TT_ARG(table));
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_change *change, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool is_default = work->relation != change->relation && work->relation->bound &&
                      work->relation->parent == change->parent;
    bool builds = work->kind == TT_WORK_INDEX_BUILD;
    struct tt_says says = tt_about_work(work);
    says.severe = is_default;
    says.severity = TT_ERROR;
    says.message = tt_str_format(
        arena, "attaching \"" TT_FMT "\" %s %s\"" TT_FMT "\" under lock",
        TT_ARG(change->relation->name.name), builds ? "builds indexes on" : "reads all of",
        is_default ? "the default partition " : "",
        TT_ARG(tt_say_name(check, work->relation->name)));
    says.detail = tt_str_format(
        arena,
        "It holds ACCESS EXCLUSIVE on \"" TT_FMT "\" meanwhile, because " TT_FMT ". \"" TT_FMT
        "\" takes reads and writes, but no other schema change.",
        TT_ARG(tt_say_name(check, work->relation->name)), TT_ARG(work->why),
        TT_ARG(tt_say_name(check, change->parent->name)));
    says.hint = hint(check, outcome, change, work);
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_ATTACH, TT_OBJECT_TABLE);
    bool built = false;
    for (size_t i = 0; change && i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        bool again = built && work->kind == TT_WORK_INDEX_BUILD;
        bool empty = work->is_new && !tt_check_may_hold_rows(check, work->relation);
        if (work->cause == TT_CAUSE_PARTITION_BOUND && !empty && !again &&
            outcome->fails.when != TT_FAILS_ALWAYS) {
            report(check, outcome, change, work);
            built = built || work->kind == TT_WORK_INDEX_BUILD;
        }
    }
}

TT_RULE(partition_attached_with_scan) = {
    .summary = "ATTACH PARTITION reads the partition, or the default one, under lock",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "pgfence:attach-partition",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
