/* What PostgreSQL refuses to index. */
#ifndef MODEL_INDEX_CHECK_H
#define MODEL_INDEX_CHECK_H

#include "model/step.h"

/* Columns, types and access method of a CREATE INDEX; false when nothing comes of it. */
bool tt_check_index(struct tt_step *step, struct tt_relation *relation);
/* The key of the partitions must be among the columns of a unique index. */
void tt_check_partition_key(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_index *index);

#endif
