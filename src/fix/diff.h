/* What differs between two texts, as a patch that git and patch take. */
#ifndef FIX_DIFF_H
#define FIX_DIFF_H

#include "base/sink.h"
#include "tiptoe.h"

/*
 * Prints nothing when they are the same. `path` goes by "a/" and "b/", as in a repository:
 * it should be relative to where the patch is applied. It is no "diff --git", so git takes it
 * below the folder that it is applied in. A file that `is_new` is made by the patch.
 */
void tt_diff_print(struct tt_sink *sink, struct tt_str path, bool is_new, struct tt_str before,
                   struct tt_str after);

#endif
