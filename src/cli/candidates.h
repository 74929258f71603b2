/* What may stand at the end of a command line that is being typed. */
#ifndef CLI_CANDIDATES_H
#define CLI_CANDIDATES_H

#include "cli/cli.h"

struct tt_candidates {
    struct tt_words words;
    bool files; /* any file, besides */
    bool sql;   /* or files and folders of SQL */
    /* What the last word begins with, before what is completed: "--select=will-fail,". */
    struct tt_str before;
};

/* `words` ends with NULL: what stands behind "tiptoe", the last one being typed, so it may be
 * empty. Those of bash, which takes "--format=json" for three, are understood. */
void tt_candidates_find(struct tt_candidates *candidates, struct tt_arena *arena,
                        const char *const *words);

#endif
