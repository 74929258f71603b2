/* What a project tells of how Flyway runs its migrations. */
#ifndef PROJECT_FLYWAY_H
#define PROJECT_FLYWAY_H

#include "project/said.h"

struct tt_arena;
struct tt_series;

struct tt_flyway_config {
    bool is_there; /* a file that Flyway reads its configuration from */
    enum tt_said transactional_lock;
    enum tt_said mixed;
    enum tt_said in_transaction;
};

/* From the files in the folder and above it. */
const void *tt_flyway_configure(struct tt_arena *arena, const char *folder);

/* A baseline runs only where the migrations that it stands for don't. */
void tt_list_flyway(struct tt_arena *arena, struct tt_series *series);

#endif
