/* The columns that a query gives: their names and, where they are plain, types. */
#ifndef MODEL_OUTPUT_H
#define MODEL_OUTPUT_H

#include "model/step.h"

struct tt_output_column {
    struct tt_str name;
    struct tt_type type; /* may be unknown */
};

struct tt_output {
    TT_VEC(struct tt_output_column) columns;
    bool complete; /* otherwise more may follow, or other names */
};

/* `query` is a SelectStmt, wrapped or not. */
void tt_query_output(struct tt_step *step, const struct tt_node *query,
                     struct tt_output *output);

/*
 * Gives the relation the query's columns, under the `names` that stand before
 * it. Columns that it has are kept. False when not all of them are known.
 */
bool tt_define_output(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *query, const struct tt_node *names);

#endif
