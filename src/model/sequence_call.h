/* The sequences that a query's functions open. */
#ifndef MODEL_SEQUENCE_CALL_H
#define MODEL_SEQUENCE_CALL_H

struct tt_model;
struct tt_node;
struct tt_relation;

/*
 * As nextval('s') does, or setval(pg_get_serial_sequence('t', 'id'), 1): init_sequence() in
 * sequence.c. NULL when the function opens none, or which one cannot be told.
 */
struct tt_relation *tt_sequence_of_call(struct tt_model *model, const struct tt_node *call);

#endif
