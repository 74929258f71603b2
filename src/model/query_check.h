/* What PostgreSQL refuses of queries, of those that are plain enough to tell. */
#ifndef MODEL_QUERY_CHECK_H
#define MODEL_QUERY_CHECK_H

#include "model/step.h"

/*
 * Of an INSERT, UPDATE, DELETE or SELECT that stands alone: in PL/pgSQL a name that is no
 * column may be a variable's.
 */
void tt_check_query(struct tt_step *step, const struct tt_node *query);

/* WHERE and FOR UPDATE of a SELECT. */
void tt_check_select(struct tt_step *step, const struct tt_node *select);

/* An aggregate stands in the list, not in a query inside of it. */
bool tt_aggregates(struct tt_model *model, const struct tt_node *list);

#endif
