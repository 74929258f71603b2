/* Code that ran and was not followed: what it made or dropped is not known. */
#ifndef MODEL_UNSEEN_H
#define MODEL_UNSEEN_H

#include "model/step.h"

/* SELECT f() and CALL p(), where the function is none of PostgreSQL's own. */
void tt_note_calls(struct tt_step *step, const struct tt_node *select);
void tt_note_call(struct tt_step *step, const struct tt_node *call);

/*
 * Whether a failure with the code, for what is there or is not, may be no failure after such
 * code; `relation` may be NULL.
 */
bool tt_is_unseen(const struct tt_model *model, const struct tt_relation *relation,
                  const char *sqlstate);

#endif
