/* Whether files that no tool claims are one history, though several folders hold them. */
#ifndef PROJECT_APART_H
#define PROJECT_APART_H

#include "base/map.h"
#include "tiptoe.h"

struct tt_arena;

/* Start from {.arena}. */
struct tt_apart {
    struct tt_arena *arena;
    struct tt_map roots; /* of each name or version, the folder that has it */
};

void tt_apart_finish(struct tt_apart *apart);

/*
 * The folder that a file's history lies in: its own, or the one above when that is a version
 * itself, as 2024/ and 1_users/ are.
 */
struct tt_str tt_apart_root(const char *path);

/*
 * Takes a file with its version, if it has one. Answers the folder of another history that
 * has the same, or an empty name: no history has a version twice.
 */
struct tt_str tt_apart_add(struct tt_apart *apart, const char *path, struct tt_str version);

#endif
