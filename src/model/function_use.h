/* What calls a function, and goes or stays with it. */
#ifndef MODEL_FUNCTION_USE_H
#define MODEL_FUNCTION_USE_H

#include "model/function.h"
#include "model/step.h"

/*
 * Takes along what calls any function of the name: defaults, CHECKs, indexes,
 * triggers, views. Without CASCADE the statement fails instead.
 */
void tt_drop_callers(struct tt_step *step, struct tt_str name, bool cascade);

/* One object of DROP FUNCTION, PROCEDURE, ROUTINE or AGGREGATE. */
void tt_drop_function(struct tt_step *step, const struct tt_node *object, bool cascade);

/* Functions that take or give a type of the name, a table's as well. */
void tt_drop_functions_of(struct tt_step *step, const struct tt_name *type, bool cascade);

/* What PostgreSQL reads of a body when it checks it (check_function_bodies). */
void tt_follow_body(struct tt_step *step);

/*
 * inline_function() in PostgreSQL's clauses.c: the volatility of what the planner puts in place
 * of a call of the function that the statement makes; VOLATILE when it keeps the call.
 */
enum tt_volatility tt_inlined_volatility(struct tt_step *step);

#endif
