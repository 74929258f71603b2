/* Where a report goes: standard output, or a file that is written whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <sys/stat.h>

#include "base/buffer.h"
#include "cli/cli.h"

struct tt_output {
    struct tt_sink sink;
    int fd;                 /* -1 of a file that is written when all of it is there */
    int failure;            /* errno of the first write that failed, or 0 */
    const char *path;       /* or what messages call it */
    char *temporary;        /* what becomes `path` then; NULL of what is written straight */
    mode_t mode;            /* of the file */
    struct tt_buffer whole; /* what is to be in it */
    size_t used;
    char buffer[64 * 1024];
};

void tt_output_standard(struct tt_output *output);
/* For bytes that are meant for programs: as they are, unless somebody looks at them. */
struct tt_sink *tt_output_raw(struct tt_output *output, struct tt_arena *arena);
bool tt_output_file(struct tt_output *output, struct tt_arena *arena, const char *path,
                    struct tt_error *error);

/* Writes what is left so far. */
void tt_output_flush(struct tt_output *output);

/*
 * Writes what is left, and puts the file in its place; takes no memory. A reader who hangs up
 * early is no error: they have seen what they wanted.
 */
bool tt_output_close(struct tt_output *output, struct tt_error *error);
/* Instead: leaves the file as it was. */
void tt_output_discard(struct tt_output *output);

#endif
