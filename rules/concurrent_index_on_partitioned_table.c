/**
 * # CREATE INDEX CONCURRENTLY on a partitioned table
 *
 * A partitioned table holds no rows, so there is no index to build
 * concurrently, and PostgreSQL refuses the statement (SQLSTATE 0A000).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE events (at date, kind text) PARTITION BY RANGE (at);
 * -- next migration
 * CREATE INDEX CONCURRENTLY events_kind ON events (kind);
 * ```
 *
 * ## Safe
 *
 * Make the index on the parent alone, which is instant, then build one on each
 * partition and attach it. When the last is attached, the parent's is valid.
 *
 * ```sql
 * CREATE TABLE events (at date, kind text) PARTITION BY RANGE (at);
 * CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01');
 * -- next migration
 * CREATE INDEX events_kind ON ONLY events (kind);
 * CREATE INDEX CONCURRENTLY events_2026_kind ON events_2026 (kind);
 * ALTER INDEX events_kind ATTACH PARTITION events_2026_kind;
 * ```
 */
#include "lint/partitions.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_INDEX);
    if (!change || !change->concurrently || change->relation->kind != TT_PARTITIONED_TABLE) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = tt_about_stmt(outcome);
    says.message = tt_str_format(
        arena, "an index on the partitioned table \"" TT_FMT "\" can't be built concurrently",
        TT_ARG(tt_say_name(check, change->owner)));
    says.detail = TT_STR("PostgreSQL refuses it with SQLSTATE 0A000.");
    const struct tt_index *index = change->index;
    says.hint = tt_str_format(
        arena,
        "Make the index on the parent alone, then build and attach one for each partition, "
        "without a transaction:\n"
        "CREATE %sINDEX " TT_FMT " ON ONLY " TT_FMT "%s" TT_FMT " " TT_FMT ";\n" TT_FMT,
        index->unique ? "UNIQUE " : "", TT_ARG(tt_quote(arena, change->name.name)),
        TT_ARG(tt_sql_name(check, change->owner)), index->method.len > 0 ? " USING " : "",
        TT_ARG(index->method), TT_ARG(tt_index_definition(arena, index)),
        TT_ARG(tt_str_trim(tt_sql_partition_indexes(check, index))));
    tt_report(check, says);
}

TT_RULE(concurrent_index_on_partitioned_table) = {
    .summary = "CREATE INDEX CONCURRENTLY is refused on a partitioned table",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
