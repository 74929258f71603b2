/* "tiptoe check --print-config": what applies to a file, and where it is said. */
#ifndef CLI_PRINT_CONFIG_H
#define CLI_PRINT_CONFIG_H

#include "cli/check.h"

/* Each operand is a file or a folder, which need not exist; none: the current folder. */
enum tt_exit tt_print_config(struct tt_cli *cli, const struct tt_check_settings *settings,
                             const char **operands);

#endif
