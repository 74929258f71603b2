/* CREATE and DROP STATISTICS. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/object_name.h"
#include "model/state.h"

static const char KIND[] = "statistics";

/* ChooseExtendedStatisticName(): an expression is called "expr". */
static struct tt_str default_name(struct tt_step *step, const struct tt_relation *relation)
{
    struct tt_arena *arena = &step->model->scratch;
    struct tt_str joined = {0};
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "exprs"));
    for (; each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "StatsElem"), "name");
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined),
                               joined.len > 0 ? "_" : "",
                               TT_ARG(name.len > 0 ? name : TT_STR("expr")));
    }
    return tt_object_name(arena, relation->name.name, joined, "stat");
}

/* False when nothing comes of it. */
static bool check_statistics(struct tt_step *step, struct tt_relation *relation,
                             struct tt_str name)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "exprs"));
    for (; each; each = tt_node_next(each)) {
        struct tt_str column = tt_node_text(tt_node_as(each, "StatsElem"), "name");
        if (relation->known && column.len > 0 && !tt_find_column(relation, column)) {
            tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                       TT_ARG(column));
        }
    }
    bool taken = name.len > 0 && tt_find_attached(relation, KIND, name);
    if (taken && !tt_node_flag(step->node, "if_not_exists")) {
        tt_refused(step, relation, "42710", "there are statistics \"" TT_FMT "\" already",
                   TT_ARG(name));
    }
    return !taken;
}

void tt_step_create_statistics(struct tt_step *step)
{
    struct tt_str name = tt_name_of_list(tt_node_get(step->node, "defnames")).name;
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "relations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *relation = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
        if (!check_statistics(step, relation, name)) {
            return;
        }
        struct tt_dependent statistics = {
            .kind = KIND,
            .name = name.len > 0 ? name : default_name(step, relation),
        };
        tt_add_dependent(step->model, relation, statistics);
    }
}

/* RemoveStatisticsById() opens the table, ALTER STATISTICS does not. */
void tt_drop_statistics(struct tt_step *step, struct tt_str name)
{
    struct tt_model *model = step->model;
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && tt_find_attached(relation, KIND, name)) {
            tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
            tt_drop_dependent(model, relation, KIND, name);
        }
    }
}
