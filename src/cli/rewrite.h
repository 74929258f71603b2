/* Puts a new text in the place of a file, and makes the file that goes with it: both or
 * neither. */
#ifndef CLI_REWRITE_H
#define CLI_REWRITE_H

#include "cli/cli.h"

struct tt_rewrite {
    struct tt_str path;
    struct tt_str before; /* as it was read first */
    struct tt_str after;
    struct tt_str new_path; /* of a file that belongs to it and is made; or empty */
    struct tt_str new_text;
};

/* Refuses what is no longer as it was read. */
bool tt_rewrite(struct tt_arena *arena, const struct tt_rewrite *rewrite,
                struct tt_error *error);

#endif
