/* Which files that no tool claims are one history, where several folders hold them. */
#ifndef PROJECT_APART_H
#define PROJECT_APART_H

#include "base/map.h"
#include "tiptoe.h"

struct tt_arena;

/* Start from {.arena}. */
struct tt_apart {
    struct tt_arena *arena;
    struct tt_map roots;  /* of each name or version, the folder that has it */
    bool is_each;         /* each folder is a history of its own */
    struct tt_str key;    /* of the history at hand; empty: there is none yet */
    struct tt_str folder; /* that it lies in; empty: none for migrations so far */
};

void tt_apart_finish(struct tt_apart *apart);

/*
 * Takes a file with its version, if it has one. Answers the folder of another file that has
 * the same, or an empty name: no history has a version twice, so each folder has its own.
 */
struct tt_str tt_apart_add(struct tt_apart *apart, const char *path, struct tt_str version);

/*
 * What the history goes by that a file belongs to, behind those that were asked about before.
 * Two folders for migrations are two; what stands in none goes on with the one at hand.
 */
struct tt_str tt_apart_key(struct tt_apart *apart, const char *path);

#endif
