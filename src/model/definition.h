/* Constraints, indexes and partition keys as SQL defines them. */
#ifndef MODEL_DEFINITION_H
#define MODEL_DEFINITION_H

#include "model/catalog.h"

struct tt_arena;

/* As pg_get_constraintdef() does, but with expressions as they were written. */
struct tt_str tt_constraint_definition(struct tt_arena *arena,
                                       const struct tt_constraint *constraint);
/* "RANGE (created_at)"; empty for what is not partitioned. */
struct tt_str tt_partition_key_definition(struct tt_arena *arena,
                                          const struct tt_relation *relation);
/* The keys in brackets, INCLUDE and WHERE: what follows USING. */
struct tt_str tt_index_definition(struct tt_arena *arena, const struct tt_index *index);
/* "a, b" as SQL takes them. */
struct tt_str tt_column_list(struct tt_arena *arena, struct tt_columns columns);

#endif
