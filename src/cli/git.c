#include "cli/git.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "cli/program.h"

/* The repository's own settings must not start programs, nor name files in another way. */
#define GIT                                                                                    \
    "git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c",                   \
        "diff.relative=false"
#define DIFF "diff", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules"

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

/* A hook is told by the environment which repository it is about, from here and not elsewhere.
 */
static bool find_top(struct tt_arena *arena, const char *path, struct tt_git_changes *changes,
                     const char **ret_top)
{
    bool told = getenv("GIT_DIR") != NULL;
    const char *near = told ? "." : tt_folder_of(arena, path);
    bool found = ask(
        arena, (const char *const[]){GIT, "-C", near, "rev-parse", "--show-toplevel", NULL},
        ret_top);
    changes->near = told || !found ? near : *ret_top;
    return found;
}

bool tt_git_since(struct tt_arena *arena, const char *ref, const char *path,
                  struct tt_git_changes *ret_changes, struct tt_error *error)
{
    const char *top, *base;
    struct tt_str changed, untracked;
    if (!find_top(arena, path, ret_changes, &top)) {
        return tt_refuse(error, "--since needs git, and a repository around the files");
    }
    if (ref[0] == '-' || !ask(arena,
                              (const char *const[]){GIT, "-C", ret_changes->near, "merge-base",
                                                    "HEAD", ref, NULL},
                              &base)) {
        return tt_refuse(error,
                         "--since \"%s\": git knows no commit that this and HEAD have in "
                         "common; a shallow clone must fetch it first (actions/checkout: "
                         "fetch-depth: 0)",
                         ref);
    }
    if (!tt_program_run(arena,
                        (const char *const[]){GIT, "-C", ret_changes->near, DIFF,
                                              "--name-status", base, "--", NULL},
                        &changed) ||
        !tt_program_run(arena,
                        (const char *const[]){GIT, "-C", ret_changes->near, "ls-files",
                                              "--others", "--exclude-standard", "--full-name",
                                              "-z", NULL},
                        &untracked)) {
        return tt_refuse(error, "--since \"%s\": git could not tell what changed", ref);
    }
    read_changed(arena, ret_changes, top, changed);
    read_untracked(arena, ret_changes, top, untracked);
    return true;
}

/* --- what is staged ----------------------------------------------------------------- */

/* The names that `git diff --cached` gives against a commit. */
static bool list_staged(struct tt_arena *arena, const char *near, const char *commit,
                        struct tt_map *ret_names)
{
    struct tt_str output, name;
    if (!tt_program_run(arena,
                        (const char *const[]){GIT, "-C", near, DIFF, "--cached", "--name-only",
                                              "--diff-filter=d", commit, "--", NULL},
                        &output)) {
        return false;
    }
    while (next_field(&output, &name)) {
        tt_map_set(ret_names, name, ret_names); /* anything will do */
    }
    return true;
}

bool tt_git_staged(struct tt_arena *arena, const char *path, struct tt_git_changes *ret_changes,
                   struct tt_error *error)
{
    const char *top;
    struct tt_str staged, changed, name;
    struct tt_map merged = {0};
    if (!find_top(arena, path, ret_changes, &top)) {
        return tt_refuse(error, "--staged needs git, and a repository around the files");
    }
    bool merges = list_staged(arena, ret_changes->near, "MERGE_HEAD", &merged);
    bool told = tt_program_run(arena,
                               (const char *const[]){GIT, "-C", ret_changes->near, DIFF,
                                                     "--cached", "--name-only",
                                                     "--diff-filter=d", NULL},
                               &staged) &&
                tt_program_run(arena,
                               (const char *const[]){GIT, "-C", ret_changes->near, DIFF,
                                                     "--name-only", NULL},
                               &changed);
    while (told && next_field(&staged, &name)) {
        if (!merges || tt_map_get(&merged, name)) {
            set_state(arena, ret_changes, top, name, TT_GIT_NEW);
        }
    }
    while (told && next_field(&changed, &name)) {
        const char *absolute = tt_folder_join(arena, top, tt_str_copy(arena, name).ptr);
        struct tt_str *kept = tt_new(arena, struct tt_str);
        *kept = tt_str_copy(arena, name);
        tt_map_set(&ret_changes->index, tt_str_from(absolute), kept);
    }
    tt_map_finish(&merged);
    return told || tt_refuse(error, "--staged: git could not tell what is staged");
}

/* What the map has for a path, however it is written. */
static const void *known_of(const struct tt_map *map, const char *path)
{
    char absolute[PATH_MAX];
    return map->count > 0 && realpath(path, absolute) ? tt_map_get(map, tt_str_from(absolute))
                                                      : NULL;
}

bool tt_git_staged_text(struct tt_arena *arena, const struct tt_git_changes *changes,
                        const char *path, struct tt_str *ret_text)
{
    const struct tt_str *name = known_of(&changes->index, path);
    if (!name) {
        return false;
    }
    const char *object = tt_str_format(arena, ":" TT_FMT, TT_ARG(*name)).ptr;
    return tt_program_run(
        arena,
        (const char *const[]){GIT, "-C", changes->near, "cat-file", "blob", object, NULL},
        ret_text);
}

void tt_git_finish(struct tt_git_changes *changes)
{
    tt_map_finish(&changes->states);
    tt_map_finish(&changes->index);
}

enum tt_git_state tt_git_state_of(const struct tt_git_changes *changes, const char *path)
{
    const enum tt_git_state *state = known_of(&changes->states, path);
    return state ? *state : TT_GIT_OLD;
}
