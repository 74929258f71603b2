/* FOR VALUES … and DEFAULT: which rows a partition holds. */
#ifndef MODEL_PARTITION_BOUND_H
#define MODEL_PARTITION_BOUND_H

#include "model/predicate.h"

enum tt_datum_kind {
    TT_DATUM_VALUE,
    TT_DATUM_MINIMUM,
    TT_DATUM_MAXIMUM,
    TT_DATUM_NULL,
    TT_DATUM_UNKNOWN
};

struct tt_datum {
    enum tt_datum_kind kind;
    struct tt_str text; /* of a value */
};

struct tt_data {
    struct tt_datum *items;
    size_t count;
};

struct tt_bound {
    bool is_default;
    enum tt_partition_strategy strategy; /* as it is written */
    struct tt_data list;
    struct tt_data lower; /* one for each column of the key */
    struct tt_data upper;
    long modulus;
    long remainder;
    struct tt_str text; /* as SQL writes it: "FOR VALUES …" or "DEFAULT" */
};

/* From a PartitionBoundSpec node. */
const struct tt_bound *tt_bound_of(struct tt_step *step, const struct tt_relation *parent,
                                   const struct tt_node *spec);

/*
 * Fails the statement where check_new_partition_bound() would: a bound of the
 * wrong kind, an empty one, or one that overlaps a partition that is there.
 */
void tt_check_bound(struct tt_step *step, struct tt_relation *parent,
                    const struct tt_bound *bound);

struct tt_relation *tt_default_partition(const struct tt_relation *parent);
/* The child is a partition from now on. */
void tt_set_bound(struct tt_model *model, struct tt_relation *parent, struct tt_relation *child,
                  const struct tt_bound *bound);

/* get_qual_from_partbound(): what rows of the partition pass. `bound` may be NULL. */
const struct tt_test *tt_bound_test(struct tt_model *model, const struct tt_relation *parent,
                                    const struct tt_bound *bound);

#endif
