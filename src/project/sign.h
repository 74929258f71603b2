/* A folder as evidence: whose migrations are in it, and for which database. */
#ifndef PROJECT_SIGN_H
#define PROJECT_SIGN_H

#include "base/map.h"
#include "project/pattern.h"

struct tt_arena;

enum { TT_SAMPLES_MAX = 8 }; /* migrations of a folder that are looked into */

struct tt_sample {
    const char *name; /* below the folder */
    struct tt_str text;
};

/* One folder, looked at as the home of migrations. */
struct tt_look {
    struct tt_arena *arena;
    struct tt_patterns *patterns;
    const char *folder;
    bool folders; /* each migration has its own below it */
    struct tt_sample samples[TT_SAMPLES_MAX];
    size_t sample_count;
    struct tt_map above; /* files in the folder and above it, once looked for */
};

/* Gives back what looking took; not what it found. */
void tt_look_finish(struct tt_look *look);

/* The surest sign for the layout; of the samples, only those called as it wants count. */
enum tt_sign_kind tt_surest_sign(struct tt_look *look, const struct tt_layout *layout);

/* The database that the folder says it is for, when that is not PostgreSQL; or empty. */
struct tt_str tt_other_database(struct tt_look *look, const struct tt_layout *layout);

/* Whether a manifest above asks for a release of the tool from before `layout->older`. */
bool tt_is_older(struct tt_look *look, const struct tt_layout *layout);

#endif
