/* file: URIs and the paths that they name. */
#ifndef LSP_URI_H
#define LSP_URI_H

#include "tiptoe.h"

struct tt_arena;

/* NULL when the URI names no file on this machine. */
const char *tt_uri_path(struct tt_arena *arena, struct tt_str uri);
/* `path` begins at the root. */
struct tt_str tt_uri_of(struct tt_arena *arena, struct tt_str path);

#endif
