/* Where a report goes: standard output, or a file that is written whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/cli.h"

struct tt_output {
    struct tt_sink sink;
    int fd;
    int failure;           /* errno of the first write that failed, or 0 */
    const char *path;      /* or what messages call it */
    const char *temporary; /* becomes `path` when all is written; may be NULL */
    size_t used;
    char buffer[64 * 1024];
};

void tt_output_standard(struct tt_output *output);
bool tt_output_file(struct tt_output *output, struct tt_arena *arena, const char *path,
                    struct tt_error *error);

/* Writes what is left so far. */
void tt_output_flush(struct tt_output *output);

/*
 * Writes what is left, and puts the file in its place. A reader who hangs up
 * early is no error: they have seen what they wanted.
 */
bool tt_output_close(struct tt_output *output, struct tt_error *error);

#endif
