#include "cli/git.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "cli/program.h"

/*
 * The repository's own settings must not start programs, nor name files in another way. Git
 * would run hooks when it writes the index, and ssh to fetch what a partial clone lacks.
 */
static const char *const always[] = {
    "git",
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
    "-c",
    "core.quotePath=false",
    "-c",
    "diff.relative=false",
};
#define DIFF "diff", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules"

/* Runs git where the changes are looked for; its words end with NULL. */
static bool run_git(struct tt_arena *arena, const struct tt_git_changes *changes,
                    struct tt_str *ret_output, ...)
{
    TT_VEC(const char *) argv = {0};
    va_list words;
    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
        tt_vec_push(arena, &argv, always[i]);
    }
    for (size_t i = 0; i < changes->settings.count; i++) {
        tt_vec_push(arena, &argv, "-c");
        tt_vec_push(arena, &argv, changes->settings.items[i]);
    }
    tt_vec_push(arena, &argv, "-C");
    tt_vec_push(arena, &argv, changes->near);
    va_start(words, ret_output);
    const char *word = NULL;
    do {
        word = va_arg(words, const char *);
        tt_vec_push(arena, &argv, word);
    } while (word);
    va_end(words);
    return tt_program_run(arena, argv.items, ret_output);
}

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

/* Filters are programs that git has texts pass through to see whether they changed. */
static void leave_out_filters(struct tt_arena *arena, struct tt_git_changes *changes)
{
    struct tt_str output, name;
    if (!run_git(arena, changes, &output, "config", "-z", "--name-only", "--get-regexp",
                 "^filter\\..*\\.(clean|process|required)$", NULL)) {
        return; /* there are none */
    }
    while (next_field(&output, &name)) {
        tt_vec_push(arena, &changes->settings,
                    tt_str_format(arena, TT_FMT "=", TT_ARG(name)).ptr);
    }
}

/* A hook is told by the environment which repository it is about, from here and not elsewhere.
 */
static bool find_top(struct tt_arena *arena, const char *path, struct tt_git_changes *changes,
                     const char **ret_top)
{
    struct tt_str output;
    bool told = getenv("GIT_DIR") != NULL;
    changes->near = told ? "." : tt_folder_of(arena, path);
    if (!run_git(arena, changes, &output, "rev-parse", "--show-toplevel", NULL)) {
        return false;
    }
    *ret_top = tt_program_line(arena, output);
    changes->near = told ? changes->near : *ret_top;
    leave_out_filters(arena, changes);
    return (*ret_top)[0] != '\0';
}

bool tt_git_since(struct tt_arena *arena, const char *ref, const char *path,
                  struct tt_git_changes *ret_changes, struct tt_error *error)
{
    const char *top;
    struct tt_str base, changed, untracked;
    if (!find_top(arena, path, ret_changes, &top)) {
        return tt_refuse(error, "--since needs git, and a repository around the files");
    }
    if (ref[0] == '-' || !run_git(arena, ret_changes, &base, "merge-base", "HEAD", ref, NULL)) {
        return tt_refuse(error,
                         "--since \"%s\": git knows no commit that this and HEAD have in "
                         "common; a shallow clone must fetch it first (actions/checkout: "
                         "fetch-depth: 0)",
                         ref);
    }
    if (!run_git(arena, ret_changes, &changed, DIFF, "--name-status",
                 tt_program_line(arena, base), "--", NULL) ||
        !run_git(arena, ret_changes, &untracked, "ls-files", "--others", "--exclude-standard",
                 "--full-name", "-z", NULL)) {
        return tt_refuse(error, "--since \"%s\": git could not tell what changed", ref);
    }
    read_changed(arena, ret_changes, top, changed);
    read_untracked(arena, ret_changes, top, untracked);
    return true;
}

/* --- what is staged ----------------------------------------------------------------- */

/* The names that `git diff --cached` gives against a commit. */
static bool list_staged(struct tt_arena *arena, const struct tt_git_changes *changes,
                        const char *commit, struct tt_map *ret_names)
{
    struct tt_str output, name;
    if (!run_git(arena, changes, &output, DIFF, "--cached", "--name-only", "--diff-filter=d",
                 commit, "--", NULL)) {
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
    bool merges = list_staged(arena, ret_changes, "MERGE_HEAD", &merged);
    bool told = run_git(arena, ret_changes, &staged, DIFF, "--cached", "--name-only",
                        "--diff-filter=d", NULL) &&
                run_git(arena, ret_changes, &changed, DIFF, "--name-only", NULL);
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
    return run_git(arena, changes, ret_text, "cat-file", "blob", object, NULL);
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

/* --- what is committed -------------------------------------------------------------- */

static bool read_committed(struct tt_arena *arena, const char *path,
                           struct tt_git_changes *ret_changes)
{
    const char *top;
    struct tt_str committed, changed, name;
    if (!find_top(arena, path, ret_changes, &top) ||
        !run_git(arena, ret_changes, &committed, "ls-tree", "-r", "-z", "--name-only",
                 "--full-tree", "HEAD", NULL) ||
        !run_git(arena, ret_changes, &changed, DIFF, "--name-only", "HEAD", "--", NULL)) {
        return false;
    }
    while (next_field(&committed, &name)) {
        set_state(arena, ret_changes, top, name, TT_GIT_OLD);
    }
    while (next_field(&changed, &name)) {
        set_state(arena, ret_changes, top, name, TT_GIT_EDITED);
    }
    return true;
}

bool tt_git_committed(struct tt_arena *arena, const char *const *paths, size_t count,
                      bool *ret_committed)
{
    struct tt_git_changes changes = {0};
    bool told = count > 0 && read_committed(arena, paths[0], &changes);
    for (size_t i = 0; i < count; i++) {
        const enum tt_git_state *state = told ? known_of(&changes.states, paths[i]) : NULL;
        ret_committed[i] = state && *state == TT_GIT_OLD;
    }
    tt_git_finish(&changes);
    return told;
}
