/* What PostgreSQL refuses of a column's definition, and of lists of columns. */
#ifndef MODEL_COLUMN_CHECK_H
#define MODEL_COLUMN_CHECK_H

#include "model/step.h"

/* The Constraint of the kind, "CONSTR_DEFAULT", behind a ColumnDef; or NULL. */
const struct tt_node *tt_column_clause(const struct tt_node *def, const char *kind);

/* Clauses that don't go together, or not with the type; `column` is what came of it. */
void tt_check_definition(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *def, const struct tt_column *column);

/* The expressions of its default and of what generates it. */
void tt_check_column_value(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *def, const struct tt_column *column);

/* The new default of a column that is there. */
void tt_check_default(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_column *column, const struct tt_node *expr);
/* Fails when the type is not cast to the column's, as an INSERT casts it. */
void tt_check_assignable(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, struct tt_type type);
/* That of a column which is added, as far as it is a constant. */
void tt_check_constant(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_column *column, const struct tt_node *expr);
/* What generates it from now on. */
void tt_check_generated(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column, const struct tt_node *expr);

/* Whether an element before it has its name, as a String or a ResTarget has one. */
bool tt_is_named_before(const struct tt_node *names, const struct tt_node *each);
/* Names of columns that a clause lists: each is there, and stands there once. */
void tt_check_column_list(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *names);

#endif
