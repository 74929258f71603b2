/* What a statement does, summed up from its outcome, and in words as tiptoe.h tells it. */
#ifndef LINT_EFFECTS_H
#define LINT_EFFECTS_H

#include "model/model.h"
#include "sql/source.h"

/* Of a relation that a statement scans or rewrites: once, with the first reason. */
struct tt_touched {
    struct tt_relation *relation;
    enum tt_how how; /* of a rewrite */
    struct tt_str why;
    enum tt_certainty certainty;
};

struct tt_summary {
    const struct tt_outcome *outcome;
    TT_VEC(struct tt_lock_taken) locks; /* on what was there before the transaction */
    TT_VEC(struct tt_touched) rewrites;
    TT_VEC(struct tt_touched) scans;
    TT_VEC(struct tt_work) builds;
    enum tt_certainty certainty; /* the weakest of all */
};

/* Sums up an outcome; lives in `arena`. */
void tt_summarize(struct tt_summary *effects, struct tt_arena *arena,
                  const struct tt_outcome *outcome);

/* How a relation's file is made anew: "rewrites" */
const char *tt_how_word(enum tt_how how);
/* "orders", or "sales.orders" where the schema is not public. */
struct tt_str tt_effect_name(struct tt_arena *arena, struct tt_name name);
/* "writes and schema changes wait" */
const char *tt_who_waits(enum tt_lock mode);

/* All of it in words; lives in `arena`. */
struct tt_effects tt_effects_of(struct tt_arena *arena, const struct tt_model *model,
                                const struct tt_source *source,
                                const struct tt_outcome *outcome);

#endif
