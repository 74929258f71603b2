/* What statements do, as "tiptoe effects" prints it. */
#ifndef REPORT_EFFECTS_H
#define REPORT_EFFECTS_H

#include "base/sink.h"
#include "model/model.h"
#include "sql/source.h"

/* Of a relation that a statement scans or rewrites: once, with the first reason. */
struct tt_effect {
    struct tt_relation *relation;
    enum tt_how how; /* of a rewrite */
    struct tt_str why;
    enum tt_certainty certainty;
};

struct tt_effects {
    const struct tt_outcome *outcome;
    TT_VEC(struct tt_lock_taken) locks; /* on what was there before the transaction */
    TT_VEC(struct tt_effect) rewrites;
    TT_VEC(struct tt_effect) scans;
    TT_VEC(struct tt_work) builds;
    enum tt_certainty certainty; /* the weakest of all */
};

/* Sums up an outcome; lives in `arena`. */
void tt_effects_of(struct tt_effects *effects, struct tt_arena *arena,
                   const struct tt_outcome *outcome);

/* How a relation's file is made anew: "rewrites" */
const char *tt_how_word(enum tt_how how);
/* "orders", or "sales.orders" where the schema is not public. */
struct tt_str tt_effect_name(struct tt_arena *arena, struct tt_name name);
/* "writes and schema changes wait" */
const char *tt_who_waits(enum tt_lock mode);

/* One statement of DESIGN's contract, as a JSON object. */
void tt_effects_json(struct tt_sink *sink, struct tt_model *model,
                     const struct tt_source *source, const struct tt_outcome *outcome);
/* The same for people. */
void tt_effects_text(struct tt_sink *sink, struct tt_model *model,
                     const struct tt_source *source, const struct tt_outcome *outcome);

#endif
