/* Patterns for paths: * ? [a-z], and ** for any number of folders. */
#ifndef CLI_GLOB_H
#define CLI_GLOB_H

#include "cli/cli.h"

bool tt_glob_is_pattern(const char *path);

/* Returns how much it made of the path; the sum is what tt_glob_expand returns. */
typedef size_t tt_glob_fn(void *user, const char *path);

/*
 * Calls `on_match` for every path that matches, in natural order. As in a
 * shell, a leading dot must be matched by a dot.
 */
size_t tt_glob_expand(struct tt_arena *arena, const char *pattern, tt_glob_fn *on_match,
                      void *user);

#endif
