/* How PostgreSQL's own parser cuts a file into statements, held against how src/sql does. */
#ifndef THEIRS_H
#define THEIRS_H

#include "tiptoe.h"

struct tt_arena;

struct comparison {
    bool whole;         /* PostgreSQL reads all of the file */
    bool same;          /* then: the statements begin and end where ours do */
    struct tt_str told; /* what is not */
};

/* A zero byte must stand behind `bytes`, and none in them. */
struct comparison compare_with_theirs(struct tt_arena *arena, struct tt_str bytes);

#endif
