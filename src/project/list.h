/* Which migrations run, and when, where names don't tell. */
#ifndef PROJECT_LIST_H
#define PROJECT_LIST_H

struct tt_arena;
struct tt_series;

/* As meta/_journal.json has them. */
void tt_list_drizzle(struct tt_arena *arena, struct tt_series *series);
/* A file of PostgreSQL's own takes the place of the one for all databases. */
void tt_list_pop(struct tt_arena *arena, struct tt_series *series);

#endif
