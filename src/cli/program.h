/* Runs another program and reads what it prints. */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "cli/cli.h"

/*
 * `argv` ends with NULL. What the program complains of is not shown. False
 * when it can't be run, or ends with another status than 0.
 */
bool tt_program_run(struct tt_arena *arena, const char *const *argv, struct tt_str *ret_output);

/* The one line that it printed, without its newline: a path may begin or end with a blank. */
const char *tt_program_line(struct tt_arena *arena, struct tt_str output);

#endif
