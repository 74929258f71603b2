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

/* `relation` itself or something above `other`. */
bool tt_is_ancestor(const struct tt_relation *relation, const struct tt_relation *other);

#endif
