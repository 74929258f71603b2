/* What defining one kind of constraint shares with the others. */
#ifndef MODEL_DEFINE_H
#define MODEL_DEFINE_H

#include "model/step.h"

/*
 * From a Constraint node. One that has no name gets "table_joined_label"; its
 * columns are left to be filled in.
 */
struct tt_constraint *tt_new_constraint(struct tt_step *step, struct tt_relation *relation,
                                        enum tt_constraint_kind kind,
                                        const struct tt_node *node, struct tt_str joined,
                                        const char *label);

/* PRIMARY KEY, UNIQUE and EXCLUDE, with their index; `column` when it stands behind one. */
struct tt_constraint *tt_define_key(struct tt_step *step, struct tt_relation *relation,
                                    enum tt_constraint_kind kind, const struct tt_node *node,
                                    struct tt_column *column);

struct tt_columns tt_one_column(struct tt_model *model, struct tt_column *column);

#endif
