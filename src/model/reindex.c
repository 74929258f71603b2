/* REINDEX of an index, a table, a schema, a database. */
#include "model/alter.h"
#include "model/options.h"
#include "model/state.h"

static bool is_concurrent(const struct tt_node *node)
{
    return tt_node_flag(node, "concurrent") || /* as before 14 */
           tt_option_flag(tt_node_get(node, "params"), "concurrently", false);
}

static void add_build(struct tt_step *step, struct tt_relation *relation,
                      struct tt_index *index)
{
    struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_REINDEX, relation);
    work->index = index;
    work->concurrently = is_concurrent(step->node);
}

static void lock(struct tt_step *step, struct tt_relation *relation)
{
    tt_take_lock(step, relation,
                 is_concurrent(step->node) ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_SHARE);
}

/* A table that has none is locked all the same. */
static void reindex_table(struct tt_step *step, struct tt_relation *relation)
{
    lock(step, relation);
    if (relation->indexes || !relation->known) {
        add_build(step, relation, NULL);
    }
}

/* ReindexPartitions(), since 14: one transaction for each partition. */
static void reindex_below(struct tt_step *step, struct tt_relation *relation,
                          struct tt_index *index)
{
    lock(step, relation);
    struct tt_index *each = relation->indexes;
    while (index && each && each != index && each->parent != index) {
        each = each->next;
    }
    if (relation->kind != TT_PARTITIONED_TABLE) {
        if (each) {
            add_build(step, relation, index ? each : NULL);
        }
        return;
    }
    step->outcome->refused_in_block = true;
    for (struct tt_relation *child = relation->children; child; child = child->next_sibling) {
        reindex_below(step, child, each);
    }
}

/* Before, an index was refused and a table passed over with a warning. */
static void reindex_partitioned(struct tt_step *step, struct tt_relation *relation,
                                struct tt_index *index)
{
    if (step->model->pg_version >= 14) {
        reindex_below(step, relation, index);
        return;
    }
    lock(step, relation);
    if (index) {
        tt_refused(step, relation, "0A000", "it is the index of a partitioned table");
    }
}

static void reindex_index(struct tt_step *step, struct tt_name name)
{
    struct tt_index *index = tt_find_index(step->model, name);
    const struct tt_relation *relation = index ? NULL : tt_find_relation(step->model, name);
    if (relation && relation->known) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is not an index", TT_ARG(name.name));
    } else if (!index) {
        add_build(step, NULL, NULL);
        step->outcome->works.items[step->outcome->works.count - 1].certainty = TT_ASSUMED;
    } else if (index->relation->kind == TT_PARTITIONED_TABLE) {
        reindex_partitioned(step, index->relation, index);
    } else {
        lock(step, index->relation);
        add_build(step, index->relation, index);
    }
}

/* ReindexMultipleTables(): a transaction for each. The one without a table is for the rest. */
static void reindex_all(struct tt_step *step, struct tt_str schema)
{
    step->outcome->refused_in_block = true;
    add_build(step, NULL, NULL);
    for (size_t i = 0; i < step->model->all_relations.count; i++) {
        struct tt_relation *relation = step->model->all_relations.items[i];
        bool wanted = schema.len == 0 ? !relation->temporary
                                      : tt_str_equal(relation->name.schema, schema);
        bool stored = relation->kind == TT_TABLE || relation->kind == TT_MATERIALIZED_VIEW;
        if (relation->exists && stored && wanted) {
            reindex_table(step, relation);
        }
    }
}

void tt_step_reindex(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "kind");
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    step->outcome->refused_in_block = is_concurrent(step->node);
    if (tt_str_is(kind, "REINDEX_OBJECT_TABLE") && tt_find_index(step->model, name)) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is an index", TT_ARG(name.name));
    } else if (tt_str_is(kind, "REINDEX_OBJECT_TABLE")) {
        struct tt_relation *relation = tt_need_relation(step->model, name);
        if (relation->kind == TT_VIEW || relation->kind == TT_SEQUENCE ||
            relation->kind == TT_FOREIGN_TABLE) {
            tt_refused(step, relation, "42809", "\"" TT_FMT "\" has no indexes",
                       TT_ARG(name.name));
        } else if (relation->kind == TT_PARTITIONED_TABLE) {
            reindex_partitioned(step, relation, NULL);
        } else {
            reindex_table(step, relation);
        }
    } else if (tt_str_is(kind, "REINDEX_OBJECT_INDEX")) {
        reindex_index(step, name);
    } else if (tt_str_is(kind, "REINDEX_OBJECT_SYSTEM")) {
        step->outcome->refused_in_block = true; /* of tables that are no one's business */
        add_build(step, NULL, NULL);
    } else {
        bool schema = tt_str_is(kind, "REINDEX_OBJECT_SCHEMA");
        reindex_all(step, schema ? tt_node_text(step->node, "name") : (struct tt_str){0});
    }
}
