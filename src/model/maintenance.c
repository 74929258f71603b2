/* TRUNCATE and CLUSTER. */
#include "model/maintenance.h"
#include "model/alter.h"
#include "model/state.h"

/* What inherits from nothing below it, and has a file of its own. */
static bool has_file(const struct tt_relation *relation)
{
    return relation->kind == TT_TABLE || relation->kind == TT_MATERIALIZED_VIEW;
}

static void add_builds(struct tt_step *step, struct tt_relation *relation, enum tt_cause cause,
                       enum tt_how how)
{
    if (relation->indexes || !relation->known) {
        struct tt_work *build = tt_add_work(step, TT_WORK_INDEX_BUILD, cause, relation);
        build->how = how;
        build->certainty = relation->indexes ? build->certainty : TT_ASSUMED;
    }
}

void tt_replace_file(struct tt_step *step, struct tt_relation *relation, enum tt_cause cause,
                     enum tt_how how)
{
    if (has_file(relation)) {
        tt_add_work(step, TT_WORK_REWRITE, cause, relation)->how = how;
        add_builds(step, relation, cause, how);
    }
}

/* --- TRUNCATE ------------------------------------------------------------------------ */

struct truncation {
    TT_VEC(struct tt_relation *) relations;
};

static bool is_listed(const struct truncation *all, const struct tt_relation *relation)
{
    for (size_t i = 0; i < all->relations.count; i++) {
        if (all->relations.items[i] == relation) {
            return true;
        }
    }
    return false;
}

static void list(struct tt_step *step, struct truncation *all, struct tt_relation *relation,
                 bool only)
{
    if (!is_listed(all, relation)) {
        tt_vec_push(&step->model->scratch, &all->relations, relation);
    }
    for (struct tt_relation *each = only ? NULL : relation->children; each;
         each = each->next_sibling) {
        list(step, all, each, false);
    }
}

/* heap_truncate_find_FKs() and heap_truncate_check_FKs(). */
static void list_referencing(struct tt_step *step, struct truncation *all, bool cascade)
{
    for (size_t i = 0; i < all->relations.count; i++) {
        struct tt_relation *relation = all->relations.items[i];
        for (const struct tt_constraint *each = relation->referencing; each;
             each = each->next_referencing) {
            if (is_listed(all, each->relation)) {
                continue;
            }
            if (cascade) {
                list(step, all, each->relation, false);
            } else {
                tt_add_failure(step, TT_FAILS_ALWAYS, "0A000", relation,
                               tt_str_format(&step->model->scratch,
                                             "\"" TT_FMT "\" references it",
                                             TT_ARG(each->relation->name.name)));
            }
        }
    }
}

/* A table that the transaction made, or has emptied, is cut short where it is. */
static void empty(struct tt_step *step, struct tt_relation *relation, bool named, bool restart)
{
    struct tt_model *model = step->model;
    if (named) {
        tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    } else {
        tt_take_other_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    }
    if (relation->kind == TT_VIEW || relation->kind == TT_MATERIALIZED_VIEW ||
        relation->kind == TT_SEQUENCE) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42809", relation, TT_STR("it is not a table"));
        return;
    }
    if (relation->kind == TT_FOREIGN_TABLE && model->pg_version < 14) {
        tt_refused(step, relation, "42809", "a foreign table can't be emptied before 14");
    }
    if (relation->birth.transaction != model->transaction_number) {
        tt_replace_file(step, relation, TT_CAUSE_TRUNCATE, TT_HOW_EMPTIED);
    }
    for (struct tt_column *each = relation->columns; restart && each; each = each->next) {
        if (each->sequence) {
            tt_take_other_lock(step, each->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    /* Up to 13 a partition's foreign keys were looked for at its parent's, too. */
    if (relation->is_partition && relation->parent && model->pg_version <= 13) {
        tt_take_other_lock(step, relation->parent, TT_LOCK_ACCESS_SHARE);
    }
    if (tt_relation_is_new(model, relation)) {
        tt_set(model, relation->filled, false);
    }
}

void tt_step_truncate(struct tt_step *step)
{
    struct truncation all = {0};
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "relations"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *range_var = tt_node_as(each, "RangeVar");
        struct tt_relation *relation = tt_need_relation(step->model,
                                                        tt_name_of_relation(range_var));
        bool only = !tt_node_flag(range_var, "inh");
        list(step, &all, relation, only);
        if (only && relation->kind == TT_PARTITIONED_TABLE) {
            tt_add_failure(step, TT_FAILS_ALWAYS, "42809", relation,
                           TT_STR("a partitioned table alone holds no rows"));
        }
    }
    size_t named = all.relations.count; /* with what is below them */
    list_referencing(step, &all, tt_node_text_is(step->node, "behavior", "DROP_CASCADE"));
    bool restart = tt_node_flag(step->node, "restart_seqs");
    for (size_t i = 0; i < all.relations.count; i++) {
        empty(step, all.relations.items[i], i < named, restart);
    }
}

/* --- CLUSTER -------------------------------------------------------------------------- */

static struct tt_index *clustered_index(const struct tt_relation *relation)
{
    struct tt_index *each = relation->indexes;
    while (each && !each->clustered) {
        each = each->next;
    }
    return each;
}

/* amclusterable */
static bool orders(const struct tt_index *index)
{
    return index->method.len == 0 || tt_str_is(index->method, "btree") ||
           tt_str_is(index->method, "gist");
}

static void cluster_below(struct tt_step *step, struct tt_relation *relation)
{
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_replace_file(step, relation, TT_CAUSE_CLUSTER, TT_HOW_COPIED);
    for (struct tt_relation *each = relation->children;
         relation->kind == TT_PARTITIONED_TABLE && each; each = each->next_sibling) {
        cluster_below(step, each);
    }
}

static void cluster_all(struct tt_step *step)
{
    step->outcome->refused_in_block = true; /* one transaction for each table */
    for (size_t i = 0; i < step->model->all_relations.count; i++) {
        struct tt_relation *relation = step->model->all_relations.items[i];
        if (relation->exists && clustered_index(relation)) {
            cluster_below(step, relation);
        }
    }
}

void tt_step_cluster(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_str by = tt_node_text(step->node, "indexname");
    if (name.name.len == 0) {
        cluster_all(step);
        return;
    }
    struct tt_relation *relation = tt_need_relation(model, name);
    struct tt_index *index = tt_find_index(model, (struct tt_name){relation->name.schema, by});
    bool partitioned = relation->kind == TT_PARTITIONED_TABLE;
    step->outcome->refused_in_block = partitioned && model->pg_version >= 15;
    cluster_below(step, relation);
    bool stored = has_file(relation) || partitioned || !relation->known;
    if (!stored || (index && index->relation != relation)) {
        tt_refused(step, relation, "42809",
                   stored ? "the index is of another table" : "it is not a table");
    } else if (partitioned && model->pg_version < 15) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "0A000", relation,
                       TT_STR("a partitioned table has no rows of its own to put in order"));
    } else if (relation->known && by.len > 0 && !index) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42704", relation,
                       TT_STR("it has no such index"));
    } else if (index && (index->predicate || !orders(index))) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "0A000", relation,
                       TT_STR("such an index has no order for every row"));
    } else if (relation->known && by.len == 0 && !clustered_index(relation)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42704", relation,
                       TT_STR("it was never clustered, and no index is named"));
    }
    if (index) {
        tt_mark_clustered(model, index);
    }
}
