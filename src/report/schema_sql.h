/* What the files share that print "tiptoe schema --format sql". */
#ifndef REPORT_SCHEMA_SQL_H
#define REPORT_SCHEMA_SQL_H

#include "report/schema.h"

struct tt_schema_printer {
    struct tt_sink *sink;
    struct tt_arena *arena;
    struct tt_relations relations;
};

/* The fixed text around one name or definition. */
void tt_schema_put(const struct tt_schema_printer *to, const char *before, struct tt_str text,
                   const char *after);

/* A table with rows that outlive the session. */
bool tt_schema_is_stored(const struct tt_relation *relation);
/* Partitions and children need those of their parents before they join them. */
bool tt_schema_stands_in_table(const struct tt_constraint *constraint);

/* All constraints that do not stand in a table, and indexes; of foreign keys, behind both. */
void tt_schema_print_keys(const struct tt_schema_printer *to);

#endif
