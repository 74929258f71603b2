/* Which database a folder's name says it is for. */
#ifndef PROJECT_FOLDER_DATABASE_H
#define PROJECT_FOLDER_DATABASE_H

#include "tiptoe.h"

struct tt_arena;

/*
 * "mysql" for db/mysql, or for db/mysql/migrations beside db/postgres; else empty. `ret_named`
 * is the folder that is called so.
 */
struct tt_str tt_folder_database(struct tt_arena *arena, const char *folder,
                                 const char **ret_named);

/* Whether a word is the name of such a database, and of nothing else that comes to mind. */
bool tt_is_other_database(struct tt_str word);

#endif
