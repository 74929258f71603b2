#include "model/inherit.h"

#include "model/state.h"

bool tt_is_ancestor(const struct tt_relation *relation, const struct tt_relation *other)
{
    if (!relation->children) {
        return other == relation; /* as all new ones are, however many stand above `other` */
    }
    while (other && other != relation) {
        other = other->parent;
    }
    return other != NULL;
}

void tt_join_parent(struct tt_model *model, struct tt_relation *child,
                    struct tt_relation *parent)
{
    if (tt_is_ancestor(child, parent)) {
        return; /* PostgreSQL refuses it, and whoever follows them would not come to an end */
    }
    tt_set(model, child->parent, parent);
    tt_set(model, child->next_sibling, parent->children);
    tt_set(model, parent->children, child);
}

void tt_leave_parent(struct tt_model *model, struct tt_relation *child)
{
    struct tt_relation **place = child->parent ? &child->parent->children : NULL;
    while (place && *place && *place != child) {
        place = &(*place)->next_sibling;
    }
    if (place && *place) {
        tt_set(model, *place, child->next_sibling);
    }
    tt_set(model, child->parent, NULL);
    tt_set(model, child->is_partition, false);
    tt_set(model, child->bound, NULL);
}

bool tt_column_is_inherited(const struct tt_relation *relation, const struct tt_column *column)
{
    return relation->parent && tt_find_column(relation->parent, column->name);
}

static void check_column(struct tt_step *step, struct tt_relation *child,
                         const struct tt_column *column)
{
    const struct tt_column *own = tt_find_column(child, column->name);
    const char *why = NULL;
    if (!own) {
        why = child->known ? "is missing in the child" : NULL;
    } else if (!own->known) {
        return;
    } else if (tt_type_known(&own->type) && tt_type_known(&column->type) &&
               !tt_type_equal(&own->type, &column->type)) {
        why = "is of another type in the child";
    } else if (column->not_null && !own->not_null) {
        why = "must be marked NOT NULL in the child";
    } else if (column->generated != own->generated) {
        why = "must be generated in both or neither";
    }
    if (why) {
        tt_refused(step, child, "42804", "column \"" TT_FMT "\" %s", TT_ARG(column->name), why);
    }
}

static void check_constraint(struct tt_step *step, struct tt_relation *child,
                             const struct tt_constraint *constraint)
{
    const struct tt_constraint *own = tt_find_constraint(child, constraint->name);
    if (!own) {
        tt_refused(step, child, "42804", "constraint \"" TT_FMT "\" is missing in the child",
                   TT_ARG(constraint->name));
    } else if (own->no_inherit || (constraint->validated && !own->validated)) {
        tt_refused(step, child, "42P17", "constraint \"" TT_FMT "\" of the child is not valid",
                   TT_ARG(constraint->name));
    }
}

void tt_check_shape(struct tt_step *step, struct tt_relation *child,
                    const struct tt_relation *parent)
{
    for (const struct tt_column *each = parent->columns; each; each = each->next) {
        if (each->known) {
            check_column(step, child, each);
        }
    }
    for (const struct tt_constraint *each = parent->constraints; each; each = each->next) {
        if (each->kind == TT_CHECK && !each->no_inherit && child->known) {
            check_constraint(step, child, each);
        }
    }
}

void tt_mark_inherited(struct tt_model *model, struct tt_relation *child,
                       const struct tt_relation *parent, bool inherited)
{
    for (const struct tt_constraint *each = parent->constraints; each; each = each->next) {
        struct tt_constraint *own = each->kind == TT_CHECK
                                        ? tt_find_constraint(child, each->name)
                                        : NULL;
        if (own) {
            tt_set(model, own->inherited, inherited);
        }
    }
}
