/* What PostgreSQL refuses of PRIMARY KEY, UNIQUE and EXCLUDE. */
#ifndef MODEL_KEY_CHECK_H
#define MODEL_KEY_CHECK_H

#include "model/step.h"

/* Of a partitioned table: rows that could clash must be in one partition. */
void tt_refuse_key_of_partitions(struct tt_step *step, const struct tt_constraint *key);
/* What is unique is put in order. */
void tt_refuse_unordered(struct tt_step *step, const struct tt_constraint *key);
/* Of USING INDEX: what of the index can't be a constraint's. */
void tt_refuse_index(struct tt_step *step, struct tt_relation *relation, struct tt_str name);

#endif
