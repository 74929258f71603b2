/* Triggers. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/expr.h"
#include "model/state.h"
#include "model/trigger_check.h"

/* A trigger's WHEN and UPDATE OF name columns of its table. */
static void note_trigger(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_model *model = step->model;
    struct tt_dependent trigger = {
        .kind = "trigger",
        .name = tt_node_text(step->node, "trigname"),
        .calls = tt_name_of_list(tt_node_get(step->node, "funcname")).name,
        .for_rows = tt_node_flag(step->node, "row"),
        .fills = tt_node_flag(step->node, "row") &&
                 (tt_node_int(step->node, "timing", 0) & TRIGGER_BEFORE) &&
                 (tt_node_int(step->node, "events", 0) & TRIGGER_INSERT),
        .transitions = tt_node_get(step->node, "transitionRels") != NULL,
        .of_constraint = tt_node_flag(step->node, "isconstraint"),
        .columns = tt_columns_of_names(model, relation, tt_node_get(step->node, "columns")),
    };
    tt_drop_dependent(model, relation, trigger.kind, trigger.name);
    tt_add_dependent(model, relation, trigger);
    trigger.columns = tt_expr_columns(model, relation, tt_node_get(step->node, "whenClause"));
    tt_add_dependent(model, relation, trigger);
}

/* CREATE OR REPLACE, since 14, and of no constraint trigger. */
static bool may_replace(const struct tt_step *step, const struct tt_relation *relation)
{
    const struct tt_dependent *there = tt_find_attached(relation, "trigger",
                                                        tt_node_text(step->node, "trigname"));
    return tt_node_flag(step->node, "replace") &&
           !(there && (there->of_constraint || tt_node_flag(step->node, "isconstraint")));
}

void tt_step_create_trigger(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name other = tt_name_of_relation(tt_node_get(step->node, "constrrel"));
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    bool row = tt_node_flag(step->node, "row");
    tt_take_lock(step, relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    tt_set(model, relation->row_triggers, relation->row_triggers || row);
    if (other.name.len > 0) {
        tt_take_other_lock(step, tt_need_relation(model, other), TT_LOCK_ACCESS_SHARE);
    }
    tt_check_trigger(step, relation);
    if (!may_replace(step, relation)) {
        tt_refuse_second(step, relation, "trigger", tt_node_text(step->node, "trigname"));
    }
    note_trigger(step, relation);
    /* CreateTriggerFiringOn() gives every partition a copy of a row trigger. */
    if (row && relation->kind == TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
}

/* ALTER TABLE … ENABLE or DISABLE of a trigger or rule by its name. */
void tt_alter_firing(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_node *command)
{
    struct tt_str subtype = tt_node_text(command, "subtype");
    struct tt_str tail = tt_str_slice(subtype, subtype.len - 4, subtype.len);
    struct tt_str name = tt_node_text(command, "name");
    if (name.len > 0) {
        (void)tt_require_attached(step, relation, tt_str_is(tail, "Rule") ? "rule" : "trigger",
                                  name);
    }
}
