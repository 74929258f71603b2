/* CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW. */
#include "model/output.h"
#include "model/query.h"
#include "model/query_check.h"
#include "model/state.h"
#include "model/unseen.h"

/* With WITH NO DATA the query is analyzed only. */
static void create_from_query(struct tt_step *step, const struct tt_node *into,
                              const struct tt_node *query, enum tt_relation_kind kind)
{
    const struct tt_node *range_var = tt_node_get(into, "rel");
    struct tt_uses uses = {0};
    struct tt_relation *relation = tt_create_relation(step, range_var, kind);
    tt_query_uses(step, query, &uses);
    if (!relation) {
        tt_apply_uses(step, &uses, TT_STAGE_ANALYZED); /* it is there already */
        return;
    }
    bool known = tt_define_output(step, relation, query, tt_node_get(into, "colNames"));
    relation->known = known;
    relation->filled = !tt_node_flag(into, "skipData");
    (void)tt_add_change(step, TT_CHANGE_CREATE, tt_relation_object(relation), relation);
    tt_apply_uses(step, &uses, relation->filled ? TT_STAGE_EXECUTED : TT_STAGE_ANALYZED);
    if (kind == TT_MATERIALIZED_VIEW) {
        tt_keep_uses(step, relation, &uses);
        tt_note_view_columns(step, range_var, query);
    }
}

void tt_step_create_table_as(struct tt_step *step)
{
    bool view = tt_node_text_is(step->node, "objtype", "OBJECT_MATVIEW") ||
                tt_node_text_is(step->node, "relkind", "OBJECT_MATVIEW");
    create_from_query(step, tt_node_get(step->node, "into"), tt_node_get(step->node, "query"),
                      view ? TT_MATERIALIZED_VIEW : TT_TABLE);
}

void tt_step_select(struct tt_step *step)
{
    const struct tt_node *into = tt_node_get(step->node, "intoClause");
    if (into) {
        create_from_query(step, into, step->node, TT_TABLE);
    } else {
        struct tt_output output = {0};
        tt_follow_query(step, step->node, TT_STAGE_EXECUTED);
        tt_query_output(step, step->node, &output); /* for names that mean nothing */
    }
    tt_check_select(step, step->node);
    tt_read_set_config(step);
    tt_note_calls(step, step->node);
}
