/*
 * The fold over the history: takes statements one after the other, says what
 * each does, and keeps what it leaves behind.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/catalog.h"
#include "model/outcome.h"

struct tt_model;
struct tt_stmt;

struct tt_model *tt_model_create(void);
void tt_model_destroy(struct tt_model *model);

/*
 * A file is a migration: what it makes is new until it ends. Settings start
 * afresh, and statements are judged as PostgreSQL `pg_version` runs them.
 * `goes_on`: in the session of the file before, and in the tool's transaction
 * if that is still open.
 */
void tt_model_begin_file(struct tt_model *model, int pg_version, bool goes_on);
/*
 * An open transaction is taken to be committed by whoever runs the file;
 * `stays_open`: the tool's is not, and neither does the session end.
 */
void tt_model_end_file(struct tt_model *model, bool stays_open);
/*
 * What the files from here on start from, and what RESET goes back to: TimeZone, empty if that
 * is unknown, and whether there is a lock_timeout.
 */
void tt_model_assume(struct tt_model *model, struct tt_str zone, bool lock_timeout);
/*
 * How the statements that follow are run, up to the end of the part: in a
 * transaction of the tool's; several of them in one message, which PostgreSQL
 * runs in a transaction of its own wherever no other is open.
 */
void tt_model_begin_part(struct tt_model *model, bool in_transaction, bool as_one_text);
/* `goes_on`: what comes next runs in the tool's transaction too, if it is still open. */
void tt_model_end_part(struct tt_model *model, bool goes_on);
/* What follows is tried, as if all so far were committed; then it is as if it had not been. */
void tt_model_begin_trial(struct tt_model *model);
void tt_model_end_trial(struct tt_model *model);
/* As if the file had never begun. */
void tt_model_abandon_file(struct tt_model *model);

/*
 * A point between two files, with no transaction open, that the history can be taken back to.
 * tt_model_keep_undo comes before the first: from then on no change is forgotten, so memory
 * grows with each.
 */
struct tt_model_mark {
    size_t undo;
    size_t relations;
    size_t types;
    size_t functions;
    size_t subscriptions;
    size_t servers;
    size_t publications;
    unsigned file_number;
    unsigned transaction_number;
    unsigned labels_added_in;
};
void tt_model_keep_undo(struct tt_model *model);
struct tt_model_mark tt_model_mark(const struct tt_model *model);
/* Marks that are younger than this one lose their meaning. */
void tt_model_rewind(struct tt_model *model, const struct tt_model_mark *mark);

/* Whether a name without a schema means one in `schema`, if there is one. */
bool tt_model_leads_to(const struct tt_model *model, struct tt_str schema);

/* INSERT is to be read too: it may name an enum value that is not committed yet. */
bool tt_model_needs_all(const struct tt_model *model);

int tt_model_pg_version(const struct tt_model *model);

/* The outcome lives until the next call. */
const struct tt_outcome *tt_model_apply(struct tt_model *model, const struct tt_stmt *stmt);

/* The body of DO, statement by statement, behind the DO itself: begin, apply …, end. */
void tt_model_begin_body(struct tt_model *model);
void tt_model_end_body(struct tt_model *model);
/*
 * In it, a block with EXCEPTION, what follows that word, and its end. If the block failed, that
 * takes back all that it did; if not, nothing comes of the handlers.
 */
void tt_model_begin_try(struct tt_model *model);
void tt_model_begin_handlers(struct tt_model *model, bool failed);
void tt_model_end_handlers(struct tt_model *model);
/*
 * The same as tt_model_apply for what a condition or EXCEPTION guards: NULL where it would
 * surely fail, as if it had not run, which is what the guard is for. What ends a transaction
 * is not guarded by these.
 */
const struct tt_outcome *tt_model_apply_guarded(struct tt_model *model,
                                                const struct tt_stmt *stmt);

/* The strongest mode that this transaction holds on the relation, or TT_LOCK_COUNT. */
enum tt_lock tt_model_held(const struct tt_model *model, const struct tt_relation *relation);
/*
 * The same, without what the present statement took; `ret_span` is the statement that
 * took it, or empty where the present one has raised it.
 */
enum tt_lock tt_model_held_before(const struct tt_model *model,
                                  const struct tt_relation *relation, struct tt_span *ret_span);
/* A file before this one took it, in the same transaction; `held_span` is a place there. */
bool tt_model_held_from_before(const struct tt_model *model,
                               const struct tt_relation *relation);
/* The relations that it holds any lock on, in the order in which they were first taken. */
struct tt_relation *const *tt_model_held_all(const struct tt_model *model, size_t *ret_count);
/* Those of them whose writers wait, in the order in which that began. */
struct tt_relation *const *tt_model_held_strong(const struct tt_model *model,
                                                size_t *ret_count);

/* Whether lock_timeout or statement_timeout ends a statement that waits for a lock. */
bool tt_model_is_bounded(const struct tt_model *model);
const struct tt_unguarded *tt_model_unguarded(const struct tt_model *model);
/* Whether BEGIN stands in the file without an end, and where. */
bool tt_model_left_open(const struct tt_model *model, struct tt_span *ret_begin);

/* "ALTER TABLE"; empty for a statement that could not be read. */
struct tt_str tt_command_tag(struct tt_arena *arena, const struct tt_stmt *stmt);

/* The oldest release whose grammar takes the statement, and what says so ("NOT ENFORCED"). */
int tt_needed_version(const struct tt_stmt *stmt, const char **ret_feature);

#endif
