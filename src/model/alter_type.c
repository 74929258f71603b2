/* ALTER TABLE … ALTER COLUMN … TYPE, and all that hangs on the column. */
#include "model/alter.h"
#include "model/expr.h"
#include "model/state.h"

/* One change of type on its way through a table and its children. */
struct retype {
    struct tt_step *step;
    const struct tt_node *command;
    struct tt_span span;
    struct tt_type to;
    struct tt_str collation;
    bool rewrites;
};

static void refuse(struct retype *retype, struct tt_relation *relation, const char *sqlstate,
                   const char *by, struct tt_str name)
{
    tt_add_failure(retype->step, TT_FAILS_ALWAYS, sqlstate, relation,
                   tt_str_format(&retype->step->model->scratch,
                                 "%s \"" TT_FMT "\" depends on the column", by, TT_ARG(name)));
}

/* ATExecAlterColumnType() gives up on objects that it can't make anew. */
static void refuse_dependents(struct retype *retype, struct tt_relation *relation,
                              const struct tt_column *column)
{
    struct tt_dependent *each = relation->dependents;
    for (; each; each = each->next) {
        bool there = !each->owner || each->owner->exists;
        if (there && tt_columns_hold(each->columns, column)) {
            refuse(retype, relation, "0A000", each->kind, each->name);
        }
    }
    if (tt_columns_hold(relation->partition_key, column)) {
        tt_add_failure(retype->step, TT_FAILS_ALWAYS, "42P16", relation,
                       TT_STR("the column is part of the partition key"));
    }
}

static struct tt_work *add_scan(struct retype *retype, enum tt_work_kind kind,
                                enum tt_cause cause, struct tt_relation *relation)
{
    struct tt_work *work = tt_add_work(retype->step, kind, cause, relation);
    work->span = retype->span;
    return work;
}

/* Those that are valid are made anew, which reads the table. */
static void recheck_constraints(struct retype *retype, struct tt_relation *relation,
                                const struct tt_column *column)
{
    for (struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (!tt_columns_hold(each->columns, column) || !each->validated || !each->enforced) {
            continue;
        }
        if (each->kind == TT_CHECK && !retype->rewrites) {
            add_scan(retype, TT_WORK_SCAN, TT_CAUSE_CHECK, relation)->constraint = each;
        } else if (each->kind == TT_FOREIGN_KEY && each->references != relation) {
            tt_take_other_lock(retype->step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
            if (retype->rewrites) {
                add_scan(retype, TT_WORK_SCAN, TT_CAUSE_FOREIGN_KEY, each->references)
                    ->constraint = each;
            }
        }
    }
    struct tt_constraint *each = relation->referencing;
    for (; each; each = each->next_referencing) {
        if (!tt_columns_hold(each->referenced, column) || each->relation == relation) {
            continue;
        }
        tt_take_other_lock(retype->step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        if (retype->rewrites && each->validated) {
            add_scan(retype, TT_WORK_SCAN, TT_CAUSE_FOREIGN_KEY, each->relation)->constraint =
                each;
        }
    }
}

/* A rewrite builds all anew; otherwise only those that the new type doesn't fit. */
static bool must_rebuild(const struct retype *retype, const struct tt_index *index,
                         const struct tt_column *column)
{
    if (retype->rewrites) {
        return true;
    }
    bool collation_changes = !tt_str_equal(retype->collation, column->collation);
    bool key = false;
    for (size_t i = 0; i < index->key_count; i++) {
        bool same = index->keys[i].column == column;
        key = key || same;
        if (same && ((collation_changes && !index->keys[i].own_collation) ||
                     !tt_index_survives(&column->type, &retype->to))) {
            return true;
        }
    }
    return index->computed && (key || tt_columns_hold(index->expression_columns, column));
}

static void rebuild_indexes(struct retype *retype, struct tt_relation *relation,
                            const struct tt_column *column)
{
    for (struct tt_index *each = relation->indexes; each; each = each->next) {
        if (must_rebuild(retype, each, column)) {
            add_scan(retype, TT_WORK_INDEX_BUILD, TT_CAUSE_TYPE_CHANGE, relation)->index = each;
        }
    }
}

static struct tt_conversion_cost *judge(struct retype *retype, const struct tt_column *column)
{
    struct tt_model *model = retype->step->model;
    const struct tt_node *def = tt_node_get_as(retype->command, "def", "ColumnDef");
    struct tt_conversion_cost *cost = tt_new(&model->scratch, struct tt_conversion_cost);
    *cost = tt_conversion_of(model, &column->type, &retype->to, column->name,
                             tt_node_get(def, "raw_default"));
    retype->rewrites = cost->conversion == TT_CONVERSION_REWRITES;
    return cost;
}

/* Children follow their parent; how deep partitions nest is small. */
static void apply(struct retype *retype, struct tt_relation *relation, struct tt_str name)
{
    struct tt_model *model = retype->step->model;
    struct tt_column *column = tt_need_column(model, relation, name);
    struct tt_conversion_cost *cost = judge(retype, column);
    struct tt_change *change = tt_add_change(retype->step, TT_CHANGE_RETYPE, TT_OBJECT_COLUMN,
                                             relation);
    change->name = (struct tt_name){.name = column->name};
    change->column = column;
    change->span = retype->span;
    change->from = column->type;
    change->to = retype->to;
    change->cost = cost;
    if (cost->conversion == TT_CONVERSION_REFUSED) {
        tt_add_failure(retype->step, TT_FAILS_ALWAYS, "42804", relation, cost->why);
    }
    refuse_dependents(retype, relation, column);
    if (retype->rewrites) {
        struct tt_work *work = add_scan(retype, TT_WORK_REWRITE, TT_CAUSE_TYPE_CHANGE,
                                        relation);
        work->column = column;
        work->why = cost->why;
    }
    recheck_constraints(retype, relation, column);
    rebuild_indexes(retype, relation, column);
    tt_set(model, column->type, retype->to);
    tt_set(model, column->collation, retype->collation);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        apply(retype, each, name);
    }
}

void tt_alter_type(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    struct tt_name collation = tt_name_of_list(
        tt_node_get(tt_node_get(def, "collClause"), "collname"));
    struct retype retype = {
        .step = step,
        .command = command,
        .span = step->part,
        .to = tt_type_of(&step->model->arena, tt_node_get(def, "typeName")),
        .collation = tt_str_copy(&step->model->arena, collation.name),
    };
    apply(&retype, relation, tt_node_text(command, "name"));
}
