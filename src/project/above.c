#include "project/above.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

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
