/* How often an expression must be computed anew. */
#ifndef MODEL_VOLATILITY_H
#define MODEL_VOLATILITY_H

#include "model/function.h"

struct tt_node;

enum tt_constant {
    TT_NOT_CONSTANT,
    TT_CONSTANT, /* not NULL, as far as can be told */
    TT_CONSTANT_NULL,
    TT_CONSTANT_TRUE,
    TT_CONSTANT_FALSE,
};

/* What is left of an expression once PostgreSQL has folded its constants. */
struct tt_computed {
    enum tt_volatility volatility;
    enum tt_constant constant;
    bool assumed;          /* some function was not seen */
    struct tt_str culprit; /* "random()": what makes it so volatile; may be empty */
};

/*
 * Follows eval_const_expressions() in PostgreSQL's clauses.c, which runs before
 * contain_volatile_functions() is asked: coalesce(1, random()) is not volatile.
 */
struct tt_computed tt_compute(struct tt_model *model, const struct tt_node *wrapped);

#endif
