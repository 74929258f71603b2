/* Files that hold what all migrations come to, and are none. */
#ifndef PROJECT_DUMP_H
#define PROJECT_DUMP_H

#include <stdbool.h>

struct tt_arena;

/* Whether it is Rails' db/structure.sql. */
bool tt_is_dump(struct tt_arena *arena, const char *path);

#endif
