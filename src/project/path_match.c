/* Patterns for files: part by part, ** for any number of folders. */
#include <fnmatch.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "project/config_find.h"

struct parts {
    const char **items;
    size_t count;
    size_t room;
};

static void split(struct tt_arena *arena, struct tt_str path, struct parts *parts)
{
    for (size_t start = 0; start < path.len;) {
        size_t end = start;
        while (end < path.len && path.ptr[end] != '/') {
            end++;
        }
        struct tt_str part = tt_str_slice(path, start, end);
        if (part.len > 0 && !tt_str_is(part, ".")) {
            tt_vec_push(arena, parts, tt_str_copy(arena, part).ptr);
        }
        start = end + 1;
    }
}

static bool is_any(const char *part)
{
    return strcmp(part, "**") == 0;
}

/* Where parts do not fit, the last ** takes one more of them. */
static bool match(const struct parts *path, const struct parts *pattern)
{
    size_t at = 0, wanted = 0, any = SIZE_MAX, taken = 0;
    while (at < path->count) {
        if (wanted < pattern->count && is_any(pattern->items[wanted])) {
            any = wanted++;
            taken = at;
            if (wanted == pattern->count) {
                return true;
            }
        } else if (wanted < pattern->count &&
                   fnmatch(pattern->items[wanted], path->items[at], 0) == 0) {
            wanted++;
            at++;
            bool is_folder = wanted == pattern->count && at < path->count;
            if (is_folder && !strpbrk(pattern->items[wanted - 1], "*?[")) {
                return true; /* and so all that is in it */
            }
        } else if (any != SIZE_MAX) {
            wanted = any + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    return wanted == pattern->count;
}

struct tt_str tt_path_below(struct tt_str path, struct tt_str folder)
{
    size_t len = folder.len > 1 ? folder.len : 0;
    bool inside = folder.ptr && path.len > len && path.ptr[len] == '/' &&
                  tt_str_equal(tt_str_slice(path, 0, len), tt_str_slice(folder, 0, len));
    return inside ? tt_str_slice(path, len + 1, path.len) : (struct tt_str){0};
}

bool tt_path_matches(struct tt_arena *arena, struct tt_str path, struct tt_str folder,
                     struct tt_str pattern)
{
    bool anywhere = !memchr(pattern.ptr, '/', pattern.len);
    while (tt_str_starts(pattern, "../") || tt_str_starts(pattern, "./")) {
        bool up = pattern.ptr[1] == '.';
        folder = up ? tt_path_folder(folder) : folder;
        pattern = tt_str_slice(pattern, up ? 3 : 2, pattern.len);
    }
    struct parts parts = {0}, wanted = {0};
    if (anywhere) {
        tt_vec_push(arena, &wanted, "**");
    }
    split(arena, tt_path_below(path, folder), &parts);
    split(arena, pattern, &wanted);
    return parts.count > 0 && match(&parts, &wanted);
}
