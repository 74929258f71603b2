/* Replays the files that are named, for commands that look at the catalog and judge nothing. */
#ifndef CLI_WALK_H
#define CLI_WALK_H

#include "cli/inputs.h"
#include "lint/replay.h"
#include "project/project.h"

/* What is replayed when --layout says nothing differs from command to command. */
enum tt_walk_layout {
    TT_WALK_UNSAID,
    TT_WALK_AS_GIVEN,    /* just the files, statement by statement */
    TT_WALK_AS_TOOLS_DO, /* with the tools' order, sections and transactions, and the history */
};

/* What the commands' options say. */
struct tt_walk_settings {
    bool json;
    int pg_version;
    enum tt_walk_layout as;
    const struct tt_layout *layout; /* the tool that is named; NULL: as the folder shows */
};

/* Options that the commands share; their settings are a struct tt_walk_settings. */
tt_option_fn tt_walk_take_pg_version;
tt_option_fn tt_walk_take_layout; /* "none", "auto", or a tool's id */

struct tt_walk {
    struct tt_arena *arena;
    struct tt_inputs inputs;
    struct tt_replay replay;
    struct tt_source source; /* of the file at hand */
    struct tt_onlooker onlooker;
    /* Called for each file that is named, when it was replayed. */
    void (*after_file)(void *user);
    bool as_tools_do;
    struct tt_project_options options;
};

/* False complains that nothing is named; else tt_walk_finish() has to follow. */
bool tt_walk_init(struct tt_walk *walk, struct tt_cli *cli, const struct tt_command *command,
                  const struct tt_walk_settings *settings, const char **operands);

/* Reads and replays them all; what can't be read is one of the inputs' errors. */
void tt_walk_run(struct tt_walk *walk, const char **operands);

/* Prints those errors, and says how the command ends. */
enum tt_exit tt_walk_finish(struct tt_walk *walk, bool unread);

#endif
