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
    bool is_history; /* it ran long ago: replayed only */
    bool is_edited;  /* so it did, but it was changed since */
};

enum { TT_NOT_GIVEN = -1 };

/* Who opens transactions, where that is not the layout's own way. */
enum tt_transaction_option {
    TT_TRANSACTION_AUTO,
    TT_TRANSACTION_PER_FILE,
    TT_TRANSACTION_ALL, /* one around all that is pending */
    TT_TRANSACTION_NONE,
};

/* How users call them; ends with NULL. */
extern const char *const tt_transaction_names[];

struct tt_migration_file {
    const char *path;
    const char *name; /* below the series' folder */
    struct tt_str version;
    long given;      /* its place among the given files, or TT_NOT_GIVEN */
    bool down;       /* all of it leads back */
    bool is_history; /* replayed only */
    bool is_edited;
    enum tt_transaction_option transaction;
    const char *sorts_before; /* one that has run, though this is new; NULL: none */
    const char *same_version; /* another that has its version; NULL: none */
    bool goes_on;             /* in the transaction of the one before */
    const void *how;          /* it is run, from layout->list for layout->cut; or NULL */
};

/* Migrations of one database, in the order in which they run. */
struct tt_series {
    const struct tt_layout *layout;
    const char *folder;     /* that the tool owns; NULL: files in the order given */
    const char *lint_after; /* see tt_folder_option */
    const void *config;     /* as layout->configure has it */
    const char *last;       /* the one that leads up and runs behind all in the folder, and */
    struct tt_str later;    /* the path of one that would run behind it; empty: not known */
    bool is_gathered;       /* its history is among the migrations, all in order */
    TT_VEC(struct tt_migration_file) migrations;
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

/* What is known of a folder and of all below it. */
struct tt_folder_option {
    const char *folder;
    const struct tt_layout *layout; /* NULL: as the folder shows */
    enum tt_transaction_option transaction;
    const char *lint_after; /* the name or version of a migration: up to it, all have run */
    struct tt_str release;  /* of the tool; empty: as the folder shows, or the newest */
};

/* Zeroed, it finds out by itself. */
struct tt_project_options {
    const struct tt_layout *layout; /* of all that is given; NULL: as the folder shows */
    enum tt_transaction_option transaction;
    const struct tt_folder_option *folders; /* of all that fit, the earlier win */
    size_t folder_count;
    bool (*leaves_out)(void *user, const char *path); /* files that are none; or NULL */
    void *user;
    bool no_history; /* what is not given is not there */
    bool knows_new;  /* what is given and no history is new, and all else has run */
};

/* All that it makes lives in `arena`. Folders that can't be read give no history,
 * but a note. */
void tt_project_arrange(struct tt_arena *arena, const struct tt_project_options *options,
                        const struct tt_given *given, size_t count,
                        struct tt_project *ret_project);

/* Fills in what the layout knows of how the file is run; its path and text are there. */
void tt_project_cut(struct tt_arena *arena, const struct tt_series *series,
                    const struct tt_migration_file *migration, struct tt_file *file);

#endif
