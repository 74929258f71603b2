/* The names that PostgreSQL gives to what SQL leaves nameless. */
#ifndef MODEL_OBJECT_NAME_H
#define MODEL_OBJECT_NAME_H

#include "model/catalog.h"

/*
 * "table_column_label", the parts cut to fit NAMEDATALEN as makeObjectName() in
 * PostgreSQL's indexcmds.c does. `columns` may be empty.
 */
struct tt_str tt_object_name(struct tt_arena *arena, struct tt_str table, struct tt_str columns,
                             const char *label);

/*
 * The same with a number behind it when a constraint of the schema has the name
 * (ChooseConstraintName() in pg_constraint.c).
 */
struct tt_str tt_constraint_name(struct tt_model *model, const struct tt_relation *relation,
                                 struct tt_str columns, const char *label);
/*
 * Of the parent's foreign key in a partition that has another constraint of its name:
 * "partition_column_fkey", or since 18 "key_1".
 */
struct tt_str tt_partition_key_name(struct tt_model *model, const struct tt_relation *partition,
                                    const struct tt_constraint *key);
/* As tt_constraint_name() when its schema has an index or relation of the name. */
struct tt_str tt_index_name(struct tt_model *model, const struct tt_relation *relation,
                            struct tt_str columns, const char *label);

/* Of the key after the first `count` ones; `element` is its IndexElem. */
struct tt_str tt_index_column_name(struct tt_arena *arena, const struct tt_index_key *keys,
                                   size_t count, const struct tt_node *element);

/* The schema has an index or relation of the name; both share one name space. */
bool tt_relation_name_taken(struct tt_model *model, struct tt_name full);

/* "a_b_c", ended where no name is long enough to hold more. */
struct tt_str tt_join_columns(struct tt_arena *arena, struct tt_columns columns);

#endif
