/* What git knows of files. It is run as a program. */
#ifndef CLI_GIT_H
#define CLI_GIT_H

#include "base/map.h"
#include "cli/cli.h"

enum tt_git_state {
    TT_GIT_OLD,    /* as it was, or not in the repository */
    TT_GIT_NEW,    /* added, or not yet known to git */
    TT_GIT_EDITED, /* changed */
};

/* Files that differ from a commit; what is not there is as it was. */
struct tt_git_changes {
    struct tt_map states; /* by their absolute paths */
};

/*
 * Against the last commit that HEAD and `ref` have in common, with what is not
 * committed yet; in the repository around `path`.
 */
bool tt_git_since(struct tt_arena *arena, const char *ref, const char *path,
                  struct tt_git_changes *ret_changes, struct tt_error *error);
void tt_git_finish(struct tt_git_changes *changes);

enum tt_git_state tt_git_state_of(const struct tt_git_changes *changes, const char *path);

#endif
