/*
 * What PostgreSQL's catalog would hold after the statements so far, as far as
 * they tell. What no statement told stays unknown: a relation that was never
 * created here is there, but not `known`, and may have any column.
 *
 * Objects live in the model's arena and are never freed, so pointers to them
 * stay good. Every change of one goes through tt_set, which ROLLBACK undoes.
 */
#ifndef MODEL_CATALOG_H
#define MODEL_CATALOG_H

#include "base/str.h"
#include "model/lock.h"
#include "model/name.h"
#include "model/type.h"
#include "sql/script.h"
#include "tiptoe.h"

struct tt_model;

/* Which part of the history an object is from. */
struct tt_birth {
    unsigned file;        /* 0: older than all files, or it may be */
    unsigned transaction; /* likewise */
};

enum tt_relation_kind {
    TT_TABLE,
    TT_PARTITIONED_TABLE,
    TT_FOREIGN_TABLE,
    TT_VIEW,
    TT_MATERIALIZED_VIEW,
    TT_SEQUENCE,
};

struct tt_column {
    struct tt_str name;
    struct tt_type type;     /* may be unknown */
    struct tt_str collation; /* empty: the type's own */
    bool known;              /* a statement said it is there; otherwise only used */
    bool not_null;           /* by NOT NULL or a primary key, and valid */
    bool has_default;
    struct tt_type default_type; /* of the default by itself; may be unknown */
    bool written_since;          /* by an UPDATE, since it was made */
    bool default_written;        /* a DEFAULT clause stands there, if only DEFAULT NULL */
    bool generated;              /* AS (…), stored or virtual */
    bool is_virtual;             /* generated, and worked out when it is read */
    bool identity;
    bool merged;          /* its CREATE TABLE has named it, besides having it from a parent */
    bool identity_always; /* GENERATED ALWAYS, not BY DEFAULT */
    const struct tt_written *value; /* the default, or what generates it */
    struct tt_relation *sequence;   /* that it owns: of serial, identity or OWNED BY */
    struct tt_birth birth;
    struct tt_column *next;
};

enum tt_constraint_kind {
    TT_CHECK,
    TT_NOT_NULL, /* with a name of its own, as 18 has them, or NOT VALID */
    TT_FOREIGN_KEY,
    TT_PRIMARY_KEY,
    TT_UNIQUE,
    TT_EXCLUSION,
};

/* Columns by pointer, so that they survive being renamed. */
struct tt_columns {
    struct tt_column **items;
    size_t count;
};

struct tt_constraint {
    struct tt_str name;
    enum tt_constraint_kind kind;
    struct tt_relation *relation;
    struct tt_columns columns;         /* its own; of a CHECK those it mentions */
    struct tt_columns proven_not_null; /* of a CHECK: no row that passes has NULL there */
    const struct tt_test *test;        /* of a CHECK: what it says */
    const struct tt_written
        *written;                   /* of a CHECK in its brackets; of EXCLUDE behind the word */
    struct tt_relation *references; /* of a foreign key */
    struct tt_columns referenced;
    char match;     /* of a foreign key, as in pg_constraint: 's', 'f' or 'p' */
    char on_delete; /* pg_constraint.confdeltype: 'a' no action, 'c' cascade … */
    char on_update; /* likewise */
    struct tt_columns delete_sets; /* ON DELETE SET NULL (…) */
    struct tt_index *index;        /* of a key */
    bool validated;
    bool enforced;
    bool deferrable;
    bool deferred;   /* INITIALLY DEFERRED */
    bool inherited;  /* it came from a parent, which must drop it first */
    bool no_inherit; /* children don't get it */
    struct tt_birth birth;
    struct tt_constraint *next;             /* of the same relation */
    struct tt_constraint *next_referencing; /* of the referenced relation */
    struct tt_constraint **referencing_at;  /* what leads to this one there */
};

struct tt_index_key {
    struct tt_column *column;     /* NULL: an expression */
    struct tt_str name;           /* in pg_attribute, when it was made */
    struct tt_str operator_class; /* as written, without its schema */
    bool reversed;                /* DESC or NULLS FIRST */
    bool own_collation;           /* COLLATE stands in the index, not from the column */
    const struct tt_written *expression;
    struct tt_str options; /* what stands behind: COLLATE, operator class, DESC … */
};

struct tt_index {
    struct tt_name name;
    struct tt_relation *relation;
    bool unique;
    bool valid;
    bool clustered; /* the table was put in its order, or shall be */
    const struct tt_index_key *keys;
    size_t key_count;
    struct tt_columns expression_columns; /* that expressions or the predicate mention */
    bool computed;                        /* has expressions or a predicate */
    const struct tt_written *predicate;   /* WHERE */
    struct tt_columns includes;           /* INCLUDE */
    struct tt_str method;                 /* empty: btree */
    bool nulls_not_distinct;
    struct tt_constraint *constraint; /* that owns it */
    struct tt_index *parent;          /* of a partition's: the partitioned table's */
    struct tt_birth birth;
    struct tt_index *next; /* of the same relation */
};

/* A view, rule, trigger or policy that PostgreSQL won't alter with the column. */
struct tt_dependent {
    const char *kind; /* "view" */
    struct tt_str name;
    struct tt_str calls;       /* of a trigger: its function */
    bool for_rows;             /* of a trigger: FOR EACH ROW */
    bool fills;                /* of a trigger: BEFORE INSERT, so it may set columns */
    bool transitions;          /* of a trigger: REFERENCING NEW TABLE … */
    bool of_constraint;        /* of a trigger: CONSTRAINT TRIGGER */
    struct tt_str command;     /* of a policy: FOR …, "all" */
    struct tt_columns columns; /* of one relation */
    struct tt_relation *owner; /* the view itself; NULL for what belongs to the relation */
    struct tt_relation *of;    /* of a rule: the table that it is on, if it is another */
    struct tt_dependent *next;
};

enum tt_partition_strategy {
    TT_NOT_PARTITIONED, /* or not known how */
    TT_PARTITION_BY_LIST,
    TT_PARTITION_BY_RANGE,
    TT_PARTITION_BY_HASH,
};

struct tt_bound;   /* partition_bound.h */
struct tt_test;    /* predicate.h */
struct tt_uses;    /* query.h */
struct tt_written; /* written.h */
struct tt_user_type;

/* Whether deferred constraints of this transaction have rows to look at. */
enum tt_events { TT_EVENTS_PERHAPS, TT_EVENTS_WITH_ROWS, TT_EVENTS_SURELY };

struct tt_relation {
    struct tt_name name; /* with its schema */
    enum tt_relation_kind kind;
    bool known;   /* created here, so all its columns are */
    bool assumed; /* IF NOT EXISTS made it: it may have been there, in another shape */
    bool exists;  /* false once dropped, or not yet created */
    bool temporary;
    bool drops_on_commit;
    bool unlogged;
    bool row_triggers;                   /* it has had some that are fired FOR EACH ROW */
    const struct tt_user_type *row_type; /* the type, if it is known */
    bool typed; /* CREATE TABLE … OF a composite type, whose attributes are its columns */
    struct tt_str tablespace;    /* empty: the database's own */
    struct tt_str access_method; /* empty: heap */
    struct tt_str server;        /* of a foreign table */
    struct tt_str role;          /* that owns it; empty: not known */
    bool filled;           /* since it was made, rows were put into it, or may have been */
    unsigned events_in;    /* the transaction in which events wait, see pending.h */
    enum tt_events events; /* in that transaction */
    struct tt_birth birth;
    unsigned locked_in; /* the last statement that locked it; of the outcome, so not undone */
    size_t lock_place;  /* among that one's locks */
    unsigned held_by;   /* the transaction that last locked it */
    enum tt_lock held;  /* and the strongest mode that it took */
    struct tt_span held_span;  /* the statement that took it */
    unsigned held_file;        /* where that stands */
    struct tt_column *columns; /* in attribute order */
    struct tt_column *last_column;
    unsigned attribute_count; /* pg_class.relnatts: dropped ones count */
    struct tt_constraint *constraints;
    struct tt_constraint *last_constraint;
    struct tt_constraint *referencing; /* foreign keys of others, and its own to itself */
    struct tt_index *indexes;
    struct tt_dependent *dependents;
    struct tt_relation *parent;   /* partitioned or inherited */
    struct tt_relation *children; /* linked by next_sibling */
    struct tt_relation *next_sibling;
    bool is_partition;              /* of `parent`; otherwise it inherits */
    bool detached;                  /* it has been one: queries have said its parent's name */
    const struct tt_bound *bound;   /* of a partition; NULL: not known */
    const struct tt_bound *highest; /* no range of its partitions has ended behind; or NULL */
    bool unordered;                 /* some end of a range can't be compared */
    struct tt_relation
        *default_partition; /* as long as it is one, see tt_default_partition() */
    enum tt_partition_strategy strategy;
    struct tt_columns partition_key;                 /* NULL for an expression */
    const struct tt_written **partition_expressions; /* of each column of the key, or NULL */
    struct tt_relation *owner;  /* of a sequence: the table whose column owns it */
    struct tt_type of_type;     /* of a sequence: AS; unknown means bigint */
    const struct tt_uses *uses; /* of a view or materialized view: what its query reads */
};

enum tt_type_kind {
    TT_TYPE_ENUM,
    TT_TYPE_DOMAIN,
    TT_TYPE_COMPOSITE,
    TT_TYPE_RANGE,
    TT_TYPE_OTHER
};

/* Of a composite type. */
struct tt_attribute {
    struct tt_str name;
    struct tt_type type;
    struct tt_attribute *next;
};

/* Of a domain. */
struct tt_domain_check {
    struct tt_str name;
    const struct tt_written *written;
    bool validated;
    struct tt_domain_check *next;
};

struct tt_label {
    struct tt_str name;
    unsigned added_in; /* the transaction of its ADD VALUE, or 0 */
};

struct tt_labels {
    struct tt_label **items;
    size_t count;
    size_t room; /* behind which there are no items to take */
};

/* A type that a migration made. */
struct tt_user_type {
    struct tt_name full;
    struct tt_str name; /* without the schema */
    enum tt_type_kind kind;
    bool exists;
    struct tt_type base; /* of a domain */
    bool constrained;    /* a domain with a CHECK or NOT NULL of its own */
    bool not_null;       /* likewise */
    bool has_default;    /* likewise */
    bool default_is_volatile;
    const struct tt_written *value; /* a domain's default */
    struct tt_domain_check *checks;
    struct tt_labels labels; /* of an enum, in their order */
    struct tt_attribute *attributes;
    struct tt_type subtype; /* of a range */
    struct tt_birth birth;
};

/* Of CREATE SCHEMA. */
struct tt_schema {
    struct tt_str name;
    bool exists;
    struct tt_birth birth;
    struct tt_schema *next;
};

struct tt_extension {
    struct tt_str name;
    struct tt_str schema; /* empty: wherever search_path led */
    bool exists;
    struct tt_extension *next;
};

/* PostgreSQL's own limits; beyond them a statement fails with 54011. */
enum {
    TT_COLUMNS_MAX = 1600, /* MaxHeapAttributeNumber */
    TT_KEYS_MAX = 32,      /* INDEX_MAX_KEYS and PARTITION_MAX_KEYS */
};
/* It takes no other column. */
bool tt_is_full(const struct tt_relation *relation);

/* --- looking up; NULL when nothing of the name is known ------------------- */

/* A name without a schema is looked up along search_path, as PostgreSQL does. */
struct tt_relation *tt_find_relation(struct tt_model *model, struct tt_name name);
struct tt_index *tt_find_index(struct tt_model *model, struct tt_name name);
struct tt_user_type *tt_find_type(struct tt_model *model, const struct tt_type *type);
/* From a TypeName node, with the type that its name means now. */
struct tt_type tt_type_now(struct tt_model *model, const struct tt_node *type_name);
struct tt_label *tt_find_label(const struct tt_user_type *type, struct tt_str name);
struct tt_user_type *tt_find_type_name(struct tt_model *model, struct tt_name name);
struct tt_schema *tt_find_schema(const struct tt_model *model, struct tt_str name);
struct tt_column *tt_find_column(const struct tt_relation *relation, struct tt_str name);
struct tt_constraint *tt_find_constraint(const struct tt_relation *relation,
                                         struct tt_str name);
/* Itself or a domain below it has constraints. */
bool tt_domain_is_constrained(struct tt_model *model, const struct tt_user_type *domain);

/* All that was ever made, gone or not (`exists`), in the order of making. */
struct tt_relation *const *tt_all_relations(const struct tt_model *model, size_t *ret_count);
struct tt_user_type *const *tt_all_types(const struct tt_model *model, size_t *ret_count);
/* The newest first. */
const struct tt_schema *tt_all_schemas(const struct tt_model *model);
const struct tt_extension *tt_all_extensions(const struct tt_model *model);

/* The relation of that number that the view's query names; NULL behind the last. */
const struct tt_relation *tt_read_by_view(const struct tt_relation *view, size_t index);

/* --- making; the object is registered under its name ---------------------- */

/* Finds it, or takes it for one from before the files that nothing is known of. */
struct tt_relation *tt_need_relation(struct tt_model *model, struct tt_name name);
struct tt_column *tt_need_column(struct tt_model *model, struct tt_relation *relation,
                                 struct tt_str name);

/* The schema in which a new object of this name is made is filled in. */
struct tt_name tt_creation_name(struct tt_model *model, struct tt_name name, bool temporary);
struct tt_relation *tt_make_relation(struct tt_model *model, struct tt_name name,
                                     enum tt_relation_kind kind);
/* Of a relation that is full (tt_is_full()) it becomes no part. */
struct tt_column *tt_make_column(struct tt_model *model, struct tt_relation *relation,
                                 struct tt_str name);
struct tt_constraint *tt_make_constraint(struct tt_model *model, struct tt_relation *relation,
                                         enum tt_constraint_kind kind, struct tt_str name);
/* Lists a new foreign key, whose `references` is known, with the relation that it refers to. */
void tt_refer(struct tt_model *model, struct tt_constraint *key);
struct tt_index *tt_make_index(struct tt_model *model, struct tt_relation *relation,
                               struct tt_name name);
struct tt_user_type *tt_make_type(struct tt_model *model, struct tt_name name,
                                  enum tt_type_kind kind);
/* Sequence and column let go of each other; either may be NULL or alone. */
void tt_disown_sequence(struct tt_model *model, struct tt_relation *sequence);
void tt_own_sequence(struct tt_model *model, struct tt_relation *sequence,
                     struct tt_relation *table, struct tt_column *column);
struct tt_columns tt_columns_of_names(struct tt_model *model, struct tt_relation *relation,
                                      const struct tt_node *strings);

/* --- taking away and moving ------------------------------------------------ */

void tt_remove_relation(struct tt_model *model, struct tt_relation *relation);
/* With the sequence that the column owns. */
void tt_remove_column(struct tt_model *model, struct tt_relation *relation,
                      struct tt_column *column);
void tt_remove_constraint(struct tt_model *model, struct tt_constraint *constraint);
void tt_remove_index(struct tt_model *model, struct tt_index *index);
void tt_remove_type(struct tt_model *model, struct tt_user_type *type);
/* Registers it under the new name as well as unregistering the old. */
void tt_move_relation(struct tt_model *model, struct tt_relation *relation, struct tt_name to);
void tt_move_index(struct tt_model *model, struct tt_index *index, struct tt_name to);
void tt_rename_constraint(struct tt_model *model, struct tt_constraint *constraint,
                          struct tt_str to);
void tt_move_type(struct tt_model *model, struct tt_user_type *type, struct tt_name to);
/* CLUSTER orders the table by this index unless it names another. */
void tt_mark_clustered(struct tt_model *model, struct tt_index *index);
/* All that stands in a schema. */
void tt_move_schema(struct tt_model *model, struct tt_str from, struct tt_str to);

bool tt_columns_hold(struct tt_columns columns, const struct tt_column *column);

/* --- state of the session -------------------------------------------------- */

enum tt_zone { TT_ZONE_UNKNOWN, TT_ZONE_UTC, TT_ZONE_OTHER };
enum tt_zone tt_time_zone(const struct tt_model *model);

/* For what must live as long as the catalog. */
struct tt_arena *tt_model_arena(struct tt_model *model);
/* For what only this statement's outcome needs. */
struct tt_arena *tt_scratch_arena(struct tt_model *model);

/* Made by this migration or in this transaction, or temporary: nobody else uses it yet. */
bool tt_is_new(const struct tt_model *model, struct tt_birth birth);
bool tt_relation_is_new(const struct tt_model *model, const struct tt_relation *relation);
/* Only a table that this migration made and left empty surely holds none. */
bool tt_may_hold_rows(const struct tt_model *model, const struct tt_relation *relation);
struct tt_birth tt_birth_now(const struct tt_model *model);

/* "materialized view" and the like, for readers of JSON. */
const char *tt_relation_kind_name(enum tt_relation_kind kind);

#endif
