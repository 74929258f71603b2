/* The folders that a folder lies in, up to the top of its repository. */
#ifndef PROJECT_ABOVE_H
#define PROJECT_ABOVE_H

#include <stdbool.h>
#include <stddef.h>

struct tt_arena;

/* Start from tt_above_init; `folder` is the one at hand. */
struct tt_above {
    struct tt_arena *arena;
    const char *folder; /* absolute */
    const char *next;   /* NULL behind the last */
    int left;
};

void tt_above_init(struct tt_above *above, struct tt_arena *arena, const char *folder);
/* The folder itself first; false behind the repository's top, or a dozen. */
bool tt_above_next(struct tt_above *above);

/* Whether both folders lie in one repository, and neither in another one within it. */
bool tt_share_repository(struct tt_arena *arena, const char *folder, const char *other);

/*
 * Why a link is not read that leads out of the repository it lies in, for people; or NULL.
 * Whoever sent a change in must not have a file shown that is none of it.
 */
const char *tt_leads_out(struct tt_arena *arena, const char *path);

#endif
