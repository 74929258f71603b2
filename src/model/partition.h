/* Partitions that come and go. */
#ifndef MODEL_PARTITION_H
#define MODEL_PARTITION_H

#include "model/alter.h"

/* PARTITION BY of a CREATE TABLE, once columns are made (partition_key.c). */
void tt_read_partition_key(struct tt_step *step, struct tt_relation *relation);

/* CREATE TABLE … PARTITION OF, once columns and constraints of the child are made. */
void tt_create_partition(struct tt_step *step, struct tt_relation *child,
                         struct tt_relation *parent, const struct tt_node *spec);

/* What a new partition gets from its parent, under the names that PostgreSQL gives. */
void tt_clone_checks(struct tt_step *step, struct tt_relation *child,
                     const struct tt_relation *parent);
/* LIKE … INCLUDING CONSTRAINTS */
void tt_copy_checks(struct tt_step *step, struct tt_relation *onto,
                    const struct tt_relation *source);
struct tt_constraint *tt_clone_foreign_key(struct tt_step *step, struct tt_relation *child,
                                           const struct tt_constraint *source);
/*
 * addFkRecurseReferencing(): the partition and those below it have the key too; one of its own
 * that is the same is taken over. `like` holds what checks of rows have in common; NULL: none.
 */
void tt_inherit_foreign_key(struct tt_step *step, struct tt_relation *child,
                            const struct tt_constraint *source, const struct tt_work *like);
/* Each partition has one that is the same, and valid: no row is read for the parent's. */
bool tt_partitions_have_key(const struct tt_relation *parent, const struct tt_constraint *key);
/* CloneFkReferencing(): all of its parent. */
void tt_inherit_foreign_keys(struct tt_step *step, struct tt_relation *child,
                             const struct tt_relation *parent, bool attached);
/* It can be the partition's part of `wanted`: CompareIndexInfo(). */
bool tt_index_fits(const struct tt_index *own, const struct tt_index *wanted);
/* DefineIndex(): one that the child has and that fits is taken over, otherwise it gets one. */
struct tt_index *tt_inherit_index(struct tt_step *step, struct tt_relation *child,
                                  struct tt_index *source, bool *ret_made);
/* The same for all below; `like` holds what the builds have in common. */
void tt_index_partitions(struct tt_step *step, const struct tt_relation *parent,
                         struct tt_index *index, struct tt_work like);
/* All from `source` on; `attached`: the child is there already, and holds rows. */
void tt_clone_indexes(struct tt_step *step, struct tt_relation *child, struct tt_index *source,
                      bool attached);
struct tt_index *tt_clone_index(struct tt_step *step, struct tt_relation *child,
                                struct tt_index *source);

struct tt_test;

/* The table's own constraints prove that of all its rows. */
bool tt_rows_meet(struct tt_model *model, const struct tt_relation *table,
                  const struct tt_test *claim);
/* A CHECK of what the partition's bounds say, `claim`, unless others prove it (bound_check.c).
 */
void tt_keep_bound(struct tt_step *step, struct tt_relation *child, struct tt_relation *parent,
                   const struct tt_test *claim);

/* --- what CREATE TABLE takes over (table_like.c) ---------------------------- */

/* CREATE_TABLE_LIKE_* of parsenodes.h since 14. */
enum tt_copy {
    TT_COPY_CONSTRAINTS = 1 << 2,
    TT_COPY_DEFAULTS = 1 << 3,
    TT_COPY_GENERATED = 1 << 4,
    TT_COPY_IDENTITY = 1 << 5,
    TT_COPY_INDEXES = 1 << 6,
    TT_COPY_INHERITED = TT_COPY_DEFAULTS | TT_COPY_GENERATED,
};

/* Columns that the relation lacks, with what `options` say. */
void tt_copy_columns(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_relation *source, unsigned options);
/* LIKE: its columns, and later its constraints and indexes. */
void tt_like_columns(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_node *like);
void tt_like_rest(struct tt_step *step, struct tt_relation *relation,
                  const struct tt_node *like);

#endif
