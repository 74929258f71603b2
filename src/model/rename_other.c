/* ALTER … RENAME of what is no relation: types, functions, schemas, triggers … */
#include <string.h>

#include "model/alter.h"
#include "model/attached.h"
#include "model/function.h"
#include "model/inherit.h"
#include "model/rename.h"
#include "model/state.h"

static struct tt_name only_name(struct tt_str name)
{
    return (struct tt_name){.name = name};
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
    change->type = type;
    change->certainty = type ? TT_PROVED : TT_ASSUMED;
    struct tt_name to = change->new_name;
    const struct tt_relation *row = tt_find_relation(model, to);
    bool other = type && object == TT_OBJECT_DOMAIN && type->kind != TT_TYPE_DOMAIN;
    if (other || (!type && tt_find_relation(model, name))) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is %s", TT_ARG(name.name),
                   other ? "no domain" : "a table's row type");
    } else if (tt_find_type_name(model, to) || (row && row->kind != TT_SEQUENCE)) {
        tt_refused(step, NULL, "42710", "there is a type \"" TT_FMT "\" already",
                   TT_ARG(to.name));
    } else if (type) {
        tt_move_type(model, type, to);
    }
}

/* renameatt_internal(): tables OF the type follow, if CASCADE lets them. */
static void rename_typed_columns(struct tt_step *step, const struct tt_user_type *type)
{
    struct tt_model *model = step->model;
    struct tt_str from = tt_node_text(step->node, "subname");
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        struct tt_column *column = relation->exists && relation->row_type == type
                                       ? tt_find_column(relation, from)
                                       : NULL;
        if (column && !tt_node_text_is(step->node, "behavior", "DROP_CASCADE")) {
            tt_refused(step, relation, "2BP01", "table \"" TT_FMT "\" is of the type",
                       TT_ARG(relation->name.name));
        } else if (column) {
            tt_take_other_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_set(model, column->name,
                   tt_str_copy(&model->arena, tt_node_text(step->node, "newname")));
        }
    }
}

static void refuse_attribute(struct tt_step *step, const struct tt_user_type *type)
{
    struct tt_str from = tt_node_text(step->node, "subname");
    struct tt_str to = tt_node_text(step->node, "newname");
    bool found = false, taken = false;
    for (const struct tt_attribute *each = type->attributes; each; each = each->next) {
        found = found || tt_str_equal(each->name, from);
        taken = taken || tt_str_equal(each->name, to);
    }
    if (type->kind == TT_TYPE_COMPOSITE && (!found || taken)) {
        tt_refused(step, NULL, found ? "42701" : "42703",
                   "the type has %s attribute \"" TT_FMT "\"", found ? "an" : "no",
                   TT_ARG(found ? to : from));
    }
}

static void rename_attribute(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    if (type) {
        refuse_attribute(step, type);
        rename_typed_columns(step, type);
        tt_rename_attribute(model, type, tt_node_text(step->node, "subname"),
                            tt_node_text(step->node, "newname"));
    }
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, TT_OBJECT_ATTRIBUTE, NULL);
    change->owner = type ? type->full : tt_creation_name(model, name, false);
    change->name = only_name(tt_node_text(step->node, "subname"));
    change->new_name = only_name(tt_node_text(step->node, "newname"));
    change->is_new = type && tt_is_new(model, type->birth);
    change->certainty = type ? TT_PROVED : TT_ASSUMED;
}

static void rename_domain_check(struct tt_step *step)
{
    struct tt_name name = tt_name_of_list(
        tt_node_get(tt_node_get_as(step->node, "object", "List"), "items"));
    struct tt_user_type *domain = tt_find_type_name(step->model, name);
    struct tt_str from = tt_node_text(step->node, "subname");
    const struct tt_domain_check *each = domain ? domain->checks : NULL;
    while (each && !tt_str_equal(each->name, from)) {
        each = each->next;
    }
    /* NOT NULL has a name as well, since 17. */
    bool unnamed = domain && (!domain->not_null || step->model->pg_version < 17);
    if (domain && !each && unnamed) {
        tt_refused(step, NULL, "42704", "the domain has no constraint \"" TT_FMT "\"",
                   TT_ARG(from));
    } else if (domain) {
        tt_rename_domain_check(step->model, domain, tt_node_text(step->node, "subname"),
                               tt_node_text(step->node, "newname"));
    }
}

static bool overload_exists(struct tt_model *model, struct tt_name name,
                            const struct tt_function *like)
{
    const struct tt_function *found = tt_find_overload(model, name, like);
    return found && found->exists;
}

/* A trigger goes on calling it. What a trigger calls takes no arguments. */
static void rename_in_triggers(struct tt_model *model, const struct tt_function *function,
                               struct tt_str to)
{
    struct tt_str name = tt_str_copy(&model->arena, to);
    for (size_t i = 0; function->arguments_max == 0 && i < model->all_relations.count; i++) {
        struct tt_dependent *each = model->all_relations.items[i]->dependents;
        for (; each; each = each->next) {
            if (each->calls.len > 0 && tt_str_equal(each->calls, function->name.name)) {
                tt_set(model, each->calls, name);
            }
        }
    }
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
    struct tt_function *known = tt_function_of(step->model, function);
    bool any = tt_node_text_is(step->node, "renameType", "OBJECT_ROUTINE") ||
               object == TT_OBJECT_AGGREGATE;
    if (known && !any && known->procedure != (object == TT_OBJECT_PROCEDURE)) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is a %s", TT_ARG(known->name.name),
                   known->procedure ? "procedure" : "function");
    } else if (known &&
               overload_exists(step->model,
                               (struct tt_name){known->name.schema, change->new_name.name},
                               known)) {
        tt_refused(step, NULL, "42723", "there is a function \"" TT_FMT "\" already",
                   TT_ARG(change->new_name.name));
    }
    change->function = known;
    if (known) {
        rename_in_triggers(step->model, known, change->new_name.name);
        tt_move_function(step->model, known,
                         (struct tt_name){known->name.schema, change->new_name.name});
    }
}

static bool holds_relations(const struct tt_model *model, struct tt_str schema)
{
    for (size_t i = 0; i < model->all_relations.count; i++) {
        const struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && tt_str_equal(relation->name.schema, schema)) {
            return true;
        }
    }
    return false;
}

static void rename_by_subname(struct tt_step *step, enum tt_object object)
{
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, object, NULL);
    change->name = only_name(tt_node_text(step->node, "subname"));
    change->new_name = only_name(tt_node_text(step->node, "newname"));
    change->certainty = object == TT_OBJECT_SCHEMA &&
                                tt_find_schema(step->model, change->name.name)
                            ? TT_PROVED
                            : TT_ASSUMED; /* roles and databases are not in the model */
    const struct tt_schema *there = tt_find_schema(step->model, change->new_name.name);
    if (object == TT_OBJECT_SCHEMA && tt_str_starts(change->new_name.name, "pg_")) {
        tt_refused(step, NULL, "42939", "names with \"pg_\" are the system's");
    } else if (object == TT_OBJECT_SCHEMA &&
               ((there && there->exists) ||
                holds_relations(step->model, change->new_name.name))) {
        tt_refused(step, NULL, "42P06", "there is a schema \"" TT_FMT "\" already",
                   TT_ARG(change->new_name.name));
    } else if (object == TT_OBJECT_SCHEMA) {
        change->is_new = tt_schema_is_new(step->model, change->name.name);
        tt_move_schema(step->model, change->name.name, change->new_name.name);
    }
}

/* renametrig(), rename_policy() and RenameRewriteRule(). */
static bool may_rename(struct tt_step *step, struct tt_relation *relation, const char *kind,
                       struct tt_str from, struct tt_str to)
{
    bool trigger = strcmp(kind, "trigger") == 0;
    bool copy = trigger && !tt_find_attached(relation, kind, from) && relation->is_partition;
    bool itself = trigger && tt_str_equal(from, to) && step->model->pg_version >= 15;
    if (tt_str_is(from, "_RETURN")) {
        tt_refused(step, relation, "42P17", "the rule is the view");
        return false;
    }
    if (!tt_require_attached(step, relation, kind, from)) {
        return false;
    }
    if (copy && step->model->pg_version >= 15) {
        bool older = step->model->pg_version < 18;
        tt_refused(step, relation, older ? "XX000" : "0A000",
                   "the trigger is its parent's: rename that");
    } else if (!itself && tt_find_attached(relation, kind, to)) {
        tt_refused(step, relation, "42710", "it has a %s \"" TT_FMT "\" already", kind,
                   TT_ARG(to));
    }
    return true;
}

/* The tables in a rule's actions know it too. */
static void rename_elsewhere(struct tt_model *model, const struct tt_relation *relation,
                             struct tt_str from, struct tt_str to)
{
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_dependent *each = model->all_relations.items[i]->dependents;
        for (; each; each = each->next) {
            if (each->of == relation && tt_str_equal(each->name, from)) {
                tt_set(model, each->name, to);
            }
        }
    }
}

/* A trigger, policy or rule: nobody may use its table meanwhile. */
static void rename_on_table(struct tt_step *step, const char *kind)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_rename_target(step, TT_TABLE);
    struct tt_str from = tt_node_text(step->node, "subname");
    struct tt_str to = tt_str_copy(&model->arena, tt_node_text(step->node, "newname"));
    if (!may_rename(step, relation, kind, from, to)) {
        return;
    }
    for (struct tt_dependent *each = relation->dependents; each; each = each->next) {
        if (strcmp(each->kind, kind) == 0 && tt_str_equal(each->name, from)) {
            tt_set(model, each->name, to);
        }
    }
    if (strcmp(kind, "rule") == 0) {
        rename_elsewhere(model, relation, from, to);
    }
    /* renametrig(): since 15 partitions' triggers are renamed with their parent's. */
    if (strcmp(kind, "trigger") == 0 && model->pg_version >= 15 &&
        relation->kind == TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    }
}

void tt_rename_other(struct tt_step *step, struct tt_str kind)
{
    if (tt_str_is(kind, "OBJECT_TYPE")) {
        rename_type(step, TT_OBJECT_TYPE);
    } else if (tt_str_is(kind, "OBJECT_DOMAIN")) {
        rename_type(step, TT_OBJECT_DOMAIN);
    } else if (tt_str_is(kind, "OBJECT_ATTRIBUTE")) {
        rename_attribute(step);
    } else if (tt_str_is(kind, "OBJECT_DOMCONSTRAINT")) {
        rename_domain_check(step);
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
    } else if (tt_str_is(kind, "OBJECT_TRIGGER")) {
        rename_on_table(step, "trigger");
    } else if (tt_str_is(kind, "OBJECT_POLICY")) {
        rename_on_table(step, "policy");
    } else if (tt_str_is(kind, "OBJECT_RULE")) {
        rename_on_table(step, "rule");
    }
}
