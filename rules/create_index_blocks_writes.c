/**
 * # Index built without CONCURRENTLY
 *
 * A plain CREATE INDEX holds SHARE on the table while it reads and sorts every
 * row. Until it is done, and until its transaction ends, every INSERT, UPDATE
 * and DELETE on the table waits. On a table of some size that is minutes.
 *
 * CREATE INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, which lets reads and
 * writes go on. It needs about twice the time, can't run inside a transaction
 * block, and leaves an INVALID index behind when it fails: drop that one
 * before you try again.
 *
 * A table made by the same migration is exempt: nobody uses it yet.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE INDEX orders_user_id ON orders (user_id);
 * ```
 *
 * ## Safe
 *
 * In a migration of its own, which the tool runs without a transaction:
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 *
 * A partitioned table has no index of its own to build concurrently. Make the
 * index on the parent alone, which is instant, then build one on each
 * partition and attach it.
 *
 * Where no file makes a partition, they are assumed to be made elsewhere.
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

static struct tt_str hint(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str text = tt_check_text(check, change->span);
    /* IF NOT EXISTS would take the INVALID index of a failed attempt for the new one. */
    struct tt_str mended = tt_without_if_exists(arena, text);
    if (change->relation->kind == TT_PARTITIONED_TABLE) {
        return tt_str_format(
            arena,
            "CONCURRENTLY is refused on a partitioned table. Make the index on "
            "the parent alone, then build and attach one for each partition, without a "
            "transaction:\n" TT_FMT ";\n" TT_FMT,
            TT_ARG(tt_add_behind(arena, mended, "on", "ONLY")),
            TT_ARG(tt_str_trim(tt_sql_partition_indexes(check, change->index))));
    }
    bool had_it = mended.len != text.len;
    return tt_str_format(
        arena,
        "Build it in a migration that runs without a transaction%s" TT_FMT "%s" TT_FMT TT_FMT
        ";",
        had_it ? ", and drop what a failed attempt left behind:\nDROP INDEX CONCURRENTLY IF "
                 "EXISTS "
               : "",
        TT_ARG(had_it ? tt_sql_name(check, change->name) : TT_STR("")), had_it ? ";\n" : ":\n",
        TT_ARG(change->index->unique ? tt_sql_find_doubles(check, change->index) : TT_STR("")),
        TT_ARG(tt_add_behind(arena, mended, "index", "CONCURRENTLY")));
}

/* IF NOT EXISTS stays a person's choice. */
static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_change *change)
{
    static const char *const words[] = {"index"};
    bool sure = change->relation->kind != TT_PARTITIONED_TABLE && !change->if_not_exists;
    return sure ? tt_fix_concurrently(check, outcome, words, 1, false) : (struct tt_fix){0};
}

/* Whatever makes the partitions of a table in use may stand in no file. */
static bool has_unseen_partitions(struct tt_check *check, const struct tt_change *change)
{
    static const char *const words[] = {"only"};
    const struct tt_relation *relation = change->relation;
    return relation->kind == TT_PARTITIONED_TABLE && !relation->children &&
           !tt_check_is_new(check, relation) &&
           tt_first_of(tt_check_text(check, change->span), words, 1).len == 0;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *build = tt_blocking_work(outcome, TT_CAUSE_CREATE_INDEX);
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_INDEX);
    if (!change || (build ? build->concurrently : !has_unseen_partitions(check, change))) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_say_name(check, change->owner);
    bool partitioned = change->relation->kind == TT_PARTITIONED_TABLE;
    enum tt_lock held = tt_check_lock(check, outcome, change->relation);
    bool reads = held != TT_LOCK_COUNT && tt_lock_blocks_reads(held);
    tt_report(check,
              (struct tt_says){
                  .span = outcome->stmt->span,
                  .certainty = build ? build->certainty : TT_ASSUMED,
                  .grows_with = change->relation,
                  .message = tt_str_format(
                      arena, "building index \"" TT_FMT "\" blocks %s to \"" TT_FMT "\"%s",
                      TT_ARG(change->name.name), reads ? "reads and writes" : "writes",
                      TT_ARG(table), partitioned ? " and all its partitions" : ""),
                  .detail = tt_str_format(
                      arena,
                      "It holds SHARE while it reads and sorts every row, and until its "
                      "transaction ends: no INSERT, UPDATE or DELETE gets through.%s",
                      reads   ? " The transaction locked it for reads as well before."
                      : build ? ""
                              : " That its partitions stand in no file but exist is assumed."),
                  .hint = hint(check, change),
                  .fix = fix(check, outcome, change),
              });
}

TT_RULE(create_index_blocks_writes) = {
    .summary = "CREATE INDEX without CONCURRENTLY blocks writes while it builds",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-concurrent-index-creation atlas:concurrent_index "
               "atlas:PG101 eugene:E6 pgfence:create-index-not-concurrent "
               "strong_migrations:add_index",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
