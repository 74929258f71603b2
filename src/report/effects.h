/* What statements do, as "tiptoe effects" prints it. */
#ifndef REPORT_EFFECTS_H
#define REPORT_EFFECTS_H

#include "base/sink.h"
#include "lint/effects.h"

/* One statement of DESIGN's contract, as a JSON object. */
void tt_effects_json(struct tt_sink *sink, const struct tt_effects *effects);
/* The same for people. */
void tt_effects_text(struct tt_sink *sink, struct tt_model *model,
                     const struct tt_source *source, const struct tt_outcome *outcome);

#endif
