/* What goes with a relation that is dropped, and what holds it back. */
#ifndef MODEL_DEPENDENCY_H
#define MODEL_DEPENDENCY_H

#include "model/step.h"

/*
 * performMultipleDeletions(): locks the relations and all that goes along, takes
 * it out of the catalog, and fails where without CASCADE something else depends.
 */
void tt_drop_relations(struct tt_step *step, struct tt_relation *const *targets, size_t count,
                       bool cascade);

/* The column that owns the sequence is dropped: defaults of others hold it back, or go. */
void tt_release_sequence(struct tt_step *step, struct tt_relation *sequence, bool cascade);

#endif
