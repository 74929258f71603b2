/* What a statement does, in the words that an editor shows. */
#ifndef LSP_EFFECT_H
#define LSP_EFFECT_H

#include "lsp/check.h"
#include "model/outcome.h"

/* Lives in `arena`. */
struct tt_statement_effect tt_effect_describe(struct tt_arena *arena,
                                              const struct tt_outcome *outcome);

#endif
