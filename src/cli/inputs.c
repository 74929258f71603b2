#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/map.h"
#include "base/str.h"
#include "cli/glob.h"
#include "project/above.h"
#include "project/find.h"

struct collection {
    struct tt_arena *arena;
    struct tt_inputs *inputs;
    struct tt_map seen;
    const struct tt_inputs_options *options;
    size_t excluded;
};

void tt_inputs_error(struct tt_arena *arena, struct tt_inputs *inputs, const char *path,
                     const char *message)
{
    struct tt_report_error error = {.path = tt_str_from(path),
                                    .message = tt_str_copy(arena, tt_str_from(message))};
    tt_vec_push(arena, &inputs->errors, error);
}

static void add(struct collection *all, const char *path, bool is_stdin)
{
    tt_vec_push(all->arena, &all->inputs->files, (struct tt_input){path, is_stdin});
}

/*
 * One file under two paths has one number and one last name. Without the name,
 * equal files that a store links to each other would count as one migration.
 */
static bool seen_before(struct collection *all, const char *path, const struct stat *status)
{
    const char *slash = strrchr(path, '/');
    struct tt_str key = tt_str_format(
        all->arena, "%llu:%llu:%s", (unsigned long long)status->st_dev,
        (unsigned long long)status->st_ino, slash ? slash + 1 : path);
    if (tt_map_get(&all->seen, key)) {
        return true;
    }
    tt_map_set(&all->seen, key, all);
    return false;
}

/* Whoever names an excluded file learns why nothing comes of it. */
static void add_file(struct collection *all, const char *path, const struct stat *status,
                     bool is_named)
{
    const struct tt_inputs_options *options = all->options;
    if (options->excludes && options->excludes(options->user, path)) {
        all->excluded++;
        if (is_named) {
            tt_vec_push(all->arena, &all->inputs->excluded, path);
        }
    } else if (!seen_before(all, path, status)) {
        add(all, path, false);
    }
}

/* Who names a link means it; of one that is only found, nobody knows who made it. */
static bool refuse_link(struct collection *all, const char *path)
{
    const char *why = tt_leads_out(all->arena, path);
    if (why) {
        tt_inputs_error(all->arena, all->inputs, path, why);
    }
    return why != NULL;
}

/* Returns how many files it held, those that were seen before among them. */
static size_t add_folder(struct collection *all, const char *path)
{
    struct tt_folder folder;
    struct tt_error error;
    size_t count = 0;
    if (!tt_folder_read(all->arena, path, &folder, &error)) {
        tt_inputs_error(all->arena, all->inputs, path, error.message);
        return 1;
    }
    for (size_t i = 0; i < folder.count; i++) {
        const struct tt_folder_entry *entry = &folder.entries[i];
        if (tt_folder_is_left_out(entry->name)) {
            continue;
        }
        if (entry->is_folder) {
            count += add_folder(all, entry->path);
        } else if (tt_may_be_migration(entry->path)) {
            struct stat status;
            count++;
            if (entry->is_link && refuse_link(all, entry->path)) {
                continue;
            }
            if (stat(entry->path, &status) == 0) {
                add_file(all, entry->path, &status, false);
            } else {
                tt_inputs_error(all->arena, all->inputs, entry->path, strerror(errno));
            }
        }
    }
    return count;
}

static size_t add_match(void *user, const char *path)
{
    struct collection *all = user;
    struct stat status;
    if (stat(path, &status) != 0) {
        tt_inputs_error(all->arena, all->inputs, path, strerror(errno));
        return 1;
    }
    if (S_ISDIR(status.st_mode)) {
        return add_folder(all, path);
    }
    if (!refuse_link(all, path)) {
        add_file(all, path, &status, false);
    }
    return 1;
}

/* NULL when it gave something; `before` were excluded already. */
static const char *why_nothing(const struct collection *all, size_t count, size_t before,
                               const char *otherwise)
{
    if (count == 0) {
        return otherwise;
    }
    return all->excluded - before == count ? "every .sql file there is excluded" : NULL;
}

static void add_operand(struct collection *all, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0) {
        if (!tt_map_get(&all->seen, TT_STR("-"))) {
            tt_map_set(&all->seen, TT_STR("-"), all);
            add(all, path, true);
        }
        return;
    }
    const char *nothing = NULL;
    size_t excluded = all->excluded;
    if (stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            nothing = why_nothing(all, add_folder(all, path), excluded,
                                  "no .sql file in this folder");
        } else {
            add_file(all, path, &status, true);
        }
    } else if (errno != ENOENT || !tt_glob_is_pattern(path)) {
        tt_inputs_error(all->arena, all->inputs, path, strerror(errno));
    } else {
        nothing = why_nothing(all, tt_glob_expand(all->arena, path, add_match, all), excluded,
                              "no file matches this pattern");
    }
    if (nothing && !all->options->allow_empty) {
        tt_inputs_error(all->arena, all->inputs, path, nothing);
    }
}

void tt_inputs_collect(struct tt_arena *arena, const char **operands,
                       const struct tt_inputs_options *options, struct tt_inputs *ret_inputs)
{
    struct collection all = {.arena = arena, .inputs = ret_inputs, .options = options};
    for (; *operands; operands++) {
        add_operand(&all, *operands);
    }
    tt_map_finish(&all.seen);
}
