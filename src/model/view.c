/* CREATE VIEW, and what PostgreSQL won't alter a column's type under. */
#include <string.h>

#include "model/expr.h"
#include "model/state.h"
#include "model/step.h"

void tt_add_dependent(struct tt_model *model, struct tt_relation *relation,
                      struct tt_dependent dependent)
{
    if (dependent.columns.count == 0 && !dependent.owner) {
        return;
    }
    struct tt_dependent *added = tt_new(&model->arena, struct tt_dependent);
    *added = dependent;
    added->name = tt_str_copy(&model->arena, dependent.name);
    added->next = relation->dependents;
    tt_set(model, relation->dependents, added);
}

void tt_drop_dependent(struct tt_model *model, struct tt_relation *relation, const char *kind,
                       struct tt_str name)
{
    struct tt_dependent **place = &relation->dependents;
    while (*place) {
        if (strcmp((*place)->kind, kind) == 0 && tt_str_equal((*place)->name, name)) {
            tt_set(model, *place, (*place)->next);
        } else {
            place = &(*place)->next;
        }
    }
}

struct view {
    struct tt_step *step;
    struct tt_relation *relation;
    const struct tt_node *query;
};

static void note_columns(const struct tt_node *range_var, void *user)
{
    const struct view *view = user;
    struct tt_model *model = view->step->model;
    struct tt_relation *read = tt_find_relation(model, tt_name_of_relation(range_var));
    if (!read || read == view->relation) {
        return;
    }
    tt_add_dependent(model, read,
                     (struct tt_dependent){
                         .kind = tt_object_word(tt_relation_object(view->relation)),
                         .name = view->relation->name.name,
                         .columns = tt_query_columns(model, read, view->query),
                         .owner = view->relation,
                     });
}

void tt_note_view_columns(struct tt_step *step, const struct tt_node *range_var,
                          const struct tt_node *query)
{
    struct view view = {
        .step = step,
        .relation = tt_find_relation(step->model, tt_name_of_relation(range_var)),
        .query = query,
    };
    if (view.relation) {
        tt_query_relations(query, note_columns, &view);
    }
}

/* The old query's columns, before the new one's are noted. */
static void forget_view_columns(struct tt_model *model, const struct tt_relation *view)
{
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_dependent **place = &model->all_relations.items[i]->dependents;
        while (*place) {
            if ((*place)->owner == view) {
                tt_set(model, *place, (*place)->next);
            } else {
                place = &(*place)->next;
            }
        }
    }
}

void tt_step_create_view(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(step->node, "view");
    struct tt_name name = tt_name_of_relation(range_var);
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    struct tt_relation *view = tt_find_relation(model, name);
    if (!view || !tt_node_flag(step->node, "replace")) {
        view = tt_make_relation(model, tt_creation_name(model, name, temporary), TT_VIEW);
        view->known = false;
        if (tt_node_flag(step->node, "replace")) {
            view->birth = (struct tt_birth){0};
        }
    } else {
        tt_take_lock(step, view, TT_LOCK_ACCESS_EXCLUSIVE);
        forget_view_columns(model, view);
    }
    (void)tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_VIEW, view);
    tt_note_view_columns(step, range_var, tt_node_get(step->node, "query"));
}

/* A trigger's WHEN and UPDATE OF name columns of its table. */
void tt_step_create_trigger(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    struct tt_columns listed = tt_columns_of_names(model, relation,
                                                   tt_node_get(step->node, "columns"));
    struct tt_columns tested = tt_expr_columns(model, relation,
                                               tt_node_get(step->node, "whenClause"));
    struct tt_dependent trigger = {
        .kind = "trigger",
        .name = tt_node_text(step->node, "trigname"),
        .columns = listed,
    };
    tt_add_dependent(model, relation, trigger);
    trigger.columns = tested;
    tt_add_dependent(model, relation, trigger);
    tt_take_lock(step, relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
}

void tt_step_create_policy(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "table")));
    struct tt_dependent policy = {
        .kind = "policy",
        .name = tt_node_text(step->node, "policy_name"),
        .columns = tt_expr_columns(model, relation, tt_node_get(step->node, "qual")),
    };
    tt_add_dependent(model, relation, policy);
    policy.columns = tt_expr_columns(model, relation, tt_node_get(step->node, "with_check"));
    tt_add_dependent(model, relation, policy);
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
}
