/* Where people keep their migrations. */
#ifndef PROJECT_FIND_H
#define PROJECT_FIND_H

#include <stdbool.h>

#include "tiptoe.h"

struct tt_arena;

/* Whether it ends in .sql, in either case, behind something. */
bool tt_has_sql_name(const char *name);

/* That, or a changelog of Liquibase's. */
bool tt_may_be_migration(const char *path);

/* Whether a folder of this name is one for migrations, to whoever sees it. */
bool tt_is_for_migrations(struct tt_str folder_name);

struct tt_found {
    const char **folders; /* that hold SQL, or patterns; ends with NULL */
    const char *code;     /* one that holds migrations in another language; or NULL */
};

/*
 * The folders of migrations below the present one: those that tools are used
 * to, or else those that are called so, or else those with numbered files.
 */
struct tt_found tt_find_folders(struct tt_arena *arena);

#endif
