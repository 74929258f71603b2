/* Which of the named files are new, and which have run already. */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include "cli/check.h"
#include "cli/inputs.h"

/*
 * As many as there are inputs. With --since or --new, all files that these do
 * not mean are history. False fills `error`.
 */
bool tt_given_make(struct tt_arena *arena, const struct tt_check_settings *settings,
                   const struct tt_inputs *inputs, struct tt_given **ret_given,
                   struct tt_error *error);

/* Whether the settings tell new files from others. */
bool tt_given_knows_new(const struct tt_check_settings *settings);

#endif
