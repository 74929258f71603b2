/* One folder that holds several histories in folders of its own. */
#ifndef PROJECT_TWINS_H
#define PROJECT_TWINS_H

#include "project/project.h"

/*
 * Whether folders below the series' own have the same versions, or have several migrations that
 * are called the same but for these: then they are copies, or other databases' histories. The
 * series is in order. `ret_path` is one of the migrations that shows it.
 */
bool tt_has_twins(const struct tt_series *series, const char **ret_path);

/*
 * Leaves in series `index` the migrations of one folder, and puts those of each other one from
 * which a file is given into a series of its own.
 */
void tt_split_twins(struct tt_arena *arena, struct tt_project *project, size_t index);

#endif
