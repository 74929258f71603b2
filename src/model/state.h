/* What the model holds. Only files of the model include this. */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/model.h"
#include "model/undo.h"

/* A name's place: empty once the object is dropped or moved. */
struct tt_slot {
    void *object;
};

struct tt_savepoint {
    struct tt_str name;
    size_t mark;
    size_t held_count, strong_count;
};

/* SET CONSTRAINTS; of all when the name is empty. */
struct tt_deferral {
    struct tt_str constraint;
    bool deferred;
};

struct tt_transaction {
    enum tt_block block;
    struct tt_span begin; /* the statement that opened it, if one did */
    size_t mark;          /* of the undo notes at its start */
    TT_VEC(struct tt_savepoint) savepoints;
    TT_VEC(struct tt_deferral) deferrals; /* a later one wins */
    TT_VEC(struct tt_relation *) held;    /* in the order of their first lock */
    TT_VEC(struct tt_relation *) strong;  /* those of them whose lock stops writes */
};

/* What SET changes. */
struct tt_settings {
    const struct tt_str *search_path; /* without pg_catalog and pg_temp */
    size_t search_path_count;
    enum tt_zone zone;
    struct tt_timeout lock_timeout;
    struct tt_timeout statement_timeout;
    bool unchecked_bodies; /* check_function_bodies is off */
};

struct tt_function; /* function.h */

struct tt_server {
    struct tt_str name;
    struct tt_str wrapper;
};

struct tt_publication {
    struct tt_str name;
    bool exists;
};

struct tt_subscription {
    struct tt_str name;
    bool has_slot; /* on the publisher, to be dropped along */
};

/* What is put back when reading starts over or a trial ends, besides what is undone. */
struct tt_point {
    size_t mark;
    struct tt_transaction transaction;
    unsigned transaction_number;
    bool has_local;
    struct tt_unguarded unguarded;
};

/* A block with EXCEPTION, in a body. */
struct tt_try {
    size_t mark; /* and the rest as it was when the block began, or its handlers */
    struct tt_transaction transaction;
    unsigned transaction_number;
    bool has_local;
    bool failed;
};

struct tt_model {
    struct tt_arena arena;   /* the catalog's objects */
    struct tt_arena scratch; /* the present statement's outcome */
    struct tt_undo undo;     /* since the file began, or the transaction of several files, */
    bool keeps_undo;         /* or since the beginning */
    struct tt_map relations; /* schema and name, a zero byte between them, to a slot */
    struct tt_map indexes;
    struct tt_map types;
    struct tt_map constraint_names; /* in a schema, to how many have it */
    struct tt_map numbers;          /* see free_name.c */
    struct tt_map functions;        /* the first of each name */
    /* These only grow, and tt_model_rewind makes them shorter: one more belongs there, too. */
    TT_VEC(struct tt_relation *) all_relations;
    TT_VEC(struct tt_user_type *) all_types;
    TT_VEC(struct tt_function *) all_functions;
    struct tt_schema *schemas;
    struct tt_extension *extensions;
    TT_VEC(struct tt_subscription *) subscriptions;
    TT_VEC(struct tt_server) servers;
    TT_VEC(struct tt_publication *) publications;
    TT_VEC(struct tt_relation *) temporary; /* of the session, which ends with the file */
    struct tt_settings standard;            /* what files start from, and RESET goes back to */
    bool has_temporary;                     /* some name of schema pg_temp was ever in use */
    struct tt_settings settings;
    struct tt_settings after_local; /* what COMMIT goes back to after SET LOCAL */
    bool has_local;
    struct tt_transaction transaction;
    struct tt_unguarded unguarded; /* of the file */
    struct tt_point file_start;
    struct tt_point trial_start;
    bool as_one_text;            /* what runs now was sent in one message, with company */
    unsigned file_number;        /* from 1 */
    unsigned transaction_number; /* from 1; one for each statement outside a block */
    unsigned statement_number;   /* from 1 */
    unsigned labels_added_in;    /* the last transaction that added enum values */
    int pg_version;
    size_t change_count;          /* of the file; undone like all else */
    TT_VEC(struct tt_str) unseen; /* bodies of DO that may have changed what they name */
    bool unseen_anything;         /* other code ran that may have changed whatever it likes */
    bool is_guarded;              /* what runs now is known not to run where it would fail */
    bool guards;                  /* what runs now, or ran before it in the same body */
    size_t guarded_from;          /* of all_relations, those that were made then */
    TT_VEC(struct tt_try) tries;
    size_t subtransactions; /* of those, so many are not yet in their handlers */
    struct tt_outcome outcome;
};

/* The object registered under a full name, or NULL; and registering one, or NULL to forget it.
 */
void *tt_slot_get(struct tt_model *model, const struct tt_map *map, struct tt_str schema,
                  struct tt_str name);
void tt_slot_put(struct tt_model *model, struct tt_map *map, struct tt_name name, void *object);
/* A copy that lives as long as the catalog. */
struct tt_name tt_keep_name(struct tt_model *model, struct tt_name name);

/* --- names that are taken, and the next that is free (free_name.c) ------------ */

enum tt_name_kind { TT_AMONG_RELATIONS = 'r', TT_AMONG_CONSTRAINTS = 'c' };

void tt_constraint_name_used(struct tt_model *model, struct tt_str schema, struct tt_str name);
void tt_constraint_name_unused(struct tt_model *model, struct tt_str schema,
                               struct tt_str name);
bool tt_constraint_name_taken(struct tt_model *model, struct tt_name full);
/* Nothing has the name any longer. */
void tt_name_freed(struct tt_model *model, enum tt_name_kind kind, struct tt_name name);

/* CREATE SCHEMA of this name stands in this migration. */
bool tt_schema_is_new(const struct tt_model *model, struct tt_str name);

void tt_settings_reset(struct tt_settings *settings);

/* Temporary relations end with the session, or with the transaction if they say so. */
void tt_drop_temporary(struct tt_model *model, bool only_on_commit);

/* Undoes the transaction, or puts an end to it. */
void tt_transaction_begin(struct tt_model *model, enum tt_block block);
void tt_transaction_commit(struct tt_model *model);
void tt_transaction_rollback(struct tt_model *model);
/* lock_timeout or statement_timeout. */
bool tt_is_timeout(struct tt_model *model, struct tt_str name);
/* Follows SET, RESET or set_config() of one of them. */
void tt_set_timeout(struct tt_model *model, struct tt_str name, enum tt_timeout_state state,
                    int milliseconds, struct tt_span span);
/* SET LOCAL ends: what it set is not in force any more. */
void tt_end_timeouts(struct tt_model *model);
/* Notes strong locks that no timeout bounds, or a long one. */
void tt_note_unguarded(struct tt_model *model, const struct tt_outcome *outcome);

/* What the guard let through may have been there: only behind it does that matter. */
void tt_end_guard(struct tt_model *model);

/* Notes for the transaction what a statement took. */
void tt_transaction_hold(struct tt_model *model, const struct tt_outcome *outcome);

#endif
