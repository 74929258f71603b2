/* CREATE INDEX and REINDEX. */
#include "model/expr.h"
#include "model/object_name.h"
#include "model/options.h"
#include "model/state.h"
#include "model/step.h"

/* ChooseIndexColumnNames(): an expression is called "expr". */
static struct tt_str default_name(struct tt_step *step, const struct tt_relation *relation,
                                  const struct tt_node *params)
{
    struct tt_arena *arena = &step->model->arena;
    struct tt_str joined = {0};
    for (const struct tt_node *each = tt_node_first(params); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "IndexElem"), "name");
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined),
                               joined.len > 0 ? "_" : "",
                               TT_ARG(name.len > 0 ? name : TT_STR("expr")));
    }
    return tt_index_name(step->model, relation, joined, "idx");
}

static void read_keys(struct tt_step *step, struct tt_index *index,
                      const struct tt_node *params)
{
    struct tt_model *model = step->model;
    struct tt_index_key *keys = tt_new_array(&model->arena, struct tt_index_key,
                                             tt_node_count(params));
    for (const struct tt_node *each = tt_node_first(params); each; each = tt_node_next(each)) {
        const struct tt_node *element = tt_node_as(each, "IndexElem");
        struct tt_str name = tt_node_text(element, "name");
        keys[index->key_count++] = (struct tt_index_key){
            .column = name.len > 0 ? tt_need_column(model, index->relation, name) : NULL,
            .own_collation = tt_node_count(tt_node_get(element, "collation")) > 0,
        };
        index->computed = index->computed || name.len == 0;
    }
    index->keys = keys;
}

static struct tt_columns computed_columns(struct tt_step *step, const struct tt_index *index,
                                          const struct tt_node *params,
                                          const struct tt_node *where)
{
    struct tt_model *model = step->model;
    struct tt_columns keys = tt_expr_columns(model, index->relation, params);
    struct tt_columns tested = tt_expr_columns(model, index->relation, where);
    struct tt_columns both = {0};
    both.items = tt_new_array(&model->arena, struct tt_column *, keys.count + tested.count);
    for (size_t i = 0; i < keys.count; i++) {
        both.items[both.count++] = keys.items[i];
    }
    for (size_t i = 0; i < tested.count; i++) {
        both.items[both.count++] = tested.items[i];
    }
    return both;
}

/* Partitions get an index each, under the same lock. */
static void build_on_partitions(struct tt_step *step, const struct tt_relation *parent,
                                struct tt_index *index)
{
    for (struct tt_relation *each = parent->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, TT_LOCK_SHARE);
        build_on_partitions(step, each, index);
        if (each->kind != TT_PARTITIONED_TABLE) {
            struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_CREATE_INDEX,
                                               each);
            work->index = index;
        }
    }
}

void tt_step_create_index(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(step->node, "relation");
    const struct tt_node *params = tt_node_get(step->node, "indexParams");
    const struct tt_node *where = tt_node_get(step->node, "whereClause");
    bool concurrently = tt_node_flag(step->node, "concurrent");
    struct tt_relation *relation = tt_need_relation(model, tt_name_of_relation(range_var));
    struct tt_str written = tt_node_text(step->node, "idxname");
    struct tt_name name = {relation->name.schema, written};
    step->outcome->refused_in_block = concurrently;
    tt_take_lock(step, relation, concurrently ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_SHARE);
    if (written.len > 0 && tt_node_flag(step->node, "if_not_exists") &&
        tt_find_index(model, name)) {
        return;
    }
    if (written.len == 0) {
        name.name = default_name(step, relation, params);
    }
    struct tt_index *index = tt_make_index(model, relation, name);
    index->unique = tt_node_flag(step->node, "unique");
    index->computed = where != NULL;
    read_keys(step, index, params);
    index->expression_columns = computed_columns(step, index, params, where);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_INDEX, relation);
    change->name = index->name;
    change->index = index;
    change->concurrently = concurrently;
    bool only = !tt_node_flag(range_var, "inh");
    if (relation->kind == TT_PARTITIONED_TABLE && concurrently) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "0A000", relation,
                       TT_STR("a partitioned table has no index of its own to build "
                              "concurrently"));
    } else if (relation->kind != TT_PARTITIONED_TABLE) {
        struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_CREATE_INDEX,
                                           relation);
        work->index = index;
        work->concurrently = concurrently;
    } else if (!only) {
        build_on_partitions(step, relation, index);
    }
}

/* is_usable_unique_index() in matview.c. */
bool tt_has_plain_unique_index(const struct tt_relation *relation)
{
    for (const struct tt_index *each = relation->indexes; each; each = each->next) {
        if (each->unique && each->valid && !each->computed) {
            return true;
        }
    }
    return false;
}

static void reindex_relation(struct tt_step *step, struct tt_relation *relation,
                             struct tt_index *index, bool concurrently)
{
    tt_take_lock(step, relation, concurrently ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_SHARE);
    struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_REINDEX, relation);
    work->index = index;
    work->concurrently = concurrently;
}

void tt_step_reindex(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str kind = tt_node_text(step->node, "kind");
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    bool concurrently = tt_node_flag(step->node, "concurrent") || /* as before 14 */
                        tt_option_flag(tt_node_get(step->node, "params"), "concurrently",
                                       false);
    step->outcome->refused_in_block = concurrently;
    if (tt_str_is(kind, "REINDEX_OBJECT_TABLE")) {
        reindex_relation(step, tt_need_relation(model, name), NULL, concurrently);
    } else if (tt_str_is(kind, "REINDEX_OBJECT_INDEX")) {
        struct tt_index *index = tt_find_index(model, name);
        if (index) {
            reindex_relation(step, index->relation, index, concurrently);
        } else {
            struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_REINDEX,
                                               NULL);
            work->concurrently = concurrently;
            work->certainty = TT_ASSUMED;
        }
    } else {
        /* A schema, a database or the system catalogs: one transaction for each table. */
        step->outcome->refused_in_block = true;
        struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_REINDEX, NULL);
        work->concurrently = concurrently;
    }
}
