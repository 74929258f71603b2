/*
 * What a query locks and reads. PostgreSQL's parser opens every relation that a
 * query names, its rewriter what stands behind views, its planner partitions
 * and children, and its executor sequences and the other ends of foreign keys.
 */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "model/step.h"

/* How far a query gets: a view's is only analyzed, EXPLAIN's is planned. */
enum tt_stage {
    TT_STAGE_ANALYZED,
    TT_STAGE_REWRITTEN,
    TT_STAGE_PLANNED,
    TT_STAGE_EXECUTED,
};

/* A relation in a query. */
struct tt_use {
    struct tt_relation *relation;
    enum tt_lock mode;
    enum tt_write write;
    const struct tt_node *node; /* the INSERT, UPDATE, DELETE or MERGE; not kept with a view */
    bool only;                  /* without its children */
    bool scanned;               /* no condition spares any of its rows */
    bool sequence_call;         /* nextval() and its like: nothing before it is executed */
};

struct tt_uses {
    TT_VEC(struct tt_use) found;
    bool one_table;              /* rows can be written through the query, as through a view */
    TT_VEC(struct tt_str) calls; /* functions, without their schemas */
};

/* What a statement, an expression or a list of such uses. */
void tt_query_uses(struct tt_step *step, const struct tt_node *query, struct tt_uses *uses);
/* Fails where the statement uses an enum label that this transaction added. */
void tt_check_labels(struct tt_step *step, const struct tt_uses *uses);
/* Fails where it writes to a column that is not there. */
void tt_check_targets(struct tt_step *step, const struct tt_uses *uses);
/* Takes the locks of uses that get this far, and notes what they read. */
void tt_apply_uses(struct tt_step *step, const struct tt_uses *uses, enum tt_stage stage);
/* Both in one. */
void tt_follow_query(struct tt_step *step, const struct tt_node *query, enum tt_stage stage);

/* What a view or materialized view reads from now on; they survive the statement. */
void tt_keep_uses(struct tt_step *step, struct tt_relation *view, const struct tt_uses *uses);

/* --- rows that are written (write_rows.c) ---------------------------------- */

/*
 * The locks of what fires when rows are written: foreign keys at both ends, and
 * the sequences of defaults. `node` is the statement, or NULL when any column
 * may be written.
 */
void tt_write_rows(struct tt_step *step, struct tt_relation *relation, enum tt_write write,
                   const struct tt_node *node);

/* Notes for the outcome which rows of the relation are written, and of which columns. */
void tt_note_rows(struct tt_step *step, struct tt_relation *relation, enum tt_write write,
                  const struct tt_node *node);

/* COPY FROM; `columns` is its list of names, or NULL. */
void tt_copy_rows(struct tt_step *step, struct tt_relation *relation,
                  const struct tt_node *columns);

/* Of catalogs and information_schema, whose locks nobody notices. */
bool tt_is_system_name(struct tt_name name);

#endif
