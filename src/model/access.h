/* Who may see and change what. */
#ifndef MODEL_ACCESS_H
#define MODEL_ACCESS_H

#include "model/step.h"

/* GRANT of tables, or of CREATE in schemas, to PUBLIC. */
void tt_note_public(struct tt_step *step, const struct tt_node *grant);

#endif
