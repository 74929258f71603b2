/* One call of PostgreSQL's parser. The only header that libpg_query hides behind. */
#ifndef SQL_PARSE_H
#define SQL_PARSE_H

#include "sql/node.h"

struct tt_arena;

enum tt_parse_outcome {
    TT_PARSE_OK,
    TT_PARSE_EMPTY,    /* nothing but blanks and comments */
    TT_PARSE_SEVERAL,  /* more than one statement, where one was expected */
    TT_PARSE_ERROR,    /* `message` and `at` say what and where */
    TT_PARSE_TOO_DEEP, /* for PostgreSQL, or for us */
    TT_PARSE_REFUSED,  /* it would take too long */
};

struct tt_parse {
    enum tt_parse_outcome outcome;
    const struct tt_node
        *stmt;             /* wrapped in its type; NULL unless OK and a tree was asked for */
    struct tt_str message; /* one line, cut short; in the arena */
    size_t at;             /* the byte of `text` that the message is about */
    bool placed;           /* otherwise the message says not where */
};

/* `text` is terminated by a zero byte; the tree lives in `trees`. */
struct tt_parse tt_parse_tree(struct tt_arena *arena, struct tt_arena *trees,
                              struct tt_str text);
/* Grammar alone: no tree is built, and the depth does not matter. */
struct tt_parse tt_parse_check(struct tt_arena *arena, struct tt_str text);

/* How deep a tree the stack of this thread can take. */
size_t tt_parse_depth_max(void);

#endif
