/* Replays the files that are named, for commands that look at the catalog and judge nothing. */
#ifndef CLI_WALK_H
#define CLI_WALK_H

#include "cli/inputs.h"
#include "lint/replay.h"
#include "project/project.h"

struct tt_walk {
    struct tt_arena *arena;
    struct tt_inputs inputs;
    struct tt_replay replay;
    struct tt_source source; /* of the file at hand */
    struct tt_onlooker onlooker;
    /* Called for each file that is named, when it was replayed. */
    void (*after_file)(void *user);
    bool as_tools_do; /* with the tools' order, sections and transactions, and the history */
    struct tt_project_options options;
};

/*
 * The value of --layout: "none", "auto", or a tool's id. False fills `error`.
 * They say whether and how walk->as_tools_do.
 */
bool tt_walk_take_layout(struct tt_arena *arena, const char *value, bool *ret_as_tools_do,
                         const struct tt_layout **ret_layout, struct tt_error *error);

/* Reads and replays them all; what can't be read is one of the inputs' errors. */
void tt_walk_run(struct tt_walk *walk, const char **operands);

/* Prints those errors, and says how the command ends. */
enum tt_exit tt_walk_verdict(const struct tt_walk *walk, bool unread);

#endif
