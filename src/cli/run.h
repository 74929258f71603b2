/* Reads the files that are named, lints them in their order, and keeps all that was found. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/check.h"

/*
 * False, after a message, when it is not clear what to do. A file that could
 * not be read is one of the report's errors, which nobody has seen yet.
 */
bool tt_run(struct tt_cli *cli, const struct tt_check_settings *settings, const char **operands,
            struct tt_report *ret_report);

/* Tells people what could not be read, and what else they should know. */
void tt_run_complain(const struct tt_report *report);

#endif
