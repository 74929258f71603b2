/* Enum types and their labels. */
#include "model/alter.h"
#include "model/query.h"
#include "model/state.h"

static struct tt_label *make_label(struct tt_model *model, struct tt_str name)
{
    struct tt_label *label = tt_new(&model->arena, struct tt_label);
    label->name = tt_str_copy(&model->arena, name);
    return label;
}

/* Labels that come with the type are good at once, in every release. */
void tt_step_create_enum(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_user_type *type = tt_create_type(step, "typeName", TT_TYPE_ENUM);
    const struct tt_node *labels = tt_node_get(step->node, "vals");
    struct tt_label **items = tt_new_array(&model->arena, struct tt_label *,
                                           tt_node_count(labels));
    type->labels.items = items;
    for (const struct tt_node *each = tt_node_first(labels); each; each = tt_node_next(each)) {
        items[type->labels.count++] = make_label(model, tt_node_string(each));
    }
}

static size_t place_of(struct tt_labels labels, struct tt_str label)
{
    size_t i = 0;
    while (i < labels.count && !tt_str_equal(labels.items[i]->name, label)) {
        i++;
    }
    return i;
}

struct tt_label *tt_find_label(const struct tt_user_type *type, struct tt_str name)
{
    size_t at = place_of(type->labels, name);
    return at < type->labels.count ? type->labels.items[at] : NULL;
}

static void rename_label(struct tt_step *step, struct tt_user_type *type, struct tt_str from,
                         struct tt_str to)
{
    struct tt_label *label = tt_find_label(type, from);
    if (!label || tt_find_label(type, to)) {
        tt_refused(step, NULL, !label ? "22023" : "42710",
                   "the type has %s label \"" TT_FMT "\"", !label ? "no" : "already a",
                   TT_ARG(!label ? from : to));
        return;
    }
    tt_set(step->model, label->name, tt_str_copy(&step->model->arena, to));
}

/*
 * One label more, of which nothing is said yet. At the end it takes spare room,
 * which belongs to nothing that ROLLBACK would bring back.
 */
static struct tt_labels with_room(struct tt_model *model, struct tt_labels old, size_t at)
{
    struct tt_labels wider = old;
    wider.count++;
    if (at == old.count && old.count < old.room) {
        return wider;
    }
    wider.room = wider.count * 2;
    wider.items = tt_new_array(&model->arena, struct tt_label *, wider.room);
    for (size_t i = 0; i < old.count; i++) {
        wider.items[i < at ? i : i + 1] = old.items[i];
    }
    return wider;
}

/* At the end, or BEFORE or AFTER another one. */
static void add_label(struct tt_step *step, struct tt_user_type *type, struct tt_str name)
{
    struct tt_model *model = step->model;
    struct tt_labels old = type->labels;
    struct tt_str neighbor = tt_node_text(step->node, "newValNeighbor");
    size_t at = neighbor.len > 0 ? place_of(old, neighbor) : old.count;
    if (tt_find_label(type, name)) {
        if (!tt_node_flag(step->node, "skipIfNewValExists")) {
            tt_refused(step, NULL, "42710", "the type has a label \"" TT_FMT "\" already",
                       TT_ARG(name));
        }
        return;
    }
    if (neighbor.len > 0 && at == old.count) {
        tt_refused(step, NULL, "22023", "the type has no label \"" TT_FMT "\"",
                   TT_ARG(neighbor));
        return;
    }
    at += neighbor.len > 0 && tt_node_flag(step->node, "newValIsAfter");
    struct tt_labels wider = with_room(model, old, at);
    wider.items[at] = make_label(model, name);
    wider.items[at]->added_in = model->transaction_number;
    model->labels_added_in = model->transaction_number;
    tt_set(model, type->labels, wider);
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
    if (type && type->kind == TT_TYPE_ENUM && old.len > 0) {
        rename_label(step, type, old, change->new_name.name);
    } else if (type && type->kind == TT_TYPE_ENUM) {
        add_label(step, type, change->new_name.name);
    }
}

/* --- labels that no one may use before COMMIT ------------------------------------------- */

/*
 * check_safe_enum_use() in enum.c: a label that ADD VALUE made in this
 * transaction, unless, since 17, the type itself is as young.
 */
static bool is_unsafe(const struct tt_model *model, const struct tt_user_type *type,
                      struct tt_str label)
{
    bool young_type = type->birth.transaction == model->transaction_number;
    const struct tt_label *found = tt_find_label(type, label);
    return found && model->transaction.block && found->added_in == model->transaction_number &&
           !(young_type && model->pg_version >= 17);
}

static void check_value(struct tt_step *step, const struct tt_type *type,
                        const struct tt_node *value)
{
    const struct tt_node *constant = tt_node_as(value, "A_Const");
    struct tt_str text = tt_node_text(tt_node_get(constant, "sval"), "sval");
    const struct tt_user_type *own = constant ? tt_find_type(step->model, type) : NULL;
    if (own && own->kind == TT_TYPE_ENUM && !type->array && is_unsafe(step->model, own, text)) {
        tt_refused(step, NULL, "55P04", "label \"" TT_FMT "\" is not committed yet",
                   TT_ARG(text));
    }
}

struct check {
    struct tt_step *step;
    const struct tt_uses *uses;
};

/* The column that a ColumnRef means, in any relation of the query. */
static void check_compared(const struct check *check, const struct tt_node *column,
                           const struct tt_node *value)
{
    struct tt_str name = tt_node_string(
        tt_node_last(tt_node_get(tt_node_as(column, "ColumnRef"), "fields")));
    for (size_t i = 0; name.len > 0 && i < check->uses->found.count; i++) {
        const struct tt_column *found = tt_find_column(check->uses->found.items[i].relation,
                                                       name);
        if (found) {
            check_value(check->step, &found->type, value);
        }
    }
}

static void check_anywhere(const struct check *check, const struct tt_node *node)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        struct tt_str kind = tt_node_field(each);
        if (tt_str_is(kind, "TypeCast")) {
            struct tt_type type = tt_type_of(&check->step->model->scratch,
                                             tt_node_get(each, "typeName"));
            check_value(check->step, &type, tt_node_get(each, "arg"));
        } else if (tt_str_is(kind, "A_Expr")) {
            check_compared(check, tt_node_get(each, "lexpr"), tt_node_get(each, "rexpr"));
            check_compared(check, tt_node_get(each, "rexpr"), tt_node_get(each, "lexpr"));
        }
        check_anywhere(check, each);
    }
}

/* The values of VALUES, each for the column at its place. */
static void check_rows(struct tt_step *step, const struct tt_relation *relation,
                       const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    const struct tt_node *row = tt_node_first(tt_node_get(select, "valuesLists"));
    for (; row; row = tt_node_next(row)) {
        const struct tt_node *item = tt_node_first(
            tt_node_get(tt_node_as(row, "List"), "items"));
        const struct tt_node *name = tt_node_first(tt_node_get(insert, "cols"));
        const struct tt_column *column = name ? NULL : relation->columns;
        for (; item && (name || column); item = tt_node_next(item)) {
            const struct tt_column *own =
                name ? tt_find_column(relation,
                                      tt_node_text(tt_node_as(name, "ResTarget"), "name"))
                     : column;
            if (own) {
                check_value(step, &own->type, item);
            }
            column = column ? column->next : NULL;
            name = name ? tt_node_next(name) : NULL;
        }
    }
}

void tt_check_labels(struct tt_step *step, const struct tt_uses *uses)
{
    struct check check = {step, uses};
    if (!step->model->transaction.block) {
        return;
    }
    for (size_t i = 0; i < uses->found.count; i++) {
        const struct tt_use *use = &uses->found.items[i];
        if (use->write == TT_WRITE_INSERT) {
            check_rows(step, use->relation, use->node);
        } else if (use->write == TT_WRITE_UPDATE) {
            const struct tt_node *each = tt_node_first(tt_node_get(use->node, "targetList"));
            for (; each; each = tt_node_next(each)) {
                const struct tt_node *target = tt_node_as(each, "ResTarget");
                const struct tt_column *column = tt_find_column(use->relation,
                                                                tt_node_text(target, "name"));
                if (column) {
                    check_value(step, &column->type, tt_node_get(target, "val"));
                }
            }
        }
    }
    check_anywhere(&check, step->node);
}
