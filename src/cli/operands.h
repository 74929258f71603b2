/* Which files and folders are meant. */
#ifndef CLI_OPERANDS_H
#define CLI_OPERANDS_H

#include "cli/check.h"

/*
 * What is named, or what stands for it when nothing is: standard input, the new
 * files, or the folders where migrations are found. Ends with NULL. Answers
 * NULL, after a message, when it is not clear what is meant.
 */
const char **tt_operands_choose(struct tt_scopes *scopes,
                                const struct tt_check_settings *settings,
                                const char **operands);

#endif
