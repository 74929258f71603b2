/* CREATE TYPE, and what ALTER TYPE makes of it. */
#include "model/state.h"
#include "model/step.h"

static struct tt_user_type *create(struct tt_step *step, const char *field,
                                   enum tt_type_kind kind)
{
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, field));
    struct tt_user_type *type = tt_make_type(step->model,
                                             tt_creation_name(step->model, name, false), kind);
    struct tt_change *change = tt_add_change(
        step, TT_CHANGE_CREATE, kind == TT_TYPE_DOMAIN ? TT_OBJECT_DOMAIN : TT_OBJECT_TYPE,
        NULL);
    change->name = type->full;
    change->is_new = true;
    return type;
}

static struct tt_str keep(struct tt_model *model, struct tt_str text)
{
    return tt_str_copy(&model->arena, text);
}

void tt_step_create_enum(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_user_type *type = create(step, "typeName", TT_TYPE_ENUM);
    const struct tt_node *labels = tt_node_get(step->node, "vals");
    struct tt_str *items = tt_new_array(&model->arena, struct tt_str, tt_node_count(labels));
    type->labels.items = items;
    for (const struct tt_node *each = tt_node_first(labels); each; each = tt_node_next(each)) {
        items[type->labels.count++] = keep(model, tt_node_string(each));
    }
}

void tt_step_create_range(struct tt_step *step)
{
    struct tt_user_type *type = create(step, "typeName", TT_TYPE_RANGE);
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
    attribute->name = keep(model, tt_node_text(def, "colname"));
    attribute->type = tt_type_now(model, tt_node_get(def, "typeName"));
    struct tt_attribute **place = find_attribute(type, attribute->name);
    if (!*place) {
        tt_set(model, *place, attribute);
    }
}

void tt_step_create_composite(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "typevar"));
    struct tt_user_type *type = tt_make_type(model, tt_creation_name(model, name, false),
                                             TT_TYPE_COMPOSITE);
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
        tt_set(model, attribute->name, keep(model, to));
    }
}

/* --- labels of enums ------------------------------------------------------------- */

static size_t find_label(struct tt_labels labels, struct tt_str label)
{
    size_t i = 0;
    while (i < labels.count && !tt_str_equal(labels.items[i], label)) {
        i++;
    }
    return i;
}

static void rename_label(struct tt_model *model, struct tt_user_type *type, struct tt_str from,
                         struct tt_str to)
{
    struct tt_str *items = tt_new_array(&model->arena, struct tt_str, type->labels.count);
    for (size_t i = 0; i < type->labels.count; i++) {
        bool same = tt_str_equal(type->labels.items[i], from);
        items[i] = same ? keep(model, to) : type->labels.items[i];
    }
    tt_set(model, type->labels.items, items);
}

/* At the end, or BEFORE or AFTER another one. */
static void add_label(struct tt_step *step, struct tt_user_type *type, struct tt_str label)
{
    struct tt_model *model = step->model;
    struct tt_labels old = type->labels;
    struct tt_str neighbor = tt_node_text(step->node, "newValNeighbor");
    if (find_label(old, label) < old.count) {
        return; /* IF NOT EXISTS */
    }
    size_t at = neighbor.len > 0 ? find_label(old, neighbor) : old.count;
    at += neighbor.len > 0 && at < old.count && tt_node_flag(step->node, "newValIsAfter");
    struct tt_str *items = tt_new_array(&model->arena, struct tt_str, old.count + 1);
    for (size_t i = 0; i < old.count; i++) {
        items[i < at ? i : i + 1] = old.items[i];
    }
    items[at] = keep(model, label);
    tt_set(model, type->labels, (struct tt_labels){items, old.count + 1});
}

/* RENAME VALUE has an old value, ADD VALUE only a new one. */
void tt_step_alter_enum(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, "typeName"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_str old = tt_node_text(step->node, "oldVal");
    struct tt_change *change = tt_add_change(
        step, old.len > 0 ? TT_CHANGE_RENAME : TT_CHANGE_CREATE, TT_OBJECT_ENUM_VALUE, NULL);
    change->owner = type ? type->full : tt_creation_name(model, name, false);
    change->name = (struct tt_name){.name = old};
    change->new_name = (struct tt_name){.name = tt_node_text(step->node, "newVal")};
    change->is_new = type && tt_is_new(model, type->birth);
    change->certainty = type ? TT_PROVED : TT_ASSUMED;
    if (old.len == 0) {
        change->name = change->new_name;
    }
    if (type && old.len > 0) {
        rename_label(model, type, old, change->new_name.name);
    } else if (type) {
        add_label(step, type, change->new_name.name);
    }
}
