/* The hook by which git has each commit checked. */
#ifndef CLI_HOOK_H
#define CLI_HOOK_H

#include "cli/cli.h"

/* Writes it where the repository around the current folder has its hooks; replaces none. */
enum tt_exit tt_hook_write(struct tt_cli *cli);

#endif
