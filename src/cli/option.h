/* Reads options and operands as a command's table says. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/cli.h"

enum tt_parsed {
    TT_PARSED,
    TT_PARSED_HELP,    /* --help was among the options */
    TT_PARSED_VERSION, /* or --version */
    TT_PARSED_WRONG,   /* `error` says why */
};

/*
 * Reorders `args`, which ends with NULL, so that the operands come first and
 * NULL after them. "--" makes operands of all that follow; "-" is one.
 */
enum tt_parsed tt_options_parse(struct tt_cli *cli, const struct tt_command *command,
                                const char **args, void *settings, struct tt_error *error);

/* Every command has these: --help and --version. */
extern const struct tt_option tt_common_options[];

#endif
