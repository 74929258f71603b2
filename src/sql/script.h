/*
 * From bytes to statements, one at a time. One bad statement is one problem;
 * the others are read as if it were not there.
 */
#ifndef SQL_SCRIPT_H
#define SQL_SCRIPT_H

#include "sql/node.h"
#include "sql/source.h"
#include "tiptoe.h"

struct tt_arena;

enum tt_stmt_state {
    TT_STMT_PARSED,  /* `tree` is there */
    TT_STMT_SKIMMED, /* grammatical, and of a kind that tells the model nothing: no tree */
    TT_STMT_FAILED,  /* see the script's problems */
};

/* Half-open offsets in the file. */
struct tt_span {
    size_t start;
    size_t end;
};

struct tt_stmt {
    struct tt_span span; /* without comments before it and without the semicolon */
    struct tt_str text;  /* span's bytes in the file, or blanks where the server gets none */
    enum tt_stmt_state state;
    bool substituted;           /* stand-ins took the place of variables or placeholders */
    const struct tt_node *tree; /* the statement's node, say AlterTableStmt; else NULL */
    struct tt_str kind;   /* its name, "AlterTableStmt"; for skimmed ones "InsertStmt" … */
    struct tt_str target; /* of a skimmed INSERT or COPY FROM: the table's name as written */
    struct tt_span data;  /* of COPY FROM stdin: the lines behind it */
    bool in_body;         /* of DO: names in it may be those of variables */
    bool executed;        /* there, by EXECUTE */
};

enum tt_problem_kind {
    TT_PROBLEM_SYNTAX,       /* PostgreSQL would not take it */
    TT_PROBLEM_NOT_CHECKED,  /* may be right; this parser can't tell */
    TT_PROBLEM_NOT_FOLLOWED, /* \i and \ir: another file would run here */
};

struct tt_problem {
    enum tt_problem_kind kind;
    struct tt_span span;
    struct tt_str message; /* one line, no full stop */
    struct tt_str detail;  /* sentences; may be empty */
    struct tt_str hint;    /* sentences; may be empty */
};

struct tt_script;

/*
 * Reads `source`, which must outlive it. Problems and texts live in `arena`;
 * a statement and its tree live until the next call of tt_script_next.
 */
struct tt_script *tt_script_open(struct tt_arena *arena, const struct tt_source *source);
void tt_script_close(struct tt_script *script);
/* Whether the source holds more than one statement. */
bool tt_has_company(const struct tt_source *source);
/* From here on nothing is skimmed that can be read. */
void tt_script_read_all(struct tt_script *script);
/*
 * Reads all of it now, on whatever thread this is. What tt_script_next then hands
 * out lives until it hands out no more of that, and reads on.
 */
void tt_script_read_ahead(struct tt_script *script);

/* The next statement in file order; false after the last. */
bool tt_script_next(struct tt_script *script, struct tt_stmt *ret_stmt);

/*
 * The next statement between `*at` and the end of `within`, a part of the one that was handed
 * out last; `*at` moves past it. One that can't be read is no problem of the script's: what is
 * no SQL may stand there.
 */
bool tt_script_next_within(struct tt_script *script, struct tt_span within, size_t *at,
                           struct tt_stmt *ret_stmt);

/* From here on these stretches of the statement that was handed out last read as blanks. */
void tt_script_blank(struct tt_script *script, const struct tt_span *spans, size_t count);

/*
 * The problems met so far, in file order: whole when tt_script_next has
 * answered false. `ret_count` is set to their number.
 */
const struct tt_problem *tt_script_problems(const struct tt_script *script, size_t *ret_count);

/* Where `node` begins in the file, or where the statement does if it has no location. */
size_t tt_stmt_offset(const struct tt_stmt *stmt, const struct tt_node *node);

/*
 * The clause that begins at `node`, say one part of an ALTER TABLE: up to the
 * comma or bracket that ends it, without blanks and comments behind it.
 */
struct tt_span tt_stmt_clause(const struct tt_stmt *stmt, const struct tt_node *node);

/* A constraint of a column: up to the column's next one, if that comes first. */
struct tt_span tt_stmt_column_constraint(const struct tt_stmt *stmt,
                                         const struct tt_node *node);

/* What follows the first such keyword outside of brackets, up to the end of `within`. */
bool tt_stmt_after_word(const struct tt_stmt *stmt, struct tt_span within, const char *word,
                        struct tt_span *ret_rest);
/* What the first brackets in `within` enclose. */
bool tt_stmt_in_brackets(const struct tt_stmt *stmt, struct tt_span within,
                         struct tt_span *ret_inside);
/* "schema.name" from `offset` on; empty when no name stands there. */
struct tt_span tt_stmt_name(const struct tt_stmt *stmt, size_t offset);
/* The one token at `offset`, say a string. */
struct tt_span tt_stmt_token(const struct tt_stmt *stmt, size_t offset);
/* The clauses that commas divide in the first brackets in `within`; none without brackets. */
const struct tt_span *tt_stmt_list(struct tt_arena *arena, const struct tt_stmt *stmt,
                                   struct tt_span within, size_t *ret_count);

/* What stands behind the name of a relation, between commas: the parts of an ALTER TABLE. */
const struct tt_span *tt_stmt_parts(struct tt_arena *arena, const struct tt_stmt *stmt,
                                    const struct tt_node *range_var, size_t *ret_count);

/* The major version of the grammar: 15, 17 or 18. */
int tt_grammar_version(void);

/*
 * Runs `work(user)` on a thread whose stack is deep enough for any tree that
 * the limits let through, and waits for it. All reading happens under this.
 */
void tt_with_deep_stack(void (*work)(void *user), void *user);

#endif
