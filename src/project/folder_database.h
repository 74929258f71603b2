/* Which database a folder's name says it is for. */
#ifndef PROJECT_FOLDER_DATABASE_H
#define PROJECT_FOLDER_DATABASE_H

#include "tiptoe.h"

struct tt_arena;

/* "mysql" for db/mysql, or for db/mysql/migrations beside db/postgres; else empty. */
struct tt_str tt_folder_database(struct tt_arena *arena, const char *folder);

#endif
