#include "sql/tree.h"

#include "base/arena.h"

enum { NODES_AT_ONCE = 64 };

struct tt_node *tt_tree_add(struct tt_tree_maker *maker, struct tt_node *parent,
                            struct tt_str field, enum tt_node_kind kind)
{
    if (maker->left == 0) {
        maker->nodes = tt_arena_take(maker->arena, NODES_AT_ONCE, sizeof(struct tt_node),
                                     alignof(struct tt_node));
        maker->left = NODES_AT_ONCE;
    }
    maker->left--;
    struct tt_node *node = maker->nodes++;
    *node = (struct tt_node){.field = field, .kind = kind};
    if (parent) {
        *(parent->last ? &parent->last->next : &parent->child) = node;
        parent->last = node;
    }
    return node;
}
