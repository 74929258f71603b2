/* The modifiers of types: lengths, precisions, fields. */
#ifndef MODEL_LENGTH_H
#define MODEL_LENGTH_H

#include "model/type.h"

struct tt_arena;

/*
 * Whether every value of the old length is one of the new: what the planner
 * support functions of the length coercions know (varchar_support,
 * numeric_support, varbit_support, TemporalSimplify, interval_support).
 */
bool tt_length_fits(const struct tt_type *from, const struct tt_type *to);

/* Why values are stored anew where it does not. */
struct tt_str tt_say_length(struct tt_arena *arena, const struct tt_type *from,
                            const struct tt_type *to);

#endif
