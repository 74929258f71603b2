#include "project/apart.h"

#include "base/arena.h"
#include "base/str.h"
#include "project/find.h"
#include "project/order.h"

/* Up to the slash before the last part; empty for a name alone. */
static struct tt_str folder_of(struct tt_str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/') {
        end--;
    }
    return tt_str_slice(path, 0, end > 0 ? end - 1 : 0);
}

static bool is_digit(struct tt_str text, size_t at)
{
    return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* "2024", "1_users", "v1.2" */
static bool is_version(struct tt_str name)
{
    bool marked = name.len > 0 && (name.ptr[0] == 'v' || name.ptr[0] == 'V');
    return is_digit(name, marked);
}

/*
 * The folder that a file's history lies in: its own, or the one above when that is a version
 * itself, as 2024/ and 1_users/ are.
 */
static struct tt_str root_of(const char *path)
{
    struct tt_str folder = folder_of(tt_str_from(path));
    for (;;) {
        struct tt_str above = folder_of(folder);
        size_t start = above.len > 0 ? above.len + 1 : 0;
        if (folder.len == 0 || !is_version(tt_str_slice(folder, start, folder.len))) {
            return folder;
        }
        folder = above;
    }
}

/* The innermost folder above the file that is called as one for migrations; or empty. */
static struct tt_str called_above(const char *path)
{
    struct tt_str folder = folder_of(tt_str_from(path));
    while (folder.len > 0) {
        struct tt_str above = folder_of(folder);
        size_t start = above.len > 0 ? above.len + 1 : 0;
        if (tt_is_for_migrations(tt_str_slice(folder, start, folder.len))) {
            break;
        }
        folder = above;
    }
    return folder;
}

struct tt_str tt_apart_add(struct tt_apart *apart, const char *path, struct tt_str version)
{
    struct tt_str whole = tt_str_from(path), root = root_of(path);
    struct tt_str name = tt_str_slice(whole, root.len > 0 ? root.len + 1 : 0, whole.len);
    bool own_folder = folder_of(name).len > 0;
    if (version.len > 0 && !own_folder) {
        name = tt_without_zeros(version);
    }
    const struct tt_str *other = tt_map_get(&apart->roots, name);
    if (other && !tt_str_equal(*other, root)) {
        apart->is_each = true;
        return other->len > 0 ? *other : TT_STR(".");
    }
    struct tt_str *kept = tt_new(apart->arena, struct tt_str);
    *kept = root;
    tt_map_set(&apart->roots, tt_str_copy(apart->arena, name), kept);
    return (struct tt_str){0};
}

struct tt_str tt_apart_key(struct tt_apart *apart, const char *path)
{
    struct tt_str folder = apart->is_each ? root_of(path) : called_above(path);
    bool differs = !tt_str_equal(folder, apart->folder);
    bool may_go_on = !apart->is_each && (folder.len == 0 || apart->folder.len == 0);
    bool is_other = apart->key.len == 0 || (differs && !may_go_on);
    if (is_other) {
        apart->key = tt_str_format(apart->arena, "\n" TT_FMT, TT_ARG(folder));
    }
    if (is_other || apart->folder.len == 0) {
        apart->folder = folder;
    }
    return apart->key;
}

void tt_apart_finish(struct tt_apart *apart)
{
    tt_map_finish(&apart->roots);
}
