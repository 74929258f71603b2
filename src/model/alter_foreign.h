/* Foreign keys that ALTER TABLE adds. */
#ifndef MODEL_ALTER_FOREIGN_H
#define MODEL_ALTER_FOREIGN_H

#include "model/step.h"

/*
 * What the new key costs at both of its ends, and why it may be refused: see
 * ATAddForeignKeyConstraint() in PostgreSQL's tablecmds.c. `like` holds what
 * the works have in common.
 */
void tt_add_foreign_key(struct tt_step *step, struct tt_constraint *key,
                        const struct tt_node *node, struct tt_work like);

/* Only the refusals. */
void tt_refuse_foreign_key(struct tt_step *step, const struct tt_constraint *key,
                           const struct tt_node *node);

#endif
