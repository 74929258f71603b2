/* Names that a migration takes away from those who use them. */
#ifndef LINT_GONE_H
#define LINT_GONE_H

#include "lint/rule.h"

/*
 * How many files ago the table or column that a DROP takes was made, if that is so few that
 * the version that runs most likely uses it and drop-too-soon speaks of it; otherwise 0. What
 * the first file made may be older: it is often a dump of the schema. A view may be, too: it is
 * made anew when something below it changes.
 */
unsigned tt_recent_files(const struct tt_check *check, const struct tt_change *change);

/* A set of enum tt_object: TT_GONE(TYPE) | TT_GONE(DOMAIN). */
#define TT_GONE(object) (1u << TT_OBJECT_##object)

/*
 * Calls `say` for each such change of what others use, unless something that serves has
 * its name again when the transaction ends (after a DROP: the migration), it takes the
 * place of something else that keeps on under another name, or
 * expand-and-contract-mixed speaks of it.
 */
void tt_each_gone(struct tt_check *check, const struct tt_migration *migration,
                  enum tt_change_kind kind, unsigned objects,
                  void (*say)(struct tt_check *check, const struct tt_change *change));

/* What the change is about: 'table "users"', 'column "a" of "users"'. */
struct tt_str tt_say_thing(struct tt_check *check, const struct tt_change *change);

/* "From COMMIT on, every query that says "users" fails with …" */
struct tt_str tt_say_fails(struct tt_check *check, struct tt_str name, const char *sqlstate);

/* "renaming table "users" breaks the application version still running" */
void tt_report_renamed(struct tt_check *check, const struct tt_change *change,
                       struct tt_str detail, struct tt_str hint);
/* Likewise of a DROP, unless it may drop nothing. */
void tt_report_dropped(struct tt_check *check, const struct tt_change *change,
                       struct tt_str detail);

#endif
