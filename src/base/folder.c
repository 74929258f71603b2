/* For what readdir tells of a kind, so that not each file has to be asked. */
#define _DEFAULT_SOURCE /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

bool tt_folder_is_left_out(const char *name)
{
    return name[0] == '.' || strcmp(name, "node_modules") == 0;
}

bool tt_folder_is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

const char *tt_last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *tt_folder_of(struct tt_arena *arena, const char *path)
{
    size_t end = (size_t)(tt_last_part(path) - path);
    while (end > 1 && path[end - 1] == '/') {
        end--;
    }
    return end == 0 ? "." : tt_str_copy(arena, (struct tt_str){path, end}).ptr;
}

const char *tt_folder_join(struct tt_arena *arena, const char *folder, const char *name)
{
    if (folder[0] == '\0' || strcmp(folder, ".") == 0) {
        return tt_str_copy(arena, tt_str_from(name)).ptr;
    }
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/') {
        len--;
    }
    const char *slash = folder[len - 1] == '/' ? "" : "/";
    return tt_str_format(arena, "%.*s%s%s", (int)len, folder, slash, name).ptr;
}

static int compare(const void *a, const void *b)
{
    const struct tt_folder_entry *left = a, *right = b;
    return tt_str_compare_natural(tt_str_from(left->name), tt_str_from(right->name));
}

static void ask_kind(const struct dirent *found, struct tt_folder_entry *entry)
{
    struct stat status;
#ifdef DT_UNKNOWN
    if (found->d_type != DT_UNKNOWN) {
        entry->is_folder = found->d_type == DT_DIR;
        entry->is_link = found->d_type == DT_LNK;
        return;
    }
#endif
    bool known = lstat(entry->path, &status) == 0;
    entry->is_folder = known && S_ISDIR(status.st_mode);
    entry->is_link = known && S_ISLNK(status.st_mode);
}

bool tt_folder_read(struct tt_arena *arena, const char *path, struct tt_folder *ret_folder,
                    struct tt_error *error)
{
    TT_VEC(struct tt_folder_entry) entries = {0};
    DIR *folder = opendir(path[0] ? path : ".");
    if (!folder) {
        return tt_refuse_unread(error, errno);
    }
    for (;;) {
        errno = 0;
        const struct dirent *found = readdir(folder);
        if (!found) {
            break;
        }
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0) {
            continue;
        }
        struct tt_folder_entry entry = {.path = tt_folder_join(arena, path, found->d_name)};
        entry.name = entry.path + strlen(entry.path) - strlen(found->d_name);
        ask_kind(found, &entry);
        tt_vec_push(arena, &entries, entry);
    }
    int failure = errno;
    (void)closedir(folder);
    if (failure != 0) {
        return tt_refuse_unread(error, failure);
    }
    if (entries.count > 0) {
        qsort(entries.items, entries.count, sizeof(entries.items[0]), compare);
    }
    *ret_folder = (struct tt_folder){entries.items, entries.count};
    return true;
}
