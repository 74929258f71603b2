/* A line that tells how far long work has come, for someone who looks on. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Start from {0}. */
struct tt_progress {
    double started; /* seconds */
    double shown;
    bool visible; /* the line stands on the terminal */
};

/* Shows the line on a terminal's standard error, after half a second; else does nothing. */
void tt_progress_step(struct tt_progress *progress, size_t done, size_t total);
/* Takes the line away. */
void tt_progress_end(struct tt_progress *progress);

#endif
