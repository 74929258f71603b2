/* How large tables are: what the query of "tiptoe stats" answers, as psql --csv writes it. */
#ifndef PROJECT_ROW_COUNTS_H
#define PROJECT_ROW_COUNTS_H

#include <stddef.h>

#include "tiptoe.h"

struct tt_arena;

/* As small as this, a table is read, rewritten or indexed in well under a second. */
enum { TT_SMALL_ROWS_MAX = 10000, TT_BIG_ROWS_MIN = 1000000 };
#define TT_SMALL_BYTES_MAX (16LL << 20)
#define TT_BIG_BYTES_MIN (1LL << 30)

struct tt_table_sizes {
    struct tt_table_size *items;
    size_t count;
    size_t room;
};

/* Ends with a newline. */
extern const char tt_row_counts_query[];

/* Adds the tables that are small or big. False for what is no such file: then `*ret_line` says
 * where. */
bool tt_row_counts_read(struct tt_arena *arena, struct tt_str text,
                        struct tt_table_sizes *sizes, unsigned *ret_line,
                        struct tt_error *error);

#endif
