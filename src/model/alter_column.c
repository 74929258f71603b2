/* ALTER TABLE: columns that come and go, their defaults and NOT NULL. */
#include "model/alter.h"
#include "model/state.h"

void tt_add_work_below(struct tt_step *step, struct tt_relation *relation, struct tt_work like)
{
    struct tt_work *work = tt_add_work(step, like.kind, like.cause, relation);
    like.relation = relation;
    like.is_new = work->is_new;
    like.of_transaction = work->of_transaction;
    like.certainty = work->certainty < like.certainty ? work->certainty : like.certainty;
    *work = like;
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_add_work_below(step, each, like);
    }
}

/* Whether rows that are there would all have NULL in the new column. */
static bool fills_with_null(const struct tt_column *column)
{
    return !column->has_default && !column->generated && !column->identity;
}

static void add_inline_constraints(struct tt_step *step, struct tt_relation *relation,
                                   const struct tt_node *def, struct tt_column *column)
{
    const struct tt_node *each = tt_node_first(tt_node_get(def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        tt_add_column_constraint(step, relation, each, column);
    }
}

void tt_alter_add_column(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    bool if_not_exists = tt_node_flag(command, "missing_ok");
    const struct tt_column *there = tt_find_column(relation, tt_node_text(def, "colname"));
    if (if_not_exists && there && there->known) {
        return;
    }
    struct tt_column *column = tt_define_column(step, relation, def);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_COLUMN,
                                             relation);
    change->name = (struct tt_name){.name = column->name};
    change->column = column;
    change->not_null = column->not_null;
    change->has_default = !fills_with_null(column);
    if (column->not_null && fills_with_null(column) &&
        tt_may_hold_rows(step->model, relation)) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23502", relation,
                       tt_str_format(&step->model->scratch,
                                     "rows that are there have no value for column \"" TT_FMT
                                     "\"",
                                     TT_ARG(column->name)));
    }
    add_inline_constraints(step, relation, def, column);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        if (!tt_find_column(each, column->name)) {
            (void)tt_define_column(step, each, def);
        }
    }
}

void tt_alter_drop_column(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(command, "name");
    struct tt_column *column = tt_find_column(relation, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_COLUMN, relation);
    change->name = (struct tt_name){.name = name};
    change->column = column;
    change->is_new = change->is_new || (column && tt_is_new(model, column->birth));
    change->if_exists = tt_node_flag(command, "missing_ok") && !column;
    if (!column) {
        return;
    }
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->references && each->references != relation &&
            tt_columns_hold(each->columns, column)) {
            tt_take_other_lock(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    tt_remove_column(model, relation, column);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        struct tt_column *inherited = tt_find_column(each, name);
        if (inherited) {
            tt_remove_column(model, each, inherited);
        }
    }
}

void tt_alter_default(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *command)
{
    struct tt_column *column = tt_need_column(step->model, relation,
                                              tt_node_text(command, "name"));
    tt_set(step->model, column->has_default, tt_node_get(command, "def") != NULL);
}

void tt_alter_drop_not_null(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_node *command)
{
    struct tt_column *column = tt_need_column(step->model, relation,
                                              tt_node_text(command, "name"));
    tt_set(step->model, column->not_null, false);
}

/* A valid CHECK that no NULL passes (NotNullImpliedByRelConstraints(), since 12). */
static bool is_proven(const struct tt_relation *relation, const struct tt_column *column)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_CHECK && each->validated && each->enforced &&
            tt_columns_hold(each->proven_not_null, column)) {
            return true;
        }
    }
    return false;
}

void tt_require_not_null(struct tt_step *step, struct tt_relation *relation,
                         struct tt_column *column, struct tt_span span,
                         struct tt_constraint *constraint)
{
    if (!column->not_null && !is_proven(relation, column)) {
        struct tt_work *work = tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_NOT_NULL, relation);
        work->column = column;
        work->constraint = constraint;
        work->span = span;
    }
    tt_set(step->model, column->not_null, true);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_require_not_null(step, each, tt_need_column(step->model, each, column->name), span,
                            constraint);
    }
}

void tt_alter_set_not_null(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *command)
{
    struct tt_str name = tt_node_text(command, "name");
    tt_require_not_null(step, relation, tt_need_column(step->model, relation, name), step->part,
                        NULL);
}
