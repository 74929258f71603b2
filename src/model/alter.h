/* The parts of ALTER TABLE. */
#ifndef MODEL_ALTER_H
#define MODEL_ALTER_H

#include "model/step.h"

/* Follows one AlterTableCmd node on the relation and what inherits from it. */
typedef void tt_alter_fn(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command);

tt_alter_fn tt_alter_add_column;
tt_alter_fn tt_alter_add_constraint;
tt_alter_fn tt_alter_default;
tt_alter_fn tt_alter_drop_column;
tt_alter_fn tt_alter_drop_constraint;
tt_alter_fn tt_alter_drop_not_null;
tt_alter_fn tt_alter_set_not_null;
tt_alter_fn tt_alter_type;
tt_alter_fn tt_alter_validate;

/* A constraint that stands behind a column of ADD COLUMN. */
void tt_add_column_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *wrapped, struct tt_column *column);

/*
 * The column takes no NULL from now on; unless something proves that none is
 * there, the table is read. `constraint` is the one that says so, or NULL.
 */
void tt_require_not_null(struct tt_step *step, struct tt_relation *relation,
                         struct tt_column *column, struct tt_span span,
                         struct tt_constraint *constraint);

/*
 * Adds work on the relation and on every relation below it that stores rows.
 * `like` holds what the works have in common; its relation is left out.
 */
void tt_add_work_below(struct tt_step *step, struct tt_relation *relation, struct tt_work like);

#endif
