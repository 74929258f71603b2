/* The entries of a folder, as a person would sort them. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "tiptoe.h"

struct tt_arena;

struct tt_folder_entry {
    const char *name;
    const char *path;
    bool is_folder; /* a link to a folder is none, or a walk might never end */
    bool is_link;
};

struct tt_folder {
    struct tt_folder_entry *entries;
    size_t count;
};

/* Without "." and ".."; natural order of names. */
bool tt_folder_read(struct tt_arena *arena, const char *path, struct tt_folder *ret_folder,
                    struct tt_error *error);

/* Whether anything has this path. */
bool tt_folder_is_there(const char *path);

/* Hidden files and folders, and node_modules, hold nobody's migrations. */
bool tt_folder_is_left_out(const char *name);

/* "1.sql" of "db/1.sql" */
const char *tt_last_part(const char *path);
/* "db" of "db/1.sql", "." of "1.sql", "/" of "/1.sql" */
const char *tt_folder_of(struct tt_arena *arena, const char *path);

/* `folder` and `name` with one slash between; just `name` in the current folder. */
const char *tt_folder_join(struct tt_arena *arena, const char *folder, const char *name);

#endif
