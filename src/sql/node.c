#include "sql/node.h"

#include <string.h>

#include "base/str.h"
#include "sql/tree.h"

static bool holds_nodes(const struct tt_node *node)
{
    return node && (node->kind == TT_NODE_OBJECT || node->kind == TT_NODE_LIST);
}

const struct tt_node *tt_node_find(const struct tt_node *node, struct tt_str field)
{
    const struct tt_node *each = tt_node_first(node);
    /* Most names differ in their length or first letter. */
    while (each && !(each->field.len == field.len && each->field.ptr[0] == field.ptr[0] &&
                     memcmp(each->field.ptr, field.ptr, field.len) == 0)) {
        each = each->next;
    }
    return each;
}

struct tt_str tt_node_type(const struct tt_node *wrapped)
{
    return tt_node_field(tt_node_body(wrapped));
}

const struct tt_node *tt_node_body(const struct tt_node *wrapped)
{
    return wrapped && wrapped->kind == TT_NODE_OBJECT ? wrapped->child : NULL;
}

const struct tt_node *tt_node_first(const struct tt_node *list)
{
    return holds_nodes(list) ? list->child : NULL;
}

const struct tt_node *tt_node_next(const struct tt_node *element)
{
    return element ? element->next : NULL;
}

size_t tt_node_count(const struct tt_node *list)
{
    size_t count = 0;
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        count++;
    }
    return count;
}

const struct tt_node *tt_node_last(const struct tt_node *list)
{
    return holds_nodes(list) ? list->last : NULL;
}

struct tt_str tt_node_field(const struct tt_node *field)
{
    return field ? field->field : (struct tt_str){0};
}

struct tt_str tt_value_text(const struct tt_node *value)
{
    return value && value->kind == TT_NODE_STRING ? value->text : (struct tt_str){0};
}

bool tt_value_flag(const struct tt_node *value)
{
    return value && value->kind == TT_NODE_FLAG && value->number;
}

long tt_value_int(const struct tt_node *value, long otherwise)
{
    return value && value->kind == TT_NODE_NUMBER ? value->number : otherwise;
}

struct tt_str tt_node_string(const struct tt_node *wrapped)
{
    return tt_node_text(tt_node_as(wrapped, "String"), "sval");
}
