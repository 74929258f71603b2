/* What --help prints, made from the tables that parse the options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cli.h"

void tt_help_program(struct tt_sink *sink);
void tt_help_command(struct tt_sink *sink, const struct tt_command *command);
void tt_help_exit_codes(struct tt_sink *sink);
void tt_help_versions(struct tt_sink *sink);

#endif
