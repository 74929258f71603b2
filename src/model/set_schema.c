/* ALTER … SET SCHEMA. */
#include "model/alter.h"
#include "model/function.h"
#include "model/rename.h"
#include "model/state.h"

/* AlterTableNamespaceInternal(): the indexes and the sequences it owns go along. */
static void move_relation(struct tt_step *step, enum tt_relation_kind kind,
                          struct tt_str schema)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    if (tt_find_index(model, name)) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is an index, and stays with its table",
                   TT_ARG(name.name));
        return;
    }
    struct tt_relation *relation = tt_rename_target(step, kind);
    if (!tt_rename_fits(step, relation, kind)) {
        return;
    }
    struct tt_change *change = tt_add_change(step, TT_CHANGE_MOVE, tt_relation_object(relation),
                                             relation);
    change->new_name = (struct tt_name){schema, relation->name.name};
    struct tt_name to = change->new_name;
    if (relation->owner) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "0A000", relation,
                       TT_STR("a column owns the sequence, and takes it along"));
        return;
    }
    if (!tt_str_equal(relation->name.schema, schema) &&
        tt_refuse_taken_name(step, relation, to)) {
        return;
    }
    tt_move_relation(model, relation, to);
    for (struct tt_index *each = relation->indexes; each; each = each->next) {
        tt_move_index(model, each, (struct tt_name){schema, each->name.name});
    }
    for (struct tt_column *each = relation->columns; each; each = each->next) {
        if (each->sequence) {
            tt_take_other_lock(step, each->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_move_relation(model, each->sequence,
                             (struct tt_name){schema, each->sequence->name.name});
        }
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
        struct tt_function *called = function
                                         ? tt_function_of(step->model,
                                                          tt_node_as(object, "ObjectWithArgs"))
                                         : NULL;
        if (called) {
            tt_move_function(step->model, called, (struct tt_name){schema, called->name.name});
        }
    }
}
