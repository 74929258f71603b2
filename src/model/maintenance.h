/* What gives tables new files. */
#ifndef MODEL_MAINTENANCE_H
#define MODEL_MAINTENANCE_H

#include "model/step.h"

/* A new file, and indexes to go with it; nothing for what stores no rows itself. */
void tt_replace_file(struct tt_step *step, struct tt_relation *relation, enum tt_cause cause,
                     enum tt_how how);

#endif
