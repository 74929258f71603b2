/*
 * What one statement does to a live database, before any rule judges it: the
 * locks it takes, the work it does under them, and what it changes for those
 * who use the schema.
 */
#ifndef MODEL_OUTCOME_H
#define MODEL_OUTCOME_H

#include "base/vec.h"
#include "model/catalog.h"
#include "model/lock.h"
#include "sql/script.h"
#include "tiptoe.h"

/* The strongest mode that the statement takes on a relation. */
struct tt_lock_taken {
    struct tt_relation *relation;
    struct tt_name name; /* the relation's before the statement */
    enum tt_lock mode;
    bool is_new;         /* nobody else can want the relation yet */
    bool of_transaction; /* made by it, so it holds nobody up */
    enum tt_lock before; /* what the transaction held on it already, or TT_LOCK_COUNT */
    bool other_end; /* not the relation that the statement names: a foreign key's, a parent … */
    enum tt_certainty certainty;
};

enum tt_work_kind {
    TT_WORK_REWRITE,     /* every row is written anew */
    TT_WORK_SCAN,        /* every row is read */
    TT_WORK_INDEX_BUILD, /* every row is read, sorted, and put into an index */
};

/* What makes the work due. */
enum tt_cause {
    TT_CAUSE_CREATE_INDEX,
    TT_CAUSE_REINDEX,
    TT_CAUSE_TYPE_CHANGE,
    TT_CAUSE_CHECK, /* a new CHECK, or one that must hold for the new type */
    TT_CAUSE_FOREIGN_KEY,
    TT_CAUSE_NOT_NULL,
    TT_CAUSE_KEY, /* PRIMARY KEY, UNIQUE, EXCLUDE */
    TT_CAUSE_VALIDATE,
    TT_CAUSE_STORAGE,         /* another access method */
    TT_CAUSE_TABLESPACE,      /* blocks are copied, no row is read */
    TT_CAUSE_PARTITION_BOUND, /* rows must fit a new partition, or not */
    TT_CAUSE_PERSISTENCE,     /* LOGGED, UNLOGGED */
    TT_CAUSE_NEW_VALUES,      /* of a column whose default or generated values differ by row */
    TT_CAUSE_QUERY,           /* of rows that the statement reads or writes */
    TT_CAUSE_CLUSTER,         /* CLUSTER and VACUUM FULL */
    TT_CAUSE_TRUNCATE,
    TT_CAUSE_REFRESH,
    TT_CAUSE_DOMAIN, /* of which columns are */
};

/* What becomes of the rows that a rewrite finds. */
enum tt_how {
    TT_HOW_REWRITTEN, /* one by one, in another shape */
    TT_HOW_COPIED,    /* as they are */
    TT_HOW_EMPTIED,   /* they are gone */
    TT_HOW_REFRESHED, /* a query makes them anew */
};

struct tt_work {
    enum tt_work_kind kind;
    enum tt_cause cause;
    enum tt_how how; /* of a rewrite */
    struct tt_relation *relation;
    struct tt_column *column;         /* when it is about one */
    struct tt_constraint *constraint; /* likewise */
    struct tt_index *index;           /* likewise */
    bool is_new;                      /* of a relation that nobody else uses yet */
    bool of_transaction;              /* of one that the transaction itself made */
    bool concurrently;
    bool added_column;   /* the constraint comes with a column that the statement adds */
    struct tt_span span; /* the clause that causes it */
    struct tt_str why;   /* a clause without a full stop; may be empty */
    enum tt_certainty certainty;
};

enum tt_change_kind {
    TT_CHANGE_CREATE,
    TT_CHANGE_DROP,
    TT_CHANGE_RENAME,
    TT_CHANGE_MOVE,         /* to another schema */
    TT_CHANGE_RETYPE,       /* a column's type */
    TT_CHANGE_ATTACH,       /* a partition to `parent` */
    TT_CHANGE_DETACH,       /* from it */
    TT_CHANGE_NOT_NULL,     /* a column takes no NULL any more */
    TT_CHANGE_DROP_DEFAULT, /* of a column, or its identity */
    TT_CHANGE_NULLABLE,     /* a column takes NULL from now on */
    TT_CHANGE_GRANT_PUBLIC, /* of tables, or of CREATE in schemas */
    TT_CHANGE_ROW_SECURITY_ON,
    TT_CHANGE_ROW_SECURITY_OFF,
};

enum tt_object {
    TT_OBJECT_TABLE,
    TT_OBJECT_VIEW,
    TT_OBJECT_MATERIALIZED_VIEW,
    TT_OBJECT_SEQUENCE,
    TT_OBJECT_COLUMN,
    TT_OBJECT_CONSTRAINT,
    TT_OBJECT_INDEX,
    TT_OBJECT_SCHEMA,
    TT_OBJECT_TYPE,
    TT_OBJECT_DOMAIN,
    TT_OBJECT_ENUM_VALUE,
    TT_OBJECT_ATTRIBUTE, /* of a composite type */
    TT_OBJECT_FUNCTION,
    TT_OBJECT_PROCEDURE,
    TT_OBJECT_AGGREGATE,
    TT_OBJECT_ROLE,
    TT_OBJECT_DATABASE,
    TT_OBJECT_COUNT,
};

/* "table", "materialized view" … */
const char *tt_object_word(enum tt_object object);

struct tt_change {
    enum tt_change_kind kind;
    enum tt_object object;
    struct tt_name name;          /* as it was; of a column, constraint or label its own name */
    struct tt_name new_name;      /* of a rename or a move */
    struct tt_name owner;         /* the table of a column, the type of a label … */
    struct tt_relation *relation; /* itself, or the table it belongs to */
    struct tt_relation *parent;   /* ATTACH and DETACH */
    struct tt_column *column;
    struct tt_constraint *constraint;
    struct tt_index *index;
    const struct tt_function *function; /* CREATE, DROP and RENAME of a known one */
    const struct tt_user_type *type;    /* CREATE, DROP and RENAME of a type */
    struct tt_span span;
    bool is_new;        /* nobody uses it yet: made by this migration, or temporary */
    bool is_partition;  /* queries say its parent's name */
    bool replaces;      /* CREATE OR REPLACE, so it may have been there */
    bool guarded;       /* see tt_model_apply_guarded */
    bool implied;       /* CREATE of what the statement does not name: an identity's sequence */
    bool if_exists;     /* DROP … IF EXISTS, and whether it is there is not known */
    bool not_null;      /* CREATE of a column: it takes no NULL */
    bool has_default;   /* CREATE of a column: rows that are there get a value */
    bool concurrently;  /* CREATE or DROP of an index, DETACH */
    bool if_not_exists; /* CREATE of an index */
    struct tt_type from;             /* RETYPE; of a renamed column, its type */
    struct tt_type to;               /* RETYPE */
    struct tt_conversion_cost *cost; /* RETYPE */
    bool says_public; /* for those who speak of it: names of schema public need it said */
    unsigned transaction;
    enum tt_certainty certainty;
};

/* A column that the statement writes out: of CREATE TABLE or ADD COLUMN. */
struct tt_defined {
    struct tt_relation *relation;
    struct tt_column *column;
    const struct tt_node *node; /* for tt_defined_span() */
};

enum tt_write {
    TT_WRITE_NOTHING,
    TT_WRITE_INSERT,
    TT_WRITE_UPDATE,
    TT_WRITE_DELETE,
    TT_WRITE_MERGE,
};

/* How many of a table's rows are written. */
enum tt_extent {
    TT_ROWS_SOME, /* a condition tells, and is not understood */
    TT_ROWS_ALL,  /* there is none, or every row meets it */
    TT_ROWS_FEW,  /* a limit or a range bounds them */
};

/* Rows that an UPDATE, DELETE, MERGE or INSERT writes, in one go. */
struct tt_rows_written {
    struct tt_relation *relation;
    enum tt_write write;
    enum tt_extent extent;
    bool seen_through; /* there is a condition, but every row meets it */
    bool is_new;
    enum tt_certainty certainty;
};

/* Why lock_timeout and statement_timeout end no statement that waits for a lock. */
enum tt_timeout_state {
    TT_TIMEOUT_UNSET,
    TT_TIMEOUT_ON, /* it does */
    TT_TIMEOUT_ZERO,
    TT_TIMEOUT_RESET,
    TT_TIMEOUT_OUTSIDE, /* SET LOCAL outside a transaction block */
    TT_TIMEOUT_ENDED,   /* SET LOCAL, which COMMIT ended */
};

struct tt_timeout {
    enum tt_timeout_state state;
    int milliseconds;    /* while it is on; 0: not known */
    struct tt_span span; /* of what made it so */
};

/* Who opened the transaction that a statement stands in. */
enum tt_block {
    TT_BLOCK_NONE,    /* it is a transaction of its own */
    TT_BLOCK_WRITTEN, /* BEGIN, in the text */
    TT_BLOCK_OF_TOOL, /* the tool that runs the file */
    TT_BLOCK_OF_TEXT, /* the server, since several statements came in one message */
    TT_BLOCK_OF_BODY, /* the server, for what stands in the body of DO */
};

/* The strong lock on a relation in use that lock_timeout ends the wait for, if late. */
struct tt_long_wait {
    struct tt_relation *relation; /* NULL: there is none */
    struct tt_name name;
    struct tt_span span;
    struct tt_timeout timeout;
};

/* The first strong lock on a relation in use that the file waits for without end. */
struct tt_unguarded {
    struct tt_relation *relation; /* NULL: there is none */
    struct tt_name name;
    enum tt_lock mode;
    struct tt_span span;
    struct tt_timeout timeout; /* as it stood there */
    struct tt_span late;       /* a timeout that was set only then; empty if none */
    enum tt_block block;       /* that the statement stands in */
    bool refused_in_block;     /* see tt_outcome */
    struct tt_span untimed;    /* the first change while one of the two is not set, likewise */
    bool lock_timeout;         /* there: whether it was set */
    struct tt_long_wait longest; /* the first of those under the longest lock_timeout */
    enum tt_certainty certainty;
};

enum tt_fails_when {
    TT_FAILS_NEVER,
    TT_FAILS_WITH_ROWS, /* on any table that holds a row, whatever is in it */
    TT_FAILS_ALWAYS,
};

struct tt_failure {
    enum tt_fails_when when;
    const char *sqlstate;
    struct tt_str why;
    struct tt_span span;
    struct tt_relation *relation;
    /* What the statement would do was followed all the same: should it have run,
     * the catalog was wrong, and what it made is new. */
    bool followed;
};

struct tt_outcome {
    const struct tt_stmt *stmt;
    TT_VEC(struct tt_lock_taken) locks;
    TT_VEC(struct tt_work) works;
    TT_VEC(struct tt_change) changes;
    TT_VEC(struct tt_defined) defined;
    TT_VEC(struct tt_rows_written) rows;
    size_t changes_before; /* of the file, by statements that no ROLLBACK has undone since */
    struct tt_failure fails;
    struct tt_failure may_fail; /* its `when` is with rows; depends on what is in them */
    struct tt_str warning;      /* the server's: it does nothing; empty if there is none */
    bool refused_in_block;      /* SQLSTATE 25001 inside a transaction block */
    enum tt_block block;        /* the one that it stands in */
    unsigned transaction;       /* its number: of BEGIN and COMMIT, that of what is between */
};

/* The server refuses it, whatever the tables hold, and its changes were not followed. */
bool tt_comes_to_nothing(const struct tt_outcome *outcome);

/* The column's own clause: name, type and constraints. */
struct tt_span tt_defined_span(const struct tt_outcome *outcome,
                               const struct tt_defined *defined);

/* The first change of the kind, or NULL. */
const struct tt_change *tt_find_change(const struct tt_outcome *outcome,
                                       enum tt_change_kind kind, enum tt_object object);

/*
 * Works with the cause on relations that others use, one for each clause: a
 * partitioned table's partitions count once. NULL starts, and ends.
 */
const struct tt_work *tt_next_blocking_work(const struct tt_outcome *outcome,
                                            enum tt_cause cause, const struct tt_work *after);
/* The first of them. */
const struct tt_work *tt_blocking_work(const struct tt_outcome *outcome, enum tt_cause cause);

#endif
