/* Where an expression stands, and what PostgreSQL's parse analysis lets it hold there. */
#ifndef MODEL_EXPR_KIND_H
#define MODEL_EXPR_KIND_H

#include "model/step.h"

enum tt_expr_kind {
#define EXPR_KIND(kind, columns, queries, condition, place) TT_EXPR_##kind,
#include "model/expr_kind.def"
#undef EXPR_KIND
};

/*
 * Fails the statement and answers false where the expression holds what can't
 * stand there. `relation` is the one whose columns it may name; NULL for none.
 */
bool tt_check_expr(struct tt_step *step, struct tt_relation *relation, enum tt_expr_kind kind,
                   const struct tt_node *expr);

#endif
