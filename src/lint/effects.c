#include "lint/effects.h"

#include "base/str.h"

static const char *const reasons[] = {
    [TT_CAUSE_CREATE_INDEX] = "the index is built from every row",
    [TT_CAUSE_REINDEX] = "the index is built anew",
    [TT_CAUSE_TYPE_CHANGE] = "the column's type changes",
    [TT_CAUSE_CHECK] = "every row is checked",
    [TT_CAUSE_FOREIGN_KEY] = "every row is looked up",
    [TT_CAUSE_NOT_NULL] = "every row is checked for NULL",
    [TT_CAUSE_KEY] = "the key's index is built from every row",
    [TT_CAUSE_VALIDATE] = "every row is checked",
    [TT_CAUSE_STORAGE] = "the table is stored in another way",
    [TT_CAUSE_TABLESPACE] = "the table's file is copied",
    [TT_CAUSE_PARTITION_BOUND] = "rows are checked against the partition's bounds",
    [TT_CAUSE_PERSISTENCE] = "whether the table is logged changes",
    [TT_CAUSE_NEW_VALUES] = "every row gets a value of its own",
    [TT_CAUSE_QUERY] = "no condition spares a row",
    [TT_CAUSE_CLUSTER] = "every row is copied to a new file",
    [TT_CAUSE_TRUNCATE] = "it gets a new, empty file",
    [TT_CAUSE_REFRESH] = "its query is run again",
    [TT_CAUSE_DOMAIN] = "every value of the domain is checked",
};

static void add(struct tt_summary *effects, struct tt_arena *arena, bool rewrite,
                const struct tt_work *work, struct tt_relation *relation)
{
    struct tt_touched effect = {
        .relation = relation,
        .how = work->how,
        .why = work->why.len > 0 ? work->why : tt_str_from(reasons[work->cause]),
        .certainty = work->certainty,
    };
    struct tt_touched *items = rewrite ? effects->rewrites.items : effects->scans.items;
    size_t count = rewrite ? effects->rewrites.count : effects->scans.count;
    for (size_t i = 0; i < count; i++) {
        if (items[i].relation == relation) {
            return;
        }
    }
    if (rewrite) {
        tt_vec_push(arena, &effects->rewrites, effect);
    } else {
        tt_vec_push(arena, &effects->scans, effect);
    }
}

/* A partitioned table has its rows in its partitions. */
static void add_scans_below(struct tt_summary *effects, struct tt_arena *arena,
                            const struct tt_work *work, struct tt_relation *relation)
{
    if (relation->kind != TT_PARTITIONED_TABLE) {
        add(effects, arena, false, work, relation);
        return;
    }
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        add_scans_below(effects, arena, work, each);
    }
}

/* Rows that are kept, or that an index is built from, are also read, and a foreign key at both
 * its ends. */
static void add_work(struct tt_summary *effects, struct tt_arena *arena,
                     const struct tt_work *work)
{
    bool stores_rows = work->relation && work->relation->kind != TT_PARTITIONED_TABLE;
    if (stores_rows && work->kind == TT_WORK_REWRITE) {
        add(effects, arena, true, work, work->relation);
    }
    /* SET TABLESPACE copies blocks, whatever is in them. */
    bool reads = work->cause != TT_CAUSE_TABLESPACE &&
                 (work->how == TT_HOW_REWRITTEN || work->how == TT_HOW_COPIED);
    if (stores_rows && reads) {
        add(effects, arena, false, work, work->relation);
    }
    if (stores_rows && work->kind == TT_WORK_INDEX_BUILD) {
        tt_vec_push(arena, &effects->builds, *work);
    }
    bool looks_up = work->cause == TT_CAUSE_FOREIGN_KEY || work->cause == TT_CAUSE_VALIDATE ||
                    work->cause == TT_CAUSE_PARTITION_BOUND;
    if (stores_rows && looks_up && work->constraint && work->constraint->references) {
        add_scans_below(effects, arena, work, work->constraint->references);
    }
}

void tt_summarize(struct tt_summary *effects, struct tt_arena *arena,
                  const struct tt_outcome *outcome)
{
    *effects = (struct tt_summary){.outcome = outcome, .certainty = TT_PROVED};
    for (size_t i = 0; i < outcome->locks.count; i++) {
        if (!outcome->locks.items[i].of_transaction) {
            tt_vec_push(arena, &effects->locks, outcome->locks.items[i]);
        }
        if (outcome->locks.items[i].certainty == TT_ASSUMED) {
            effects->certainty = TT_ASSUMED;
        }
    }
    for (size_t i = 0; i < outcome->works.count; i++) {
        add_work(effects, arena, &outcome->works.items[i]);
        if (outcome->works.items[i].certainty == TT_ASSUMED) {
            effects->certainty = TT_ASSUMED;
        }
    }
}

const char *tt_how_word(enum tt_how how)
{
    static const char *const words[] = {
        [TT_HOW_REWRITTEN] = "rewrites",
        [TT_HOW_COPIED] = "copies",
        [TT_HOW_EMPTIED] = "empties",
        [TT_HOW_REFRESHED] = "fills anew",
    };
    return words[how];
}

struct tt_str tt_effect_name(struct tt_arena *arena, struct tt_name name)
{
    return name.schema.len == 0 || tt_str_is(name.schema, "public")
               ? tt_str_copy(arena, name.name)
               : tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(name.schema),
                               TT_ARG(name.name));
}

const char *tt_who_waits(enum tt_lock mode)
{
    if (tt_lock_blocks_reads(mode)) {
        return "reads, writes and schema changes wait";
    }
    if (tt_lock_blocks_writes(mode)) {
        return "writes and schema changes wait";
    }
    return tt_lock_blocks_ddl(mode) ? "schema changes wait" : "no query waits";
}
