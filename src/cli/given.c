#include "cli/given.h"

#include <sys/stat.h>

#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"

bool tt_given_knows_new(const struct tt_check_settings *settings)
{
    return settings->since || settings->new_files.count > 0;
}

static bool same_file(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static bool is_named_new(const struct tt_check_settings *settings, const char *path)
{
    for (size_t i = 0; i < settings->new_files.count; i++) {
        if (same_file(settings->new_files.items[i], path)) {
            return true;
        }
    }
    return false;
}

/* Standard input is what someone is writing just now. */
static void judge(const struct tt_check_settings *settings,
                  const struct tt_git_changes *changes, const struct tt_input *input,
                  struct tt_given *given)
{
    enum tt_git_state state = tt_git_state_of(changes, given->path);
    bool is_new = input->is_stdin || state != TT_GIT_OLD || is_named_new(settings, given->path);
    given->is_history = (settings->staged || tt_given_knows_new(settings)) && !is_new;
    given->is_edited = state == TT_GIT_EDITED;
}

/* A file of the repository that the user is in, if one is: a submodule's may come first. */
static const char *whose(struct tt_arena *arena, const struct tt_inputs *inputs)
{
    for (size_t i = 0; i < inputs->files.count; i++) {
        const char *path = inputs->files.items[i].path;
        if (tt_share_repository(arena, ".", tt_folder_of(arena, path))) {
            return path;
        }
    }
    return inputs->files.count > 0 ? inputs->files.items[0].path : "./";
}

static bool ask_git(struct tt_arena *arena, const struct tt_check_settings *settings,
                    const struct tt_inputs *inputs, struct tt_git_changes *changes,
                    struct tt_error *error)
{
    if (settings->staged) {
        return tt_git_staged(arena, whose(arena, inputs), changes, error);
    }
    return !settings->since ||
           tt_git_since(arena, settings->since, whose(arena, inputs), changes, error);
}

bool tt_given_make(struct tt_arena *arena, const struct tt_check_settings *settings,
                   const struct tt_inputs *inputs, struct tt_git_changes *changes,
                   struct tt_given **ret_given, struct tt_error *error)
{
    if (!ask_git(arena, settings, inputs, changes, error)) {
        return false;
    }
    struct tt_given *given = tt_new_array(arena, struct tt_given, inputs->files.count);
    for (size_t i = 0; i < inputs->files.count; i++) {
        const struct tt_input *input = &inputs->files.items[i];
        const char *name = settings->stdin_path ? settings->stdin_path : "<stdin>";
        given[i].path = input->is_stdin ? name : input->path;
        judge(settings, changes, input, &given[i]);
    }
    *ret_given = given;
    return true;
}
