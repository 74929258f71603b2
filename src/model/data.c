/* Statements that touch rows, and those that tend to tables. */
#include "model/state.h"
#include "model/step.h"

static struct tt_relation *written(struct tt_step *step)
{
    return tt_need_relation(step->model,
                            tt_name_of_relation(tt_node_get(step->node, "relation")));
}

void tt_step_update(struct tt_step *step)
{
    tt_take_lock(step, written(step), TT_LOCK_ROW_EXCLUSIVE);
}

void tt_step_delete(struct tt_step *step)
{
    tt_take_lock(step, written(step), TT_LOCK_ROW_EXCLUSIVE);
}

/* Those that stand alone are not turned into trees; see tt_model_apply(). */
void tt_step_insert(struct tt_step *step)
{
    struct tt_relation *relation = written(step);
    tt_take_lock(step, relation, TT_LOCK_ROW_EXCLUSIVE);
    tt_set(step->model, relation->filled, true);
}

void tt_step_truncate(struct tt_step *step)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "relations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *relation = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
        if (tt_relation_is_new(step->model, relation)) {
            tt_set(step->model, relation->filled, false);
        }
    }
}

void tt_step_cluster(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    if (name.name.len > 0) {
        tt_take_lock(step, tt_need_relation(step->model, name), TT_LOCK_ACCESS_EXCLUSIVE);
    } else {
        step->outcome->refused_in_block = true; /* one transaction for each table */
    }
}

void tt_step_vacuum(struct tt_step *step)
{
    step->outcome->refused_in_block = tt_node_flag(step->node, "is_vacuumcmd");
}
