/* Where people keep their migrations. */
#ifndef PROJECT_FIND_H
#define PROJECT_FIND_H

#include <stdbool.h>

struct tt_arena;

/* Whether it ends in .sql, in either case, behind something. */
bool tt_has_sql_name(const char *name);

/* That, or a changelog of Liquibase's. */
bool tt_may_be_migration(const char *path);

/*
 * The folders below the present one that tools and people are used to, those
 * that are there and hold SQL; ends with NULL.
 */
const char **tt_find_folders(struct tt_arena *arena);

#endif
