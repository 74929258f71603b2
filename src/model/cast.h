/* What it costs to turn values of one type into another. */
#ifndef MODEL_CAST_H
#define MODEL_CAST_H

#include "model/type.h"
#include "tiptoe.h"

struct tt_arena;
struct tt_model;
struct tt_node;

enum tt_conversion {
    TT_CONVERSION_FREE,     /* the bytes on disk stay as they are */
    TT_CONVERSION_REWRITES, /* each value is stored anew */
    TT_CONVERSION_REFUSED,  /* there is no such cast, or not without USING */
    TT_CONVERSION_UNKNOWN,  /* depends on what was not seen */
};

struct tt_conversion_cost {
    enum tt_conversion conversion;
    struct tt_str why; /* a clause without a full stop */
};

/*
 * What ALTER COLUMN … TYPE does to the stored values: `using` is its USING
 * expression or NULL, `column` the column's name. Follows
 * ATPrepAlterColumnType() and ATColumnChangeRequiresRewrite() in PostgreSQL's
 * tablecmds.c: a rewrite is due unless the new value is the old one under
 * another label.
 */
struct tt_conversion_cost tt_conversion_of(struct tt_model *model, const struct tt_type *from,
                                           const struct tt_type *to, struct tt_str column,
                                           const struct tt_node *using);

/* Values of the types can't be held against each other, as a foreign key does. */
bool tt_never_comparable(struct tt_model *model, const struct tt_type *foreign,
                         const struct tt_type *key);

/*
 * Whether a B-tree index on a column of the first type serves the second
 * unchanged: the default operator class is the same (CheckIndexCompatible() in
 * indexcmds.c).
 */
bool tt_index_survives(const struct tt_type *from, const struct tt_type *to);

#endif
