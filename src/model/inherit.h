/* Parents and children: inheritance, and partitions, which build on it. */
#ifndef MODEL_INHERIT_H
#define MODEL_INHERIT_H

#include "model/alter.h"

/* Puts it among the parent's children, or takes it away from there. */
void tt_join_parent(struct tt_model *model, struct tt_relation *child,
                    struct tt_relation *parent);
void tt_leave_parent(struct tt_model *model, struct tt_relation *child);

/* pg_attribute.attinhcount > 0 */
bool tt_column_is_inherited(const struct tt_relation *relation, const struct tt_column *column);

/*
 * MergeAttributesIntoExisting() and MergeConstraintsIntoExisting(): refuses a
 * child that lacks what it should inherit.
 */
void tt_check_shape(struct tt_step *step, struct tt_relation *child,
                    const struct tt_relation *parent);
/* The CHECKs that both have come from the parent now, or no longer do. */
void tt_mark_inherited(struct tt_model *model, struct tt_relation *child,
                       const struct tt_relation *parent, bool inherited);

/* `relation` itself or something above `other`. */
bool tt_is_ancestor(const struct tt_relation *relation, const struct tt_relation *other);

#endif
