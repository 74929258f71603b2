/* Publications and the tables in them. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/column_check.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/state.h"

static const char KIND[] = "publication";

static struct tt_publication *find_publication(struct tt_model *model, struct tt_str name)
{
    for (size_t i = 0; i < model->publications.count; i++) {
        struct tt_publication *each = model->publications.items[i];
        if (each->exists && tt_str_equal(each->name, name)) {
            return each;
        }
    }
    return NULL;
}

/* check_publication_add_relation() in pg_publication.c. */
static void check_published(struct tt_step *step, struct tt_relation *relation)
{
    bool old = relation->kind == TT_PARTITIONED_TABLE && step->model->pg_version < 13;
    if (old) {
        tt_refused(step, relation, "0A000", "a partitioned table can't be in a publication");
    } else if ((relation->kind != TT_TABLE && relation->kind != TT_PARTITIONED_TABLE) ||
               relation->temporary || relation->unlogged) {
        tt_refused(step, relation, "22023", "only what is logged of a table can be published");
    }
}

/* pub_collist_validate(); the list is new in 15. */
static void check_list(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_node *names)
{
    bool few = tt_node_count(names) <= TT_COLUMNS_MAX;
    for (const struct tt_node *each = tt_node_first(names); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_string(each);
        const struct tt_column *column = tt_find_column(relation, name);
        if (tt_is_system_column(name) ||
            (column && column->generated && step->model->pg_version < 18)) {
            tt_refused(step, relation, "42P10", "column \"" TT_FMT "\" is never published",
                       TT_ARG(name));
        } else if (!column && relation->known) {
            tt_refused(step, relation, "42703", "there is no column \"" TT_FMT "\"",
                       TT_ARG(name));
        }
        if (few && tt_is_named_before(names, each)) {
            tt_refused(step, relation, "42710", "column \"" TT_FMT "\" stands there twice",
                       TT_ARG(name));
        }
    }
}

/* A WHERE, since 15, is kept parsed: the columns in it can't change their type. */
static void publish(struct tt_step *step, const struct tt_node *table)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(table, "relation");
    struct tt_relation *relation = tt_need_relation(model, tt_name_of_relation(range_var));
    struct tt_dependent dependent = {
        .kind = KIND,
        .name = tt_node_text(step->node, "pubname"),
        .columns = tt_expr_columns(model, relation, tt_node_get(table, "whereClause")),
    };
    tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    check_published(step, relation);
    check_list(step, relation, tt_node_get(table, "columns"));
    (void)tt_check_expr(step, relation, TT_EXPR_PUBLICATION_WHERE,
                        tt_node_get(table, "whereClause"));
    if (tt_node_text_is(step->node, "action", "AP_AddObjects") &&
        tt_find_attached(relation, KIND, dependent.name)) {
        tt_refused(step, relation, "42710", "it is in the publication already");
    }
    tt_drop_dependent(model, relation, KIND, dependent.name);
    tt_add_dependent(model, relation, dependent);
    dependent.columns = tt_columns_of_names(model, relation, tt_node_get(table, "columns"));
    tt_add_dependent(model, relation, dependent);
    /* OpenTableList(): children are tables in it of their own, partitions need not be. */
    if (tt_node_flag(range_var, "inh") && relation->kind != TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    }
}

static void publish_all(struct tt_step *step)
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

void tt_step_create_publication(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(step->node, "pubname");
    if (find_publication(model, name)) {
        tt_refused(step, NULL, "42710", "there is a publication \"" TT_FMT "\" already",
                   TT_ARG(name));
        return;
    }
    struct tt_publication *publication = tt_new(&model->arena, struct tt_publication);
    publication->name = tt_str_copy(&model->arena, name);
    tt_set(model, publication->exists, true);
    tt_vec_push(&model->arena, &model->publications, publication);
    publish_all(step);
}

void tt_drop_publication(struct tt_model *model, struct tt_str name)
{
    struct tt_publication *publication = find_publication(model, name);
    if (publication) {
        tt_set(model, publication->exists, false);
    }
    for (size_t i = 0; i < model->all_relations.count; i++) {
        tt_drop_dependent(model, model->all_relations.items[i], KIND, name);
    }
}

/* PublicationDropTables(); DROP PUBLICATION itself opens none of them. */
static void withdraw(struct tt_step *step, struct tt_relation *relation, struct tt_str name)
{
    if (tt_find_attached(relation, KIND, name)) {
        tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
        tt_drop_dependent(step->model, relation, KIND, name);
    }
}

static void withdraw_named(struct tt_step *step, struct tt_str name)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "pubobjects"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *table = tt_node_get(tt_node_as(each, "PublicationObjSpec"),
                                                  "pubtable");
        if (table) {
            struct tt_relation *relation = tt_need_relation(
                step->model, tt_name_of_relation(tt_node_get(table, "relation")));
            tt_take_lock(step, relation, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
            if (relation->known && find_publication(step->model, name) &&
                !tt_find_attached(relation, KIND, name)) {
                tt_refused(step, relation, "42704", "it is not in the publication");
            }
            tt_drop_dependent(step->model, relation, KIND, name);
        }
    }
}

void tt_step_alter_publication(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(step->node, "pubname");
    struct tt_str action = tt_node_text(step->node, "action");
    const struct tt_node *objects = tt_node_get(step->node, "pubobjects");
    if (tt_str_is(action, "AP_DropObjects")) {
        withdraw_named(step, name);
        return;
    }
    for (size_t i = 0;
         objects && tt_str_is(action, "AP_SetObjects") && i < model->all_relations.count; i++) {
        if (model->all_relations.items[i]->exists) {
            withdraw(step, model->all_relations.items[i], name);
        }
    }
    publish_all(step);
}
