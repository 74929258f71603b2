/*
 * Comments that speak to a linter: "tiptoe:ignore RULE[, RULE]: reason" and its
 * like, and those that squawk, Atlas, eugene and pgfence have.
 */
#ifndef SQL_DIRECTIVE_H
#define SQL_DIRECTIVE_H

#include "base/vec.h"
#include "sql/script.h"
#include "sql/source.h"

struct tt_arena;

enum tt_directive_kind {
    TT_DIRECTIVE_IGNORE,
    TT_DIRECTIVE_IGNORE_FILE,
    TT_DIRECTIVE_IGNORE_START,
    TT_DIRECTIVE_IGNORE_END,
    TT_DIRECTIVE_UNKNOWN, /* "tiptoe:" and a word that is none of ours */
};

struct tt_directive {
    enum tt_directive_kind kind;
    bool foreign;                /* another linter's */
    struct tt_span span;         /* without the comment's own signs */
    struct tt_str word;          /* "ignore-file" */
    const struct tt_span *names; /* of rules, as written */
    size_t name_count;
    struct tt_str reason;  /* on one line; may be empty */
    struct tt_str tail;    /* words behind the names that no colon makes a reason */
    struct tt_span holds;  /* findings that start there; of a range, where it starts or ends */
    const char *misplaced; /* why it holds nothing; or NULL */
};

/* A statement. Those in its body stand behind it in a row of them. */
struct tt_stmt_place {
    struct tt_span span;
    struct tt_span data; /* of COPY, behind it */
    struct tt_span body; /* of DO, in it */
};

struct tt_directives {
    TT_VEC(struct tt_directive) found;
    bool statement_seen;
};

/* Whether it is worth while to look for any. */
bool tt_may_hold_directives(struct tt_str text);

/*
 * Adds the directives of a stretch of the file, in its order; `stmts` are the
 * stretch's statements, as they were read. A file's stretches come one by one.
 */
void tt_directives_read(struct tt_directives *directives, struct tt_arena *arena,
                        const struct tt_source *source, struct tt_span stretch,
                        const struct tt_stmt_place *stmts, size_t count);

/* For the directives' own files: reads a comment; false if it is none. */
bool tt_directive_parse(struct tt_arena *arena, struct tt_str text, struct tt_span comment,
                        struct tt_directive *ret_directive);

#endif
