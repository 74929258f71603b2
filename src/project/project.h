/*
 * From the files that someone wants checked to what runs on the server: series
 * of migrations, each in its tool's order, with the earlier ones as history.
 */
#ifndef PROJECT_PROJECT_H
#define PROJECT_PROJECT_H

#include "project/layout.h"

/* A file that is to be checked. */
struct tt_given {
    const char *path;
    bool is_text; /* the caller has the text; what stands at `path` may be older */
};

enum { TT_NOT_GIVEN = -1 };

struct tt_migration {
    const char *path;
    const char *name; /* below the series' folder */
    struct tt_str version;
    long given; /* its place among the given files, or TT_NOT_GIVEN: it is history */
    bool down;  /* all of it leads back */
};

/* Migrations of one database, in the order in which they run. */
struct tt_series {
    const struct tt_layout *layout;
    const char *folder; /* that the tool owns; NULL: files in the order given */
    TT_VEC(struct tt_migration) migrations;
};

/* Something to be told about a folder. */
struct tt_project_note {
    const char *path;
    const char *message; /* one line, no full stop */
};

struct tt_project {
    TT_VEC(struct tt_series) series;
    TT_VEC(struct tt_project_note) notes;
};

/* Zeroed, it finds out by itself. */
struct tt_project_options {
    const struct tt_layout *layout; /* of all that is given; NULL: as the folder shows */
    bool no_history;
};

/* All that it makes lives in `arena`. Folders that can't be read give no history. */
void tt_project_arrange(struct tt_arena *arena, const struct tt_project_options *options,
                        const struct tt_given *given, size_t count,
                        struct tt_project *ret_project);

/* Fills in what the layout knows of how the file is run; its path and text are there. */
void tt_project_cut(struct tt_arena *arena, const struct tt_series *series,
                    const struct tt_migration *migration, struct tt_file *file);

#endif
