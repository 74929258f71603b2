/* Steps that hints spell out for each partition of a table. */
#ifndef LINT_PARTITIONS_H
#define LINT_PARTITIONS_H

#include "lint/rule.h"

/* Lines of SQL for the partition, a line end behind each; NULL: for any "<partition>". */
typedef struct tt_str (*tt_partition_lines)(struct tt_check *check, const void *user,
                                            struct tt_relation *partition);

/*
 * For each partition that is known, the first ones of many; for "<partition>" where none is.
 * Of one that is partitioned itself, that it needs the same.
 */
struct tt_str tt_sql_each_partition(struct tt_check *check, const struct tt_relation *parent,
                                    tt_partition_lines lines, const void *user);

/* Builds and attaches an index like that of the partitioned table for each. */
struct tt_str tt_sql_partition_indexes(struct tt_check *check, const struct tt_index *index);

#endif
