#include "model/inherit.h"

#include "model/state.h"

void tt_join_parent(struct tt_model *model, struct tt_relation *child,
                    struct tt_relation *parent)
{
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

bool tt_is_ancestor(const struct tt_relation *relation, const struct tt_relation *other)
{
    while (other && other != relation) {
        other = other->parent;
    }
    return other != NULL;
}
