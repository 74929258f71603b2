/* How parse trees come to be: for the files of src/sql alone. */
#ifndef SQL_TREE_H
#define SQL_TREE_H

#include "sql/node.h"

struct tt_arena;

enum tt_node_kind {
    TT_NODE_OBJECT,
    TT_NODE_LIST,
    TT_NODE_STRING,
    TT_NODE_BARE, /* a number, true, false or null */
};

struct tt_node {
    struct tt_str field; /* its name in the object that it is in */
    struct tt_str text;  /* of a string, its escapes undone, or of what is bare */
    const struct tt_node *next;
    const struct tt_node *child; /* the first of what is in it */
    const struct tt_node *last;
    enum tt_node_kind kind;
};

/*
 * From the JSON that libpg_query writes: of all that JSON allows, it is read as
 * far as that goes. The tree lives in `arena`. NULL when it nests deeper than
 * those who walk it by recursion should go.
 */
const struct tt_node *tt_tree_read(struct tt_arena *arena, const char *json);

#endif
