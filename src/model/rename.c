/* ALTER … RENAME and ALTER … SET SCHEMA. */
#include "model/state.h"
#include "model/step.h"

static struct tt_name only_name(struct tt_str name)
{
    return (struct tt_name){.name = name};
}

/* A relation by its RangeVar; of an unknown one the statement says the kind. */
static struct tt_relation *need(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    bool seen = tt_find_relation(model, name) != NULL;
    struct tt_relation *relation = tt_need_relation(model, name);
    if (!seen) {
        tt_set(model, relation->kind, kind);
    }
    return relation;
}

static void rename_relation(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_str to = tt_node_text(step->node, "newname");
    struct tt_relation *relation = need(step, kind);
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME,
                                             tt_relation_object(relation), relation);
    change->new_name = (struct tt_name){relation->name.schema, to};
    tt_move_relation(step->model, relation, change->new_name);
}

static void rename_index(struct tt_step *step, struct tt_index *index)
{
    tt_move_index(step->model, index,
                  (struct tt_name){index->name.schema, tt_node_text(step->node, "newname")});
}

static void rename_column(struct tt_step *step)
{
    struct tt_model *model = step->model;
    bool view = tt_node_text_is(step->node, "relationType", "OBJECT_VIEW");
    struct tt_relation *relation = need(step, view ? TT_VIEW : TT_TABLE);
    struct tt_column *column = tt_need_column(model, relation,
                                              tt_node_text(step->node, "subname"));
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, TT_OBJECT_COLUMN,
                                             relation);
    change->name = only_name(column->name);
    change->new_name = only_name(tt_node_text(step->node, "newname"));
    change->column = column;
    change->is_new = change->is_new || tt_is_new(model, column->birth);
    tt_set(model, column->name, tt_str_copy(&model->arena, change->new_name.name));
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, TT_LOCK_ACCESS_EXCLUSIVE);
        struct tt_column *inherited = tt_find_column(each, change->name.name);
        if (inherited) {
            tt_set(model, inherited->name, column->name);
        }
    }
}

static void rename_constraint(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = need(step, TT_TABLE);
    struct tt_constraint *constraint = tt_find_constraint(relation,
                                                          tt_node_text(step->node, "subname"));
    struct tt_str to = tt_str_copy(&model->arena, tt_node_text(step->node, "newname"));
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    if (!constraint) {
        return;
    }
    if (constraint->index) {
        tt_move_index(model, constraint->index,
                      (struct tt_name){constraint->index->name.schema, to});
    }
    tt_set(model, constraint->name, to);
}

static void rename_type(struct tt_step *step, enum tt_object object)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(
        tt_node_get(tt_node_get_as(step->node, "object", "List"), "items"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, object, NULL);
    change->name = type ? type->full : tt_creation_name(model, name, false);
    change->new_name = (struct tt_name){change->name.schema,
                                        tt_node_text(step->node, "newname")};
    change->is_new = type && tt_is_new(model, type->birth);
    change->certainty = type ? TT_PROVED : TT_ASSUMED;
    if (type) {
        tt_move_type(model, type, change->new_name);
    }
}

static void rename_attribute(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, TT_OBJECT_ATTRIBUTE, NULL);
    change->owner = type ? type->full : tt_creation_name(model, name, false);
    change->name = only_name(tt_node_text(step->node, "subname"));
    change->new_name = only_name(tt_node_text(step->node, "newname"));
    change->is_new = type && tt_is_new(model, type->birth);
}

/* Functions and the like are not in the model: an overload or two share a name. */
static void rename_function(struct tt_step *step, enum tt_object object)
{
    const struct tt_node *function = tt_node_get_as(step->node, "object", "ObjectWithArgs");
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, object, NULL);
    change->name = tt_creation_name(step->model,
                                    tt_name_of_list(tt_node_get(function, "objname")), false);
    change->new_name = (struct tt_name){change->name.schema,
                                        tt_node_text(step->node, "newname")};
    change->certainty = TT_ASSUMED;
}

static void rename_by_subname(struct tt_step *step, enum tt_object object)
{
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, object, NULL);
    change->name = only_name(tt_node_text(step->node, "subname"));
    change->new_name = only_name(tt_node_text(step->node, "newname"));
    if (object == TT_OBJECT_SCHEMA) {
        change->is_new = tt_schema_is_new(step->model, change->name.name);
        tt_move_schema(step->model, change->name.name, change->new_name.name);
    }
}

void tt_step_rename(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "renameType");
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_index *index = name.name.len > 0 ? tt_find_index(step->model, name) : NULL;
    if (tt_str_is(kind, "OBJECT_INDEX") || (index && tt_str_is(kind, "OBJECT_TABLE"))) {
        if (index) {
            rename_index(step, index);
        }
    } else if (tt_str_is(kind, "OBJECT_TABLE")) {
        rename_relation(step, TT_TABLE);
    } else if (tt_str_is(kind, "OBJECT_FOREIGN_TABLE")) {
        rename_relation(step, TT_FOREIGN_TABLE);
    } else if (tt_str_is(kind, "OBJECT_VIEW")) {
        rename_relation(step, TT_VIEW);
    } else if (tt_str_is(kind, "OBJECT_MATVIEW")) {
        rename_relation(step, TT_MATERIALIZED_VIEW);
    } else if (tt_str_is(kind, "OBJECT_SEQUENCE")) {
        rename_relation(step, TT_SEQUENCE);
    } else if (tt_str_is(kind, "OBJECT_COLUMN")) {
        rename_column(step);
    } else if (tt_str_is(kind, "OBJECT_TABCONSTRAINT")) {
        rename_constraint(step);
    } else if (tt_str_is(kind, "OBJECT_TYPE")) {
        rename_type(step, TT_OBJECT_TYPE);
    } else if (tt_str_is(kind, "OBJECT_DOMAIN")) {
        rename_type(step, TT_OBJECT_DOMAIN);
    } else if (tt_str_is(kind, "OBJECT_ATTRIBUTE")) {
        rename_attribute(step);
    } else if (tt_str_is(kind, "OBJECT_FUNCTION")) {
        rename_function(step, TT_OBJECT_FUNCTION);
    } else if (tt_str_is(kind, "OBJECT_PROCEDURE") || tt_str_is(kind, "OBJECT_ROUTINE")) {
        rename_function(step, TT_OBJECT_PROCEDURE);
    } else if (tt_str_is(kind, "OBJECT_AGGREGATE")) {
        rename_function(step, TT_OBJECT_AGGREGATE);
    } else if (tt_str_is(kind, "OBJECT_SCHEMA")) {
        rename_by_subname(step, TT_OBJECT_SCHEMA);
    } else if (tt_str_is(kind, "OBJECT_ROLE")) {
        rename_by_subname(step, TT_OBJECT_ROLE);
    } else if (tt_str_is(kind, "OBJECT_DATABASE")) {
        rename_by_subname(step, TT_OBJECT_DATABASE);
    }
}

static void move_relation(struct tt_step *step, enum tt_relation_kind kind,
                          struct tt_str schema)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = need(step, kind);
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_MOVE, tt_relation_object(relation),
                                             relation);
    change->new_name = (struct tt_name){schema, relation->name.name};
    tt_move_relation(model, relation, change->new_name);
    for (struct tt_index *each = relation->indexes; each; each = each->next) {
        tt_move_index(model, each, (struct tt_name){schema, each->name.name});
    }
}

void tt_step_set_schema(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "objectType");
    struct tt_str schema = tt_node_text(step->node, "newschema");
    if (tt_str_is(kind, "OBJECT_TABLE")) {
        move_relation(step, TT_TABLE, schema);
    } else if (tt_str_is(kind, "OBJECT_FOREIGN_TABLE")) {
        move_relation(step, TT_FOREIGN_TABLE, schema);
    } else if (tt_str_is(kind, "OBJECT_VIEW")) {
        move_relation(step, TT_VIEW, schema);
    } else if (tt_str_is(kind, "OBJECT_MATVIEW")) {
        move_relation(step, TT_MATERIALIZED_VIEW, schema);
    } else if (tt_str_is(kind, "OBJECT_SEQUENCE")) {
        move_relation(step, TT_SEQUENCE, schema);
    } else {
        bool function = tt_str_is(kind, "OBJECT_FUNCTION") ||
                        tt_str_is(kind, "OBJECT_PROCEDURE");
        bool type = tt_str_is(kind, "OBJECT_TYPE") || tt_str_is(kind, "OBJECT_DOMAIN");
        if (!function && !type) {
            return; /* extensions, operators, collations …: no name in applications' SQL */
        }
        const struct tt_node *object = tt_node_get(step->node, "object");
        const struct tt_node *names = function
                                          ? tt_node_get(tt_node_as(object, "ObjectWithArgs"),
                                                        "objname")
                                          : tt_node_get(tt_node_as(object, "List"), "items");
        struct tt_change *change = tt_add_change(
            step, TT_CHANGE_MOVE, function ? TT_OBJECT_FUNCTION : TT_OBJECT_TYPE, NULL);
        change->name = tt_creation_name(step->model, tt_name_of_list(names), false);
        change->new_name = (struct tt_name){schema, change->name.name};
        struct tt_user_type *moved = type ? tt_find_type_name(step->model, change->name) : NULL;
        change->is_new = moved && tt_is_new(step->model, moved->birth);
        change->certainty = TT_ASSUMED;
        if (moved) {
            tt_move_type(step->model, moved, change->new_name);
        }
    }
}
