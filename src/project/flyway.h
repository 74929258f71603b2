/* What a project tells of how Flyway runs its migrations. */
#ifndef PROJECT_FLYWAY_H
#define PROJECT_FLYWAY_H

#include "tiptoe.h"

struct tt_arena;
struct tt_series;

enum tt_said {
    TT_SAID_NOTHING,
    TT_SAID_YES,
    TT_SAID_NO,
};

struct tt_flyway_config {
    bool is_there; /* a file that Flyway reads its configuration from */
    enum tt_said transactional_lock;
    enum tt_said mixed;
    enum tt_said in_transaction;
};

/* From the files in the folder and above it. */
const void *tt_flyway_configure(struct tt_arena *arena, const char *folder);

/*
 * What the text says of a setting: its name in lower-case letters alone, since files spell
 * it transactional.lock, transactional-lock, transactionalLock or over two lines.
 */
enum tt_said tt_flyway_said(struct tt_str text, const char *setting);

/* A baseline runs only where the migrations that it stands for don't. */
void tt_list_flyway(struct tt_arena *arena, struct tt_series *series);

#endif
