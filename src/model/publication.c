/* CREATE PUBLICATION. */
#include "model/expr.h"
#include "model/state.h"
#include "model/step.h"

/* A WHERE, since 15, is kept parsed: the columns in it can't change their type. */
static void publish(struct tt_step *step, const struct tt_node *table)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(table, "relation")));
    tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    struct tt_dependent dependent = {
        .kind = "publication",
        .name = tt_node_text(step->node, "pubname"),
        .columns = tt_expr_columns(model, relation, tt_node_get(table, "whereClause")),
    };
    tt_add_dependent(model, relation, dependent);
}

void tt_step_create_publication(struct tt_step *step)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "pubobjects"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *object = tt_node_as(each, "PublicationObjSpec");
        const struct tt_node *table = tt_node_get(object, "pubtable");
        if (table) {
            publish(step, table);
        }
    }
}
