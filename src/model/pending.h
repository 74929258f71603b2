/*
 * Events of deferred constraints that wait for COMMIT. A table that has any is
 * in use by its own session: CheckTableNotInUse() refuses to alter it (55006).
 */
#ifndef MODEL_PENDING_H
#define MODEL_PENDING_H

#include "model/step.h"

/* Notes what a statement that writes rows leaves behind, in a transaction block. */
void tt_note_events(struct tt_step *step);

/* Refuses the statement if a table that it alters is in use. */
void tt_refuse_in_use(struct tt_step *step);

#endif
