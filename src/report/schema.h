/* The catalog after the last statement, as "tiptoe schema" prints it. */
#ifndef REPORT_SCHEMA_H
#define REPORT_SCHEMA_H

#include "base/sink.h"
#include "model/model.h"

struct tt_relations {
    struct tt_relation **items;
    size_t count;
};

struct tt_types {
    struct tt_user_type **items;
    size_t count;
};

/* DESIGN's contract. */
void tt_schema_json(struct tt_sink *sink, const struct tt_model *model, int pg_version);
/* Statements that an empty database takes. */
void tt_schema_sql(struct tt_sink *sink, const struct tt_model *model);

/* --- for both ---------------------------------------------------------------------- */

/* All that are there, sorted by their full names; live in `arena`. */
struct tt_relations tt_schema_relations(struct tt_arena *arena, const struct tt_model *model);
struct tt_types tt_schema_types(struct tt_arena *arena, const struct tt_model *model);
/* The constraints and indexes of a relation, sorted by name. */
struct tt_constraint **tt_schema_constraints(struct tt_arena *arena,
                                             const struct tt_relation *relation,
                                             size_t *ret_count);
struct tt_index **tt_schema_indexes(struct tt_arena *arena, const struct tt_relation *relation,
                                    size_t *ret_count);

/* The column that owns the sequence, or NULL. */
const struct tt_column *tt_schema_owner(const struct tt_relation *sequence);

#endif
