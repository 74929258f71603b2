/* Which .tiptoe.json, and which baseline, a file belongs to. */
#ifndef PROJECT_CONFIG_FIND_H
#define PROJECT_CONFIG_FIND_H

#include "project/config.h"

/*
 * `path` from the root on, with the links among its folders resolved. Neither
 * the file nor its folders need exist.
 */
const char *tt_path_resolve(struct tt_arena *arena, const char *path);
/* The folder that a resolved path lies in: "/" at last. */
struct tt_str tt_path_folder(struct tt_str path);

/* The path from `folder` on; empty when it does not lie in there. */
struct tt_str tt_path_below(struct tt_str path, struct tt_str folder);
/* `folder` may be "/" or empty, which are the same. */
struct tt_str tt_path_join(struct tt_arena *arena, struct tt_str folder, const char *name);

/*
 * What is called `name` in a resolved folder or in the nearest one above, up to
 * the one that holds a repository's .git. NULL: there is none.
 */
const char *tt_config_find(struct tt_arena *arena, struct tt_str folder, const char *name);

/*
 * Whether a resolved path is meant by a pattern in a configuration that lies
 * in `folder`.
 */
bool tt_path_matches(struct tt_arena *arena, struct tt_str path, struct tt_str folder,
                     struct tt_str pattern);

#endif
