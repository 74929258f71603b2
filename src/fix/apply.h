/* A file's text with the edits of its findings. */
#ifndef FIX_APPLY_H
#define FIX_APPLY_H

#include "tiptoe.h"

struct tt_arena;

/*
 * Makes the edits of all findings that count and are about `path`, in their order. Where
 * edits of two findings meet, those of the later one are left out as a whole: once the text
 * is checked again, it may have them still. `ret_made` tells for each finding whether its
 * edits were made, and the answer is how many were; without any, `text` is left alone.
 */
size_t tt_fix_apply(struct tt_arena *arena, struct tt_str path,
                    const struct tt_finding *findings, size_t count, bool *ret_made,
                    struct tt_str *text);

#endif
