/* Words that rules share, so that all of them speak alike. */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H

#include "model/catalog.h"
#include "model/definition.h"
#include "model/lock.h"
#include "tiptoe.h"

struct tt_arena;
struct tt_check;
struct tt_outcome;
struct tt_work;

/*
 * A name as people say it: without the schema when that is public, unless the
 * statement itself says it or search_path leads elsewhere.
 */
struct tt_str tt_say_name(struct tt_check *check, struct tt_name name);
/* The same as SQL takes it, for hints. */
struct tt_str tt_sql_name(struct tt_check *check, struct tt_name name);

/*
 * "ALTER TABLE t ADD COLUMN c int;" and a line end: what the statement adds, without
 * the constraint that the work is about. Empty if the work has no column of its own.
 */
struct tt_str tt_sql_add_column(struct tt_check *check, const struct tt_outcome *outcome,
                                const struct tt_work *work);
/* Statements that make the column NOT NULL without a long lock, a line each. */
struct tt_str tt_sql_not_null(struct tt_check *check, const struct tt_relation *relation,
                              const struct tt_column *column);

/*
 * A view `view` of all of `table`, for those who still say its name: as the table's
 * row security has it since 15, and with a line for its privileges.
 */
struct tt_str tt_sql_view_left(struct tt_check *check, struct tt_name view,
                               struct tt_name table);

/* Builds the index as it is, without a long lock; the name may be empty. */
struct tt_str tt_sql_build_index(struct tt_check *check, const struct tt_index *index,
                                 struct tt_str name);

/* The query that finds rows in a unique index's way, as comments; empty if it can't be told. */
struct tt_str tt_sql_find_doubles(struct tt_check *check, const struct tt_index *index);

/* The names so far and one more: "\"a\", \"b\""; of many, the first. */
struct tt_str tt_say_also(struct tt_check *check, struct tt_str names, struct tt_name name);

/* "CREATE INDEX CONCURRENTLY", "VACUUM" … */
struct tt_str tt_say_command(struct tt_check *check, const struct tt_stmt *stmt);

/* "reads and writes", "writes", or "other schema changes": those who wait for the lock. */
const char *tt_say_blocked(enum tt_lock lock);

#endif
