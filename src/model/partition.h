/* Partitions that come and go. */
#ifndef MODEL_PARTITION_H
#define MODEL_PARTITION_H

#include "model/alter.h"

/* CREATE TABLE … PARTITION OF, once columns and constraints of the child are made. */
void tt_create_partition(struct tt_step *step, struct tt_relation *child,
                         struct tt_relation *parent, const struct tt_node *spec);

/* What a new partition gets from its parent, under the names that PostgreSQL gives. */
void tt_clone_checks(struct tt_step *step, struct tt_relation *child,
                     const struct tt_relation *parent);
struct tt_constraint *tt_clone_foreign_key(struct tt_step *step, struct tt_relation *child,
                                           const struct tt_constraint *source);
/* Also of a partition's own partitions; `source` NULL-safe attributes are copied. */
struct tt_index *tt_clone_index(struct tt_step *step, struct tt_relation *child,
                                struct tt_index *source);

#endif
