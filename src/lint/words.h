/* Words that rules share, so that all of them speak alike. */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H

#include "model/catalog.h"
#include "model/lock.h"
#include "tiptoe.h"

struct tt_arena;

/* A name as people say it: without the schema when that is public. */
struct tt_str tt_say_name(struct tt_arena *arena, struct tt_name name);
/* The same as SQL takes it, for hints. */
struct tt_str tt_sql_name(struct tt_arena *arena, struct tt_name name);

/* "reads and writes", "writes", or "other schema changes": those who wait for the lock. */
const char *tt_say_blocked(enum tt_lock lock);

/* "a, b" as SQL takes them. */
struct tt_str tt_sql_columns(struct tt_arena *arena, struct tt_columns columns);

#endif
