#include "cli/git.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "cli/program.h"

/* The repository's own settings must not start programs. */
#define GIT "git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"

/* What stands before the next zero byte. */
static bool next_field(struct tt_str *rest, struct tt_str *ret_field)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\0', rest->len) : NULL;
    if (!end) {
        return false;
    }
    *ret_field = tt_str_slice(*rest, 0, (size_t)(end - rest->ptr));
    *rest = tt_str_slice(*rest, ret_field->len + 1, rest->len);
    return true;
}

static void set_state(struct tt_arena *arena, struct tt_git_changes *changes, const char *top,
                      struct tt_str name, enum tt_git_state state)
{
    const char *path = tt_folder_join(arena, top, tt_str_copy(arena, name).ptr);
    enum tt_git_state *kept = tt_new(arena, enum tt_git_state);
    *kept = state;
    tt_map_set(&changes->states, tt_str_from(path), kept);
}

/* Pairs of a letter and a path. */
static void read_changed(struct tt_arena *arena, struct tt_git_changes *changes,
                         const char *top, struct tt_str output)
{
    struct tt_str letter, name;
    while (next_field(&output, &letter) && next_field(&output, &name)) {
        set_state(arena, changes, top, name,
                  tt_str_is(letter, "A") ? TT_GIT_NEW : TT_GIT_EDITED);
    }
}

static void read_untracked(struct tt_arena *arena, struct tt_git_changes *changes,
                           const char *top, struct tt_str output)
{
    struct tt_str name;
    while (next_field(&output, &name)) {
        set_state(arena, changes, top, name, TT_GIT_NEW);
    }
}

/* The one line that git prints, as a string. */
static bool ask(struct tt_arena *arena, const char *const *argv, const char **ret_line)
{
    struct tt_str output;
    if (!tt_program_run(arena, argv, &output)) {
        return false;
    }
    *ret_line = tt_str_copy(arena, tt_str_trim(output)).ptr;
    return (*ret_line)[0] != '\0';
}

static const char *folder_of(struct tt_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? tt_str_copy(arena, (struct tt_str){path, (size_t)(slash - path) + 1}).ptr
                 : ".";
}

bool tt_git_since(struct tt_arena *arena, const char *ref, const char *path,
                  struct tt_git_changes *ret_changes, struct tt_error *error)
{
    const char *top, *base, *near = folder_of(arena, path);
    struct tt_str changed, untracked;
    if (!ask(arena,
             (const char *const[]){GIT, "-C", near, "rev-parse", "--show-toplevel", NULL},
             &top)) {
        return tt_refuse(error, "--since needs git, and a repository around the files");
    }
    if (ref[0] == '-' ||
        !ask(arena, (const char *const[]){GIT, "-C", top, "merge-base", "HEAD", ref, NULL},
             &base)) {
        return tt_refuse(error,
                         "--since \"%s\": git knows no commit that this and HEAD have in "
                         "common; a shallow clone must fetch it first (actions/checkout: "
                         "fetch-depth: 0)",
                         ref);
    }
    if (!tt_program_run(arena,
                        (const char *const[]){GIT, "-C", top, "diff", "--name-status", "-z",
                                              "--no-renames", "--no-ext-diff", base, "--",
                                              NULL},
                        &changed) ||
        !tt_program_run(arena,
                        (const char *const[]){GIT, "-C", top, "ls-files", "--others",
                                              "--exclude-standard", "-z", NULL},
                        &untracked)) {
        return tt_refuse(error, "--since \"%s\": git could not tell what changed", ref);
    }
    read_changed(arena, ret_changes, top, changed);
    read_untracked(arena, ret_changes, top, untracked);
    return true;
}

void tt_git_finish(struct tt_git_changes *changes)
{
    tt_map_finish(&changes->states);
}

enum tt_git_state tt_git_state_of(const struct tt_git_changes *changes, const char *path)
{
    char absolute[PATH_MAX];
    const enum tt_git_state *state = NULL;
    if (changes->states.count > 0 && realpath(path, absolute)) {
        state = tt_map_get(&changes->states, tt_str_from(absolute));
    }
    return state ? *state : TT_GIT_OLD;
}
