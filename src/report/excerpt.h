/* A piece of a source line with a mark under the part that matters. */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "tiptoe.h"

/*
 * Ready to be printed: tabs are blanks, nothing in it moves the cursor, and of
 * a very long line only what surrounds the mark is there.
 */
struct tt_excerpt {
    char text[2048];
    unsigned indent; /* columns before the mark */
    unsigned marked; /* columns under it, at least 1 */
};

/* `from` and `to` are offsets in `line`, either of which may lie beyond its end. */
void tt_excerpt_make(struct tt_str line, size_t from, size_t to,
                     struct tt_excerpt *ret_excerpt);

#endif
