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

/*
 * `text` with `addition` behind the first word that is `word` in any case; as
 * it is when there is none. For statements whose hint is themselves, mended.
 */
struct tt_str tt_add_behind(struct tt_arena *arena, struct tt_str text, const char *word,
                            const char *addition);

/* "a, b" as SQL takes them. */
struct tt_str tt_sql_columns(struct tt_arena *arena, struct tt_columns columns);

#endif
