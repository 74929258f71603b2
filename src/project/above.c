#include "project/above.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/str.h"

enum { FOLDERS_ABOVE_MAX = 12 };

void tt_above_init(struct tt_above *above, struct tt_arena *arena, const char *folder)
{
    char absolute[PATH_MAX];
    *above = (struct tt_above){.arena = arena, .left = FOLDERS_ABOVE_MAX};
    if (realpath(folder, absolute)) {
        above->next = tt_str_copy(arena, tt_str_from(absolute)).ptr;
    }
}

bool tt_above_next(struct tt_above *above)
{
    if (!above->next || above->left-- == 0) {
        return false;
    }
    above->folder = above->next;
    const char *slash = strrchr(above->folder, '/');
    bool is_top = slash[1] == '\0' ||
                  tt_folder_is_there(tt_folder_join(above->arena, above->folder, ".git"));
    size_t len = slash == above->folder ? 1 : (size_t)(slash - above->folder);
    above->next = is_top ? NULL
                         : tt_str_copy(above->arena, (struct tt_str){above->folder, len}).ptr;
    return true;
}

/* How much of an absolute path is its repository's top; 0 where there is none. */
static size_t repository_of(struct tt_arena *arena, const char *folder)
{
    for (size_t len = strlen(folder); len > 0;) {
        struct tt_str above = {folder, len};
        const char *git = tt_str_format(arena, TT_FMT "/.git", TT_ARG(above)).ptr;
        if (tt_folder_is_there(git)) {
            return len;
        }
        while (len > 0 && folder[--len] != '/') {
        }
    }
    return 0;
}

bool tt_share_repository(struct tt_arena *arena, const char *folder, const char *other)
{
    char a[PATH_MAX], b[PATH_MAX];
    if (!realpath(folder, a) || !realpath(other, b)) {
        return false;
    }
    size_t top = repository_of(arena, a);
    return top > 0 && top == repository_of(arena, b) && strncmp(a, b, top) == 0;
}

const char *tt_leads_out(struct tt_arena *arena, const char *path)
{
    struct stat status;
    char folder[PATH_MAX], target[PATH_MAX];
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode) ||
        !realpath(tt_folder_of(arena, path), folder) || !realpath(path, target)) {
        return NULL;
    }
    size_t top = repository_of(arena, folder);
    bool inside = top == 0 || (strncmp(target, folder, top) == 0 && target[top] == '/');
    return inside ? NULL
                  : tt_str_format(arena,
                                  "is not read: it leads out of the repository, to %s; name it "
                                  "to have it read",
                                  target)
                        .ptr;
}
