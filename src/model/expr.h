/* What expressions tell about columns. */
#ifndef MODEL_EXPR_H
#define MODEL_EXPR_H

#include "model/catalog.h"

struct tt_node;

/* The columns of `relation` that the expression, or list of them, mentions. */
struct tt_columns tt_expr_columns(struct tt_model *model, struct tt_relation *relation,
                                  const struct tt_node *expr);

/*
 * The columns that hold no NULL in any row for which the expression is true or
 * NULL, as far as predicate_implied_by() in PostgreSQL's predtest.c can show:
 * it follows IS NOT NULL and AND, and takes no operator's word for it.
 */
struct tt_columns tt_expr_not_null(struct tt_model *model, struct tt_relation *relation,
                                   const struct tt_node *expr);

/* The first name in it that is no column of the relation; empty if all are. */
struct tt_str tt_expr_missing(const struct tt_relation *relation, const struct tt_node *expr);

/* Whether a node of the type, "SubLink", stands anywhere in it. */
bool tt_expr_has(const struct tt_node *expr, const char *type);

/* The type that it has by itself; unknown of a string alone, and of what can't be told. */
struct tt_type tt_expr_type(struct tt_model *model, const struct tt_relation *relation,
                            const struct tt_node *expr);

/* The columns of `relation` that a query may read: by name, or by *. */
struct tt_columns tt_query_columns(struct tt_model *model, struct tt_relation *relation,
                                   const struct tt_node *query);

/* Calls `visit` for each table or view that the query names. */
void tt_query_relations(const struct tt_node *query,
                        void (*visit)(const struct tt_node *range_var, void *user), void *user);

#endif
