#include "sql/node.h"

#include <cjson/cJSON.h>
#include <limits.h>

#include "base/str.h"
#include "sql/tree.h"

/* struct tt_node is never defined: it is cJSON, seen from outside this file. */
static const cJSON *json(const struct tt_node *node)
{
    return (const cJSON *)(const void *)node;
}

static const struct tt_node *wrap(const cJSON *item)
{
    return (const struct tt_node *)(const void *)item;
}

const struct tt_node *tt_tree_read(const char *text)
{
    return wrap(cJSON_Parse(text));
}

void tt_tree_delete(const struct tt_node *root)
{
    /* The one place where a tree is ours to change. */
    union {
        const struct tt_node *seen;
        cJSON *owned;
    } tree = {root};
    cJSON_Delete(tree.owned);
}

const struct tt_node *tt_node_get(const struct tt_node *node, const char *field)
{
    return wrap(cJSON_GetObjectItemCaseSensitive(json(node), field));
}

struct tt_str tt_node_type(const struct tt_node *wrapped)
{
    return tt_node_field(tt_node_body(wrapped));
}

const struct tt_node *tt_node_body(const struct tt_node *wrapped)
{
    return cJSON_IsObject(json(wrapped)) ? wrap(json(wrapped)->child) : NULL;
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
    return list ? wrap(json(list)->child) : NULL;
}

const struct tt_node *tt_node_next(const struct tt_node *element)
{
    return element ? wrap(json(element)->next) : NULL;
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
    /* cJSON links a first child back to the last one. */
    const cJSON *first = json(tt_node_first(list));
    return first ? wrap(first->prev) : NULL;
}

struct tt_str tt_node_field(const struct tt_node *field)
{
    return field ? tt_str_from(json(field)->string) : (struct tt_str){0};
}

struct tt_str tt_node_text(const struct tt_node *node, const char *field)
{
    return tt_str_from(cJSON_GetStringValue(json(tt_node_get(node, field))));
}

bool tt_node_text_is(const struct tt_node *node, const char *field, const char *text)
{
    return tt_str_is(tt_node_text(node, field), text);
}

bool tt_node_flag(const struct tt_node *node, const char *field)
{
    return cJSON_IsTrue(json(tt_node_get(node, field)));
}

long tt_node_int(const struct tt_node *node, const char *field, long otherwise)
{
    const cJSON *number = json(tt_node_get(node, field));
    if (!cJSON_IsNumber(number) || number->valuedouble >= (double)LONG_MAX ||
        number->valuedouble <= (double)LONG_MIN) {
        return otherwise;
    }
    return (long)number->valuedouble;
}

struct tt_str tt_node_string(const struct tt_node *wrapped)
{
    return tt_node_text(tt_node_as(wrapped, "String"), "sval");
}
