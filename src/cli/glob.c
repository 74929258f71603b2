#include "cli/glob.h"

#include <fnmatch.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/str.h"

struct expansion {
    struct tt_arena *arena;
    tt_glob_fn *on_match;
    void *user;
};

bool tt_glob_is_pattern(const char *path)
{
    const char *bracket = strchr(path, '[');
    return strpbrk(path, "*?") || (bracket && strchr(bracket, ']'));
}

/* The part before the first slash; `*rest` is what follows, NULL at the end. */
static const char *take_part(struct tt_arena *arena, const char *pattern, const char **rest)
{
    const char *slash = strchr(pattern, '/');
    *rest = slash;
    while (*rest && **rest == '/') {
        (*rest)++;
    }
    size_t len = slash ? (size_t)(slash - pattern) : strlen(pattern);
    return tt_str_copy(arena, (struct tt_str){pattern, len}).ptr;
}

static size_t expand(struct expansion *all, const char *folder, const char *pattern);

/* The rest of the pattern, here and in every folder below. */
static size_t expand_below(struct expansion *all, const char *folder, const char *rest)
{
    struct tt_folder content;
    struct tt_error ignored; /* what cannot be listed does not match, as in a shell */
    size_t count = expand(all, folder, rest);
    if (!tt_folder_read(all->arena, folder, &content, &ignored)) {
        return count;
    }
    for (size_t i = 0; i < content.count; i++) {
        const struct tt_folder_entry *entry = &content.entries[i];
        if (entry->is_folder && !tt_folder_is_left_out(entry->name)) {
            count += expand_below(all, entry->path, rest);
        }
    }
    return count;
}

static size_t expand_plain(struct expansion *all, const char *folder, const char *part,
                           const char *rest)
{
    struct stat status;
    const char *path = part[0] ? tt_folder_join(all->arena, folder, part) : "/";
    if (stat(path, &status) != 0) {
        return 0;
    }
    return rest && rest[0] ? expand(all, path, rest) : all->on_match(all->user, path);
}

static size_t expand(struct expansion *all, const char *folder, const char *pattern)
{
    const char *rest = NULL;
    const char *part = take_part(all->arena, pattern, &rest);
    if (strcmp(part, "**") == 0) {
        while (rest && strncmp(rest, "**/", 3) == 0) {
            rest += 3;
        }
        if (!rest || !rest[0]) {
            return all->on_match(all->user, folder[0] ? folder : ".");
        }
        return expand_below(all, folder, rest);
    }
    if (!tt_glob_is_pattern(part)) {
        return expand_plain(all, folder, part, rest);
    }
    struct tt_folder content;
    struct tt_error ignored;
    size_t count = 0;
    if (!tt_folder_read(all->arena, folder, &content, &ignored)) {
        return 0;
    }
    for (size_t i = 0; i < content.count; i++) {
        const struct tt_folder_entry *entry = &content.entries[i];
        if (fnmatch(part, entry->name, FNM_PERIOD) != 0) {
            continue;
        }
        bool last = !rest || !rest[0];
        count += last ? all->on_match(all->user, entry->path) : expand(all, entry->path, rest);
    }
    return count;
}

size_t tt_glob_expand(struct tt_arena *arena, const char *pattern, tt_glob_fn *on_match,
                      void *user)
{
    struct expansion all = {arena, on_match, user};
    return expand(&all, "", pattern);
}
