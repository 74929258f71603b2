/* A file's text with the edits of its findings. */
#ifndef FIX_APPLY_H
#define FIX_APPLY_H

#include "tiptoe.h"

struct tt_arena;

/*
 * Makes the edits of `path` that findings about it have, if they count, in their order. Where
 * edits of two findings meet, those of the later one are left out as a whole: once the text
 * is checked again, it may have them still. Findings whose edits make
 * another file, too, are left out unless whoever calls `makes_files`. `ret_made` tells for each
 * finding whether its edits were made, and the answer is how many were; without any, `text` is
 * left alone.
 */
size_t tt_fix_apply(struct tt_arena *arena, struct tt_str path, bool makes_files,
                    const struct tt_finding *findings, size_t count, bool *ret_made,
                    struct tt_str *text);

/* Whether one of its edits makes another file than the one that the finding is in. */
bool tt_fix_makes_file(const struct tt_finding *finding);

/*
 * Adds the text of an edit that makes a file to what others have put there: what both begin
 * and end with, in whole lines, stands there once.
 */
struct tt_str tt_fix_add_new(struct tt_arena *arena, struct tt_str text,
                             struct tt_str addition);

#endif
