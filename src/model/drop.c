/* DROP of tables, views, indexes, types and schemas. */
#include "model/state.h"
#include "model/step.h"

/* Those at the other end of its foreign keys stop as well, and so do its parents. */
static void lock_for_drop(struct tt_step *step, struct tt_relation *relation)
{
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->references && each->references != relation) {
            tt_take_other_lock(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    for (const struct tt_constraint *each = relation->referencing; each;
         each = each->next_referencing) {
        if (each->relation != relation) {
            tt_take_other_lock(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    if (relation->parent) {
        tt_take_other_lock(step, relation->parent, TT_LOCK_ACCESS_EXCLUSIVE);
    }
}

static void leave_parent(struct tt_step *step, struct tt_relation *relation)
{
    if (!relation->parent) {
        return;
    }
    struct tt_relation **place = &relation->parent->children;
    while (*place && *place != relation) {
        place = &(*place)->next_sibling;
    }
    if (*place) {
        tt_set(step->model, *place, relation->next_sibling);
    }
}

static void drop_relation(struct tt_step *step, enum tt_object object, struct tt_name name)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_find_relation(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, object, relation);
    if (!relation) {
        change->name = tt_creation_name(model, name, false);
        change->if_exists = tt_node_flag(step->node, "missing_ok");
        change->certainty = TT_ASSUMED;
        if (change->if_exists) {
            return;
        }
        relation = tt_need_relation(model, name);
    }
    lock_for_drop(step, relation);
    leave_parent(step, relation);
    while (relation->children) {
        struct tt_relation *child = relation->children;
        tt_take_other_lock(step, child, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_set(model, relation->children, child->next_sibling);
        tt_remove_relation(model, child);
    }
    tt_remove_relation(model, relation);
}

static void drop_index(struct tt_step *step, struct tt_name name)
{
    struct tt_model *model = step->model;
    struct tt_index *index = tt_find_index(model, name);
    bool concurrently = tt_node_flag(step->node, "concurrent");
    struct tt_relation *relation = index ? index->relation : NULL;
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_INDEX, relation);
    change->name = index ? index->name : name;
    change->index = index;
    change->is_new = change->is_new || (index && tt_is_new(model, index->birth));
    change->concurrently = concurrently;
    change->if_exists = !index && tt_node_flag(step->node, "missing_ok");
    change->certainty = index ? TT_PROVED : TT_ASSUMED;
    step->outcome->refused_in_block = concurrently;
    if (!index) {
        return;
    }
    tt_take_lock(step, relation,
                 concurrently ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_ACCESS_EXCLUSIVE);
    if (index->constraint) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "2BP01", relation,
                       tt_str_format(&model->scratch,
                                     "constraint \"" TT_FMT "\" needs the index",
                                     TT_ARG(index->constraint->name)));
        return;
    }
    tt_remove_index(model, index);
}

static void drop_type(struct tt_step *step, enum tt_object object, const struct tt_node *node)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(tt_node_as(node, "TypeName"), "names"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, object, NULL);
    change->name = type ? type->full : tt_creation_name(model, name, false);
    change->is_new = type && tt_is_new(model, type->birth);
    change->if_exists = !type && tt_node_flag(step->node, "missing_ok");
    if (type) {
        tt_remove_type(model, type);
    }
}

static void drop_schema(struct tt_step *step, struct tt_str name)
{
    struct tt_model *model = step->model;
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_SCHEMA, NULL);
    bool any = false;
    change->name = (struct tt_name){.name = name};
    change->is_new = tt_schema_is_new(model, name);
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && tt_str_equal(relation->name.schema, name)) {
            lock_for_drop(step, relation);
            tt_remove_relation(model, relation);
            any = true;
        }
    }
    change->if_exists = !any && tt_node_flag(step->node, "missing_ok");
}

/* Triggers, rules and policies are named behind their table. */
static void drop_from_table(struct tt_step *step, const char *kind, const struct tt_node *names)
{
    struct tt_str name = tt_node_string(tt_node_last(names));
    struct tt_name table = {0};
    const struct tt_node *each = tt_node_first(names);
    for (; each && tt_node_next(each); each = tt_node_next(each)) {
        table.schema = table.name;
        table.name = tt_node_string(each);
    }
    struct tt_relation *relation = tt_need_relation(step->model, table);
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_drop_dependent(step->model, relation, kind, name);
}

static void drop_one(struct tt_step *step, struct tt_str kind, const struct tt_node *object)
{
    const struct tt_node *names = tt_node_get(tt_node_as(object, "List"), "items");
    struct tt_name name = tt_name_of_list(names);
    if (tt_str_is(kind, "OBJECT_TABLE") || tt_str_is(kind, "OBJECT_FOREIGN_TABLE")) {
        drop_relation(step, TT_OBJECT_TABLE, name);
    } else if (tt_str_is(kind, "OBJECT_VIEW")) {
        drop_relation(step, TT_OBJECT_VIEW, name);
    } else if (tt_str_is(kind, "OBJECT_MATVIEW")) {
        drop_relation(step, TT_OBJECT_MATERIALIZED_VIEW, name);
    } else if (tt_str_is(kind, "OBJECT_SEQUENCE")) {
        drop_relation(step, TT_OBJECT_SEQUENCE, name);
    } else if (tt_str_is(kind, "OBJECT_INDEX")) {
        drop_index(step, name);
    } else if (tt_str_is(kind, "OBJECT_TYPE")) {
        drop_type(step, TT_OBJECT_TYPE, object);
    } else if (tt_str_is(kind, "OBJECT_DOMAIN")) {
        drop_type(step, TT_OBJECT_DOMAIN, object);
    } else if (tt_str_is(kind, "OBJECT_SCHEMA")) {
        drop_schema(step, tt_node_string(object));
    } else if (tt_str_is(kind, "OBJECT_TRIGGER")) {
        drop_from_table(step, "trigger", names);
    } else if (tt_str_is(kind, "OBJECT_POLICY")) {
        drop_from_table(step, "policy", names);
    } else if (tt_str_is(kind, "OBJECT_RULE")) {
        drop_from_table(step, "rule", names);
    }
}

void tt_step_drop(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "removeType");
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "objects"));
    for (; each; each = tt_node_next(each)) {
        drop_one(step, kind, each);
    }
}
