/* GitHub Actions, whose runner takes orders from a step's output: lines with "::" at first. */
#ifndef CLI_ACTIONS_H
#define CLI_ACTIONS_H

#include "base/sink.h"

struct tt_arena;

bool tt_is_in_actions(void);

/*
 * Text that quotes SQL follows: the runner takes no orders until it reads this word again,
 * which no file can know. Empty elsewhere, and where there is no chance to make one up.
 */
struct tt_str tt_actions_hush(struct tt_arena *arena, struct tt_sink *sink);
void tt_actions_heed(struct tt_sink *sink, struct tt_str word);

#endif
