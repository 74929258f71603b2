/* Whose a folder is: manifests first, then what stands in the files, then their names. */
#ifndef PROJECT_DETECT_H
#define PROJECT_DETECT_H

#include "base/map.h"
#include "project/pattern.h"
#include "project/project.h"

struct tt_arena;

/* A folder of migrations, and the tool that owns it. */
struct tt_home {
    const struct tt_layout *layout;
    enum tt_sign_kind sign; /* what shows it */
    const char *folder;
    const struct tt_home *owner; /* of files that show nothing; itself: none; NULL: not asked */
    enum tt_transaction_option transaction;
    const char *lint_after;
    struct tt_str database;      /* that it says it is for, when that is not PostgreSQL */
    const char *database_folder; /* whose name says so; NULL: a manifest does */
};

struct tt_detector {
    struct tt_arena *arena;
    const struct tt_project_options *options;
    struct tt_patterns *patterns;
    struct tt_map homes; /* of folders that were looked at */
    struct tt_map names; /* of folders that are "." or ".." to where we are */
};

void tt_detector_finish(struct tt_detector *detector);

/* The folder that the file is a migration of, if only a plain one, and its name below it. */
const struct tt_home *tt_detect(struct tt_detector *detector, const char *path,
                                const char **ret_name);

#endif
