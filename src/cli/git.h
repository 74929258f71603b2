/* What git knows of files. It is run as a program. */
#ifndef CLI_GIT_H
#define CLI_GIT_H

#include "base/map.h"
#include "base/vec.h"
#include "cli/cli.h"

enum tt_git_state {
    TT_GIT_OLD,    /* as it was, or not in the repository */
    TT_GIT_NEW,    /* added, or not yet known to git */
    TT_GIT_EDITED, /* changed */
};

/* Files that differ from a commit; what is not there is as it was. Starts as {0}. */
struct tt_git_changes {
    struct tt_map states; /* by their absolute paths */
    struct tt_map index;  /* of staged files that have changed on disk since: git's names */
    const char *near;     /* where git is asked */
    TT_VEC(const char *) settings; /* of this repository, that are not to count */
};

/*
 * Against the last commit that HEAD and `ref` have in common, with what is not
 * committed yet; in the repository around `path`.
 */
bool tt_git_since(struct tt_arena *arena, const char *ref, const char *path,
                  struct tt_git_changes *ret_changes, struct tt_error *error);
/*
 * What is staged counts as new: in a merge, what neither side has. What is staged for
 * the first commit, too.
 */
bool tt_git_staged(struct tt_arena *arena, const char *path, struct tt_git_changes *ret_changes,
                   struct tt_error *error);
/* A file as it is staged; false when that is how it is on disk. */
bool tt_git_staged_text(struct tt_arena *arena, const struct tt_git_changes *changes,
                        const char *path, struct tt_str *ret_text);
void tt_git_finish(struct tt_git_changes *changes);

enum tt_git_state tt_git_state_of(const struct tt_git_changes *changes, const char *path);

/*
 * Of each file whether the last commit has it as it is on disk. False when git cannot tell, as
 * where there is no commit.
 */
bool tt_git_committed(struct tt_arena *arena, const char *const *paths, size_t count,
                      bool *ret_committed);

#endif
