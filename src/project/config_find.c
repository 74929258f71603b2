#include "project/config_find.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

struct tt_str tt_path_folder(struct tt_str path)
{
    size_t end = path.len;
    while (end > 1 && path.ptr[end - 1] != '/') {
        end--;
    }
    return tt_str_slice(path, 0, end > 1 ? end - 1 : end);
}

struct tt_str tt_path_join(struct tt_arena *arena, struct tt_str folder, const char *name)
{
    const char *slash = folder.len == 1 ? "" : "/";
    return tt_str_format(arena, TT_FMT "%s%s", TT_ARG(folder), slash, name);
}

static struct tt_str current_folder(struct tt_arena *arena)
{
    enum { PATH_BYTES = 4096, PATH_BYTES_MAX = 1 << 20 };
    for (size_t room = PATH_BYTES; room <= PATH_BYTES_MAX; room *= 2) {
        char *bytes = tt_new_array(arena, char, room);
        if (getcwd(bytes, room)) {
            return tt_str_from(bytes);
        }
        if (errno != ERANGE) {
            break;
        }
    }
    return TT_STR("/"); /* it was removed, or is out of reach */
}

/* Takes out "." and "..": for folders that do not exist. */
static struct tt_str normalise(struct tt_arena *arena, struct tt_str path)
{
    struct tt_str whole = TT_STR("");
    for (size_t start = 0; start < path.len;) {
        size_t end = start;
        while (end < path.len && path.ptr[end] != '/') {
            end++;
        }
        struct tt_str part = tt_str_slice(path, start, end);
        if (tt_str_is(part, "..")) {
            while (whole.len > 0 && whole.ptr[--whole.len] != '/') {
            }
        } else if (part.len > 0 && !tt_str_is(part, ".")) {
            whole = tt_str_format(arena, TT_FMT "/" TT_FMT, TT_ARG(whole), TT_ARG(part));
        }
        start = end + 1;
    }
    return whole;
}

static struct tt_str resolve_folder(struct tt_arena *arena, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real) {
        struct tt_str kept = tt_str_copy(arena, tt_str_from(real));
        free(real);
        return kept;
    }
    struct tt_str whole = tt_str_from(folder);
    if (folder[0] != '/') {
        whole = tt_str_format(arena, TT_FMT "/%s", TT_ARG(current_folder(arena)), folder);
    }
    return normalise(arena, whole);
}

const char *tt_path_resolve(struct tt_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct tt_str folder = TT_STR(".");
    if (slash) {
        folder = slash == path ? TT_STR("/") : (struct tt_str){path, (size_t)(slash - path)};
    }
    folder = resolve_folder(arena, tt_str_copy(arena, folder).ptr);
    return tt_path_join(arena, folder, name).ptr;
}

static const char *entry_of(struct tt_arena *arena, struct tt_str folder, const char *name)
{
    struct stat status;
    struct tt_str path = tt_path_join(arena, folder, name);
    /* A folder that may not be looked into is nobody's; any other trouble is told by whoever
     * reads the file. */
    bool absent = lstat(path.ptr, &status) != 0 && (errno == ENOENT || errno == ENOTDIR ||
                                                    errno == EACCES || errno == ENAMETOOLONG);
    return absent ? NULL : path.ptr;
}

const char *tt_config_find(struct tt_arena *arena, struct tt_str folder, const char *name)
{
    for (;;) {
        const char *found = entry_of(arena, folder, name);
        if (found || entry_of(arena, folder, ".git") || folder.len <= 1) {
            return found;
        }
        folder = tt_path_folder(folder);
    }
}
