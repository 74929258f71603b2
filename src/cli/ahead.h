/*
 * Loads a series' files and parses them ahead of their turn, on all of the
 * machine's cores, while those before them are judged in their order.
 */
#ifndef CLI_AHEAD_H
#define CLI_AHEAD_H

#include "base/arena.h"
#include "cli/inputs.h"
#include "cli/run.h"
#include "project/project.h"

struct tt_ahead;

/* A migration's file, with all that is known of it before it is judged. */
struct tt_loaded {
    struct tt_arena arena; /* that `file` and what it points to live in */
    struct tt_file file;
    struct tt_str text; /* as it was read */
    bool is_stdin;
    bool is_known; /* it was not read, but taken from the options' texts */
    bool failed;   /* it could not be read; `error` says why */
    struct tt_error error;
};

/* What they point to must outlive it. */
struct tt_ahead_options {
    const struct tt_series *series;
    const struct tt_inputs *inputs;
    const struct tt_texts *texts; /* of files that are not to be read from disk; may be NULL,
                                     and must not change while more than one thread reads */
    unsigned jobs; /* threads, this one among them; 0: as many as there are cores */
};

struct tt_ahead *tt_ahead_start(const struct tt_ahead_options *options);
/* The migration at `index`, once it is loaded; to be called in order, for each of them. */
struct tt_loaded *tt_ahead_take(struct tt_ahead *ahead, size_t index);
/* Frees it, now that it is judged. */
void tt_ahead_drop(struct tt_ahead *ahead, size_t index);
void tt_ahead_finish(struct tt_ahead *ahead);

#endif
