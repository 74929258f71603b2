/* How parse trees come to be: for the files of src/sql alone. */
#ifndef SQL_TREE_H
#define SQL_TREE_H

#include "sql/node.h"

struct tt_arena;

/* Deeper trees are refused: those who walk them do it by recursion. */
enum { TT_TREE_DEPTH_MAX = 1000 };

enum tt_node_kind {
    TT_NODE_OBJECT,
    TT_NODE_LIST,
    TT_NODE_STRING,
    TT_NODE_NUMBER,
    TT_NODE_FLAG,
};

struct tt_node {
    struct tt_str field; /* its name in the object that it is in */
    struct tt_node *next;
    union {
        struct {
            struct tt_node *child; /* the first of what is in it */
            struct tt_node *last;
        };
        struct tt_str text; /* of a string, its escapes undone */
        long number;        /* 1 for a flag that is true */
    };
    enum tt_node_kind kind;
};

/* Makes the nodes of trees, many at a time. */
struct tt_tree_maker {
    struct tt_arena *arena;
    struct tt_node *nodes; /* to be handed out next */
    size_t left;           /* of them */
    unsigned depth;
};

/* Behind `parent`'s last, when there is a parent. */
struct tt_node *tt_tree_add(struct tt_tree_maker *maker, struct tt_node *parent,
                            struct tt_str field, enum tt_node_kind kind);

/*
 * From the JSON that libpg_query writes: of all that JSON allows, it is read as
 * far as that goes. The tree lives in `arena`. NULL when it is too deep.
 */
const struct tt_node *tt_tree_read_json(struct tt_arena *arena, const char *json);

/*
 * The same of a statement as the parser itself keeps it, a Node of PostgreSQL's:
 * for libpg_query's whose headers tell what is in one.
 */
const struct tt_node *tt_tree_read_node(struct tt_arena *arena, const void *stmt);

#endif
