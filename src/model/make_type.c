/* Composite and range types. */
#include "model/alter.h"
#include "model/state.h"

/* TypeCreate(); every table has a type of its name. */
static void refuse_taken(struct tt_step *step, struct tt_name name)
{
    const struct tt_user_type *taken = tt_find_type_name(step->model, name);
    const struct tt_relation *relation = tt_find_relation(step->model, name);
    bool row_type = relation && relation->known && relation->kind != TT_SEQUENCE;
    if ((taken && taken->exists) || row_type) {
        tt_refused(step, NULL, "42710", "there is a type \"" TT_FMT "\" already",
                   TT_ARG(name.name));
    }
}

struct tt_user_type *tt_create_type(struct tt_step *step, const char *field,
                                    enum tt_type_kind kind)
{
    struct tt_name name = tt_creation_name(
        step->model, tt_name_of_list(tt_node_get(step->node, field)), false);
    refuse_taken(step, name);
    struct tt_user_type *type = tt_make_type(step->model, name, kind);
    struct tt_change *change = tt_add_change(
        step, TT_CHANGE_CREATE, kind == TT_TYPE_DOMAIN ? TT_OBJECT_DOMAIN : TT_OBJECT_TYPE,
        NULL);
    change->name = type->full;
    change->is_new = true;
    change->type = type;
    return type;
}

void tt_step_create_range(struct tt_step *step)
{
    struct tt_user_type *type = tt_create_type(step, "typeName", TT_TYPE_RANGE);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "params"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "subtype")) {
            type->subtype = tt_type_now(step->model, tt_node_get_as(option, "arg", "TypeName"));
        }
    }
}

/* --- composite types ------------------------------------------------------------- */

static struct tt_attribute **find_attribute(struct tt_user_type *type, struct tt_str name)
{
    struct tt_attribute **place = &type->attributes;
    while (*place && !tt_str_equal((*place)->name, name)) {
        place = &(*place)->next;
    }
    return place;
}

static void add_attribute(struct tt_model *model, struct tt_user_type *type,
                          const struct tt_node *def)
{
    struct tt_attribute *attribute = tt_new(&model->arena, struct tt_attribute);
    attribute->name = tt_str_copy(&model->arena, tt_node_text(def, "colname"));
    attribute->type = tt_type_now(model, tt_node_get(def, "typeName"));
    struct tt_attribute **place = find_attribute(type, attribute->name);
    if (!*place) {
        tt_set(model, *place, attribute);
    }
}

void tt_step_create_composite(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_creation_name(
        model, tt_name_of_relation(tt_node_get(step->node, "typevar")), false);
    refuse_taken(step, name);
    struct tt_user_type *type = tt_make_type(model, name, TT_TYPE_COMPOSITE);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "coldeflist"));
    for (; each; each = tt_node_next(each)) {
        add_attribute(model, type, tt_node_as(each, "ColumnDef"));
    }
}

/* One part of ALTER TYPE … ADD, DROP or ALTER ATTRIBUTE. */
static void alter_attribute(struct tt_model *model, struct tt_user_type *type,
                            const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    struct tt_str subtype = tt_node_text(command, "subtype");
    struct tt_attribute **place = find_attribute(type, tt_node_text(command, "name"));
    if (tt_str_is(subtype, "AT_AddColumn")) {
        add_attribute(model, type, def);
    } else if (tt_str_is(subtype, "AT_DropColumn") && *place) {
        tt_set(model, *place, (*place)->next);
    } else if (tt_str_is(subtype, "AT_AlterColumnType") && *place) {
        tt_set(model, (*place)->type, tt_type_now(model, tt_node_get(def, "typeName")));
    }
}

void tt_alter_composite(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_user_type *type = tt_find_type_name(step->model, name);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "cmds"));
    for (; type && each; each = tt_node_next(each)) {
        alter_attribute(step->model, type, tt_node_as(each, "AlterTableCmd"));
    }
}

void tt_rename_attribute(struct tt_model *model, struct tt_user_type *type, struct tt_str from,
                         struct tt_str to)
{
    struct tt_attribute *attribute = *find_attribute(type, from);
    if (attribute) {
        tt_set(model, attribute->name, tt_str_copy(&model->arena, to));
    }
}
