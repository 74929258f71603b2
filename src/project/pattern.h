/* The regular expressions of the layouts, each compiled when it is first wanted. */
#ifndef PROJECT_PATTERN_H
#define PROJECT_PATTERN_H

#include "project/layout.h"

struct tt_patterns;

struct tt_patterns *tt_patterns_create(void);
void tt_patterns_destroy(struct tt_patterns *patterns);

/*
 * Whether the layout takes a migration of this name, a path below its folder.
 * `ret_version` gets a slice of the name, empty if the layout has no versions.
 */
bool tt_is_migration(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name, struct tt_str *ret_version);
bool tt_leads_back(struct tt_patterns *patterns, const struct tt_layout *layout,
                   const char *name);

/* Whether its name says that it is for another database. */
bool tt_is_elsewhere(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name);

#endif
