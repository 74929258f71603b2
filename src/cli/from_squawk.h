/* "tiptoe init --from-squawk": what a .squawk.toml says, as .tiptoe.json says it. */
#ifndef CLI_FROM_SQUAWK_H
#define CLI_FROM_SQUAWK_H

#include "base/sink.h"
#include "project/squawk.h"

struct tt_arena;

/*
 * Prints the key with what squawk was told of it. False when it was told nothing of it.
 * `folder`: that of the migrations, where no tool's was found; else NULL.
 */
bool tt_squawk_print_key(struct tt_sink *sink, struct tt_arena *arena,
                         const struct tt_squawk *squawk, const char *key, const char *folder);

/* What of it is not in the configuration, and why; a line each, for a person. */
void tt_squawk_print_rest(struct tt_sink *sink, struct tt_arena *arena,
                          const struct tt_squawk *squawk);

#endif
