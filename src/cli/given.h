/* Which of the named files are new, and which have run already. */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include "cli/check.h"
#include "cli/git.h"
#include "cli/inputs.h"

/*
 * As many as there are inputs. With --since, --new or --staged, all files that these
 * do not mean are history. False fills `error`. `changes` is {0}, and finished by the caller.
 */
bool tt_given_make(struct tt_arena *arena, const struct tt_check_settings *settings,
                   const struct tt_inputs *inputs, struct tt_git_changes *changes,
                   struct tt_given **ret_given, struct tt_error *error);

/* Whether the settings tell new files from others. */
bool tt_given_knows_new(const struct tt_check_settings *settings);

#endif
