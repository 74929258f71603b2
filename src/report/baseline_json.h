/* A baseline as a file: JSON, an entry a line, so that changes of it can be reviewed. */
#ifndef REPORT_BASELINE_JSON_H
#define REPORT_BASELINE_JSON_H

#include "base/sink.h"
#include "lint/baseline.h"

void tt_baseline_print(struct tt_sink *sink, const struct tt_baseline *baseline);

/*
 * Reads what tt_baseline_print wrote, perhaps edited or merged since. When
 * that is not possible, `*ret_line` says where.
 */
bool tt_baseline_parse(struct tt_arena *arena, struct tt_str text,
                       struct tt_baseline *ret_baseline, unsigned *ret_line,
                       struct tt_error *error);

#endif
