#include "sql/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * cJSON would read this as well, at three times the cost of the parse itself:
 * it allocates every node and name by itself, and frees them one by one.
 *
 * What reads is given a place in a copy of the JSON, whose strings are undone
 * there, and answers with the place behind, or NULL where it can't go on.
 */
struct reader {
    struct tt_tree_maker maker;
    const char *end; /* of the JSON */
};

static char *skip_blanks(char *at)
{
    while (*at == ' ' || *at == '\n') {
        at++;
    }
    return at;
}

static unsigned hex_digit(char c)
{
    return c >= 'a'   ? (unsigned)(c - 'a') + 10
           : c >= 'A' ? (unsigned)(c - 'A') + 10
                      : (unsigned)(c - '0');
}

/* Behind a backslash. Only control characters, < and > are written as \u00XX. */
static char *read_escaped(char *at, char *ret_c)
{
    static const char letters[][2] = {
        {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'b', '\b'}, {'f', '\f'},
    };
    *ret_c = *at;
    if (*at == 'u' && memchr(at, '\0', 5) == NULL) {
        *ret_c = (char)(hex_digit(at[3]) << 4 | hex_digit(at[4]));
        return at + 5;
    }
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        if (*at == letters[i][0]) {
            *ret_c = letters[i][1];
        }
    }
    return at + (*at != '\0');
}

/* Behind the opening quote. Most strings have nothing to undo, and are not moved. */
static char *read_string(const struct reader *reader, char *at, struct tt_str *ret_text)
{
    char *start = at;
    char *quote = memchr(at, '"', (size_t)(reader->end - at));
    char *escape = quote ? memchr(at, '\\', (size_t)(quote - at)) : NULL;
    if (quote && !escape) {
        *ret_text = (struct tt_str){start, (size_t)(quote - start)};
        return quote + 1;
    }
    char *end = at = escape ? escape : at;
    while (*at != '"' && *at != '\0') {
        if (*at == '\\') {
            at = read_escaped(at + 1, end++);
        } else {
            *end++ = *at++;
        }
    }
    *ret_text = (struct tt_str){start, (size_t)(end - start)};
    return *at == '"' ? at + 1 : NULL;
}

/* A number, true or false. */
static char *read_bare(char *at, struct tt_node *node)
{
    char *end = at;
    node->kind = *at == 't' || *at == 'f' ? TT_NODE_FLAG : TT_NODE_NUMBER;
    node->number = node->kind == TT_NODE_FLAG ? *at == 't' : strtol(at, &end, 10);
    while (*end != ',' && *end != ']' && *end != '}' && *end != ' ' && *end != '\n' &&
           *end != '\0') {
        end++;
    }
    return end > at ? end : NULL;
}

/* "name": */
static char *read_field(const struct reader *reader, char *at, struct tt_str *ret_field)
{
    at = *at == '"' ? read_string(reader, at + 1, ret_field) : NULL;
    at = at ? skip_blanks(at) : NULL;
    return at && *at == ':' ? skip_blanks(at + 1) : at;
}

static char *read_value(struct reader *reader, char *at, struct tt_node *node);

/* Behind the opening bracket; depth is bounded, so recursion is. */
static char *read_inside(struct reader *reader, char *at, struct tt_node *parent, char end)
{
    if (++reader->maker.depth > TT_TREE_DEPTH_MAX) {
        return NULL;
    }
    at = skip_blanks(at);
    while (at && *at != end) {
        struct tt_str field = {0};
        at = *at == ',' ? skip_blanks(at + 1) : at;
        if (parent->kind == TT_NODE_OBJECT && !(at = read_field(reader, at, &field))) {
            return NULL;
        }
        at = read_value(reader, at, tt_tree_add(&reader->maker, parent, field, TT_NODE_NUMBER));
        at = at ? skip_blanks(at) : NULL;
    }
    reader->maker.depth--;
    return at ? at + 1 : NULL;
}

static char *read_value(struct reader *reader, char *at, struct tt_node *node)
{
    switch (*at) {
    case '{':
        node->kind = TT_NODE_OBJECT;
        return read_inside(reader, at + 1, node, '}');
    case '[':
        node->kind = TT_NODE_LIST;
        return read_inside(reader, at + 1, node, ']');
    case '"':
        node->kind = TT_NODE_STRING;
        return read_string(reader, at + 1, &node->text);
    default:
        return read_bare(at, node);
    }
}

const struct tt_node *tt_tree_read_json(struct tt_arena *arena, const char *json)
{
    size_t len = strlen(json);
    char *copy = tt_take_bytes(arena, len + 1);
    struct reader reader = {.maker = {.arena = arena}, .end = copy + len};
    struct tt_node *root = tt_tree_add(&reader.maker, NULL, (struct tt_str){0}, TT_NODE_OBJECT);
    memcpy(copy, json, len + 1);
    return read_value(&reader, skip_blanks(copy), root) ? root : NULL;
}
