/**
 * # Partition made in its parent
 *
 * CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the parent, and on its default
 * partition if there is one: every query on the partitioned table waits. It is brief,
 * unless the default partition holds rows: those are all read under the lock, to see
 * that none belongs to the new partition.
 *
 * Make the table on its own and attach it: ATTACH PARTITION takes SHARE UPDATE
 * EXCLUSIVE on the parent (since PostgreSQL 12), which lets reads and writes go on.
 * A default partition is locked by that too, and read unless a valid CHECK proves
 * that it holds no row of the new one.
 *
 * With lock_timeout set, and no rows to read, nothing is said.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE events (at date) PARTITION BY RANGE (at);
 * -- next migration
 * CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01');
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE events (at date) PARTITION BY RANGE (at);
 * -- next migration
 * CREATE TABLE events_2026 (LIKE events INCLUDING ALL);
 * ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01');
 * ```
 */
#include "lint/bound.h"

static const struct tt_work *find_scan(const struct tt_outcome *outcome)
{
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_PARTITION_BOUND);
    return work && work->kind == TT_WORK_SCAN ? work : NULL;
}

/* The proof that spares the default partition. */
static struct tt_str prove(struct tt_check *check, const struct tt_relation *partition,
                           const struct tt_work *scan)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (!scan) {
        return TT_STR("");
    }
    struct tt_str table = tt_sql_name(check, scan->relation->name);
    return tt_str_format(
        arena,
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT <name> CHECK (" TT_FMT ") NOT VALID;\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT <name>;\n",
        TT_ARG(table), TT_ARG(tt_sql_within(check, partition->parent, partition, true)),
        TT_ARG(table));
}

static struct tt_str hint(struct tt_check *check, const struct tt_relation *partition,
                          const struct tt_work *scan)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str name = tt_sql_name(check, partition->name);
    struct tt_str parent = tt_sql_name(check, partition->parent->name);
    return tt_str_format(
        arena,
        "Make the table on its own and attach it%s:\n" TT_FMT "CREATE TABLE " TT_FMT
        " (LIKE " TT_FMT " INCLUDING ALL);\n"
        "ALTER TABLE " TT_FMT " ATTACH PARTITION " TT_FMT " " TT_FMT ";",
        scan ? ", once a CHECK proves that the default partition holds none of its rows" : "",
        TT_ARG(prove(check, partition, scan)), TT_ARG(name), TT_ARG(parent), TT_ARG(parent),
        TT_ARG(name), TT_ARG(tt_sql_bound(partition)));
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *scan = find_scan(outcome);
    struct tt_str parent = tt_say_name(check, change->relation->parent->name);
    struct tt_str said = scan
                             ? tt_str_format(arena,
                                             "reads all of the default partition \"" TT_FMT
                                             "\" while queries on \"" TT_FMT "\" wait",
                                             TT_ARG(tt_say_name(check, scan->relation->name)),
                                             TT_ARG(parent))
                             : tt_str_format(arena, "locks \"" TT_FMT "\" for reads and writes",
                                             TT_ARG(parent));
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = change->relation->parent->known ? TT_PROVED : TT_ASSUMED,
            .grows_with = scan ? scan->relation : NULL,
            .severe = scan != NULL,
            .severity = TT_ERROR,
            .message = tt_str_format(arena, "making partition \"" TT_FMT "\" " TT_FMT,
                                     TT_ARG(change->relation->name.name), TT_ARG(said)),
            .detail = tt_str_format(
                arena, "It takes ACCESS EXCLUSIVE on the partitioned table%s. %s",
                scan ? " and on the default partition" : "",
                scan ? "Rows of the default partition may belong to the new one, so all of "
                       "them are read under that lock."
                     : "That is brief by itself, but it waits for every query on the table, "
                       "and all others wait behind it."),
            .hint = hint(check, change->relation, scan),
        });
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_TABLE);
    bool partition = change && change->relation && change->relation->is_partition &&
                     change->relation->parent;
    if (!partition || tt_check_is_new(check, change->relation->parent) ||
        outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    if (find_scan(outcome) || !tt_check_waits_bounded(check)) {
        report(check, outcome, change);
    }
}

TT_RULE(partition_created_under_lock) = {
    .summary =
        "CREATE TABLE … PARTITION OF locks the parent, and may read its default partition",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
