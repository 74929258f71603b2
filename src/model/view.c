/* CREATE VIEW, REFRESH, and what PostgreSQL won't alter a column's type under. */
#include <string.h>

#include "model/alter.h"
#include "model/expr.h"
#include "model/output.h"
#include "model/query.h"
#include "model/query_check.h"
#include "model/state.h"

void tt_add_dependent(struct tt_model *model, struct tt_relation *relation,
                      struct tt_dependent dependent)
{
    struct tt_dependent *added = tt_new(&model->arena, struct tt_dependent);
    *added = dependent;
    added->name = tt_str_copy(&model->arena, dependent.name);
    added->calls = tt_str_copy(&model->arena, dependent.calls);
    added->next = relation->dependents;
    tt_set(model, relation->dependents, added);
}

void tt_drop_dependent(struct tt_model *model, struct tt_relation *relation, const char *kind,
                       struct tt_str name)
{
    struct tt_dependent **place = &relation->dependents;
    while (*place) {
        if (!(*place)->of && tt_str_equal((*place)->name, name) &&
            strcmp((*place)->kind, kind) == 0) {
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

/* The view's columns are kept under their names, and others only come behind them. */
static void check_columns(struct tt_step *step, struct tt_relation *view,
                          const struct tt_output *output, const struct tt_node *names)
{
    const struct tt_node *name = tt_node_first(names);
    const struct tt_column *old = view->known ? view->columns : NULL;
    size_t i = 0;
    for (; old && i < output->columns.count; old = old->next, i++) {
        const struct tt_output_column *made = &output->columns.items[i];
        struct tt_str called = name ? tt_node_string(name) : made->name;
        bool retyped = tt_type_known(&old->type) && tt_type_known(&made->type) &&
                       !tt_type_equal(&old->type, &made->type);
        name = name ? tt_node_next(name) : NULL;
        if (!tt_str_equal(called, old->name) || retyped) {
            tt_add_failure(step, TT_FAILS_ALWAYS, "42P16", view,
                           tt_str_format(&step->model->scratch,
                                         "its column \"" TT_FMT "\" can't be made another",
                                         TT_ARG(old->name)));
            return;
        }
    }
    if (old && output->complete) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42P16", view,
                       tt_str_format(&step->model->scratch,
                                     "its column \"" TT_FMT "\" can't be left out",
                                     TT_ARG(old->name)));
    }
}

/* checkViewColumns() in view.c. */
static void replace_view(struct tt_step *step, struct tt_relation *view)
{
    struct tt_output output = {0};
    tt_take_lock(step, view, TT_LOCK_ACCESS_EXCLUSIVE);
    if (view->kind != TT_VIEW) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42809", view, TT_STR("it is not a view"));
        return;
    }
    tt_query_output(step, tt_node_get(step->node, "query"), &output);
    check_columns(step, view, &output, tt_node_get(step->node, "aliases"));
    forget_view_columns(step->model, view);
}

static struct tt_relation *make_view(struct tt_step *step, struct tt_name name, bool temporary)
{
    struct tt_model *model = step->model;
    struct tt_relation *view = tt_make_relation(model, tt_creation_name(model, name, temporary),
                                                TT_VIEW);
    if (tt_node_flag(step->node, "replace")) {
        view->birth = (struct tt_birth){0};
        view->known = false;
    }
    return view;
}

/* DefineView() */
static void check_query(struct tt_step *step, const struct tt_uses *uses)
{
    const struct tt_node *select = tt_node_get_as(step->node, "query", "SelectStmt");
    struct tt_str checks = tt_node_text(step->node, "withCheckOption");
    tt_check_select(step, select);
    if (tt_node_get(select, "intoClause")) {
        tt_refused(step, NULL, "0A000", "a view has no SELECT INTO");
    } else if (checks.len > 0 && !tt_str_is(checks, "NO_CHECK_OPTION") &&
               (!uses->one_table ||
                tt_aggregates(step->model, tt_node_get(select, "targetList")))) {
        tt_refused(step, NULL, "0A000",
                   "WITH CHECK OPTION is for views that can be written to");
    }
}

void tt_step_create_view(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(step->node, "view");
    const struct tt_node *query = tt_node_get(step->node, "query");
    struct tt_name name = tt_name_of_relation(range_var);
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    struct tt_relation *view = tt_find_relation(model, name);
    struct tt_uses uses = {0};
    tt_check_parameters(step, NULL, TT_STR("view"), tt_node_get(step->node, "options"));
    tt_query_uses(step, query, &uses);
    tt_apply_uses(step, &uses, TT_STAGE_ANALYZED);
    check_query(step, &uses);
    if (view && tt_node_flag(step->node, "replace")) {
        replace_view(step, view);
    } else {
        tt_take_place(step, tt_creation_name(model, name, temporary));
        view = make_view(step, name, temporary);
    }
    bool complete = tt_define_output(step, view, query, tt_node_get(step->node, "aliases"));
    tt_set(model, view->known, view->known && complete);
    tt_keep_uses(step, view, &uses);
    (void)tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_VIEW, view);
    tt_note_view_columns(step, range_var, query);
}

/* ExecRefreshMatView(): the query runs; only the plain form makes a new file. */
void tt_step_refresh(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    bool seen = tt_find_relation(step->model, name) != NULL;
    bool concurrently = tt_node_flag(step->node, "concurrent");
    bool no_data = tt_node_flag(step->node, "skipData");
    struct tt_relation *view = tt_need_relation(step->model, name);
    if (!seen) {
        tt_set(step->model, view->kind, TT_MATERIALIZED_VIEW);
    }
    tt_take_lock(step, view, concurrently ? TT_LOCK_EXCLUSIVE : TT_LOCK_ACCESS_EXCLUSIVE);
    if (view->kind != TT_MATERIALIZED_VIEW) {
        /* Tables get past RangeVarCallbackMaintainsTable(). */
        tt_add_failure(step, TT_FAILS_ALWAYS, view->kind == TT_VIEW ? "42809" : "0A000", view,
                       TT_STR("it is not a materialized view"));
        return;
    }
    if (concurrently && (no_data || (view->known && !view->filled))) {
        tt_add_failure(step, TT_FAILS_ALWAYS, no_data ? "42601" : "0A000", view,
                       TT_STR("rows that are not there can't be told apart"));
        return;
    }
    if (concurrently && view->known && !tt_has_plain_unique_index(view)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "55000", view,
                       TT_STR("no unique index on plain columns tells its rows apart"));
        return;
    }
    if (!no_data && view->uses) {
        tt_apply_uses(step, view->uses, TT_STAGE_EXECUTED);
    }
    if (concurrently) {
        (void)tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_REFRESH, view);
    } else {
        tt_add_work(step, TT_WORK_REWRITE, TT_CAUSE_REFRESH, view)->how = TT_HOW_REFRESHED;
        if (view->indexes) {
            tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_REFRESH, view)->how =
                no_data ? TT_HOW_EMPTIED : TT_HOW_REWRITTEN;
        }
    }
    tt_set(step->model, view->filled, !no_data);
}
