/* The regular expressions of the layouts, each compiled when it is first wanted. */
#ifndef PROJECT_PATTERN_H
#define PROJECT_PATTERN_H

#include "project/layout.h"

struct tt_patterns;

struct tt_patterns *tt_patterns_create(void);
void tt_patterns_destroy(struct tt_patterns *patterns);

/* Whether the layout takes a migration of this name, a path below its folder. */
bool tt_is_migration(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name);
/* Its version, a slice of `name`; empty if it has none. */
struct tt_str tt_version_of(struct tt_patterns *patterns, const struct tt_layout *layout,
                            const char *name);
bool tt_leads_back(struct tt_patterns *patterns, const struct tt_layout *layout,
                   const char *name);

/* Whether its name says that it is for another database. */
bool tt_is_elsewhere(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name);

#endif
