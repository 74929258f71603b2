/* The baseline on disk, and how its paths and those of a run go together. */
#ifndef SCOPE_BASELINE_FILE_H
#define SCOPE_BASELINE_FILE_H

#include "lint/baseline.h"
#include "report/report.h"

/* False with the whole message: file, line, and what to do. */
bool tt_baseline_load(struct tt_arena *arena, const char *path,
                      struct tt_baseline *ret_baseline, struct tt_error *error);

/* Of a run's files and findings, from the folder of the baseline. */
struct tt_baseline_paths {
    const struct tt_str *files;
    const struct tt_str *findings;
};

struct tt_baseline_paths tt_baseline_paths(struct tt_arena *arena, const char *baseline,
                                           const struct tt_report *report);

/* Marks the report's findings that it holds, and notes what it holds in vain. */
void tt_baseline_use(struct tt_arena *arena, const char *path, struct tt_baseline *baseline,
                     struct tt_report *report);

/* The same of several, which are loaded; false with the whole message. */
bool tt_baselines_use(struct tt_arena *arena, const char *const *paths, size_t count,
                      struct tt_report *report, struct tt_error *error);

#endif
