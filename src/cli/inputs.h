/* From the paths on the command line to the files that are checked, in order. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "base/vec.h"
#include "cli/cli.h"
#include "report/report.h"

struct tt_input {
    const char *path;
    bool is_stdin;
};

struct tt_inputs {
    TT_VEC(struct tt_input) files;
    TT_VEC(struct tt_report_error) errors;
    TT_VEC(const char *) excluded; /* though they are named */
};

/* Zeroed, it wants all. */
struct tt_inputs_options {
    bool allow_empty; /* a folder or pattern may give nothing */
    bool (*excludes)(void *user, const char *path);
    void *user;
};

void tt_inputs_error(struct tt_arena *arena, struct tt_inputs *inputs, const char *path,
                     const char *message);

/*
 * A file is taken whatever its name; a folder gives all *.sql below it; a
 * pattern that the shell left alone is matched here. What a folder or pattern
 * gives is in natural order: 2_x before 10_x. A file that comes up twice counts
 * once.
 */
void tt_inputs_collect(struct tt_arena *arena, const char **operands,
                       const struct tt_inputs_options *options, struct tt_inputs *ret_inputs);

#endif
