#include "sql/node.h"

#include <stdlib.h>

#include "base/str.h"
#include "sql/tree.h"

const struct tt_node *tt_node_get(const struct tt_node *node, const char *field)
{
    const struct tt_str name = tt_str_from(field);
    const struct tt_node *each = tt_node_first(node);
    while (each && !tt_str_equal(each->field, name)) {
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

const struct tt_node *tt_node_as(const struct tt_node *wrapped, const char *type)
{
    const struct tt_node *body = tt_node_body(wrapped);
    return tt_str_is(tt_node_field(body), type) ? body : NULL;
}

const struct tt_node *tt_node_get_as(const struct tt_node *node, const char *field,
                                     const char *type)
{
    return tt_node_as(tt_node_get(node, field), type);
}

const struct tt_node *tt_node_first(const struct tt_node *list)
{
    return list ? list->child : NULL;
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
    return list ? list->last : NULL;
}

struct tt_str tt_node_field(const struct tt_node *field)
{
    return field ? field->field : (struct tt_str){0};
}

struct tt_str tt_node_text(const struct tt_node *node, const char *field)
{
    const struct tt_node *value = tt_node_get(node, field);
    return value && value->kind == TT_NODE_STRING ? value->text : (struct tt_str){0};
}

bool tt_node_text_is(const struct tt_node *node, const char *field, const char *text)
{
    return tt_str_is(tt_node_text(node, field), text);
}

bool tt_node_flag(const struct tt_node *node, const char *field)
{
    const struct tt_node *value = tt_node_get(node, field);
    return value && value->kind == TT_NODE_BARE && tt_str_is(value->text, "true");
}

long tt_node_int(const struct tt_node *node, const char *field, long otherwise)
{
    const struct tt_node *value = tt_node_get(node, field);
    if (!value || value->kind != TT_NODE_BARE) {
        return otherwise;
    }
    char *end = NULL;
    long number = strtol(value->text.ptr, &end, 10);
    return end == value->text.ptr + value->text.len ? number : otherwise;
}

struct tt_str tt_node_string(const struct tt_node *wrapped)
{
    return tt_node_text(tt_node_as(wrapped, "String"), "sval");
}
