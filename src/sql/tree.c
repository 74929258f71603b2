#include "sql/tree.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum { DEPTH_MAX = 1000 };

/*
 * cJSON would read this as well, at three times the cost of the parse itself:
 * it allocates every node and name by itself, and frees them one by one.
 */
struct reader {
    struct tt_arena *arena;
    char *at; /* in a copy of the JSON whose strings are undone in place */
    unsigned depth;
    bool failed;
};

static void skip_blanks(struct reader *reader)
{
    while (*reader->at == ' ' || *reader->at == '\n') {
        reader->at++;
    }
}

/* Moves past `mark` if it stands there. */
static bool take(struct reader *reader, char mark)
{
    skip_blanks(reader);
    bool there = *reader->at == mark;
    reader->at += there;
    return there;
}

static unsigned hex_digit(char c)
{
    return c >= 'a'   ? (unsigned)(c - 'a') + 10
           : c >= 'A' ? (unsigned)(c - 'A') + 10
                      : (unsigned)(c - '0');
}

/* Behind a backslash. Only control characters, < and > are written as \u00XX. */
static char take_escaped(struct reader *reader)
{
    static const char letters[][2] = {
        {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'b', '\b'}, {'f', '\f'},
    };
    char c = *reader->at;
    reader->at += c != '\0';
    if (c == 'u' && strlen(reader->at) >= 4) {
        c = (char)(hex_digit(reader->at[2]) << 4 | hex_digit(reader->at[3]));
        reader->at += 4;
        return c;
    }
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        if (c == letters[i][0]) {
            return letters[i][1];
        }
    }
    return c;
}

/* Behind the opening quote. Most strings have nothing to undo, and are not moved. */
static struct tt_str take_string(struct reader *reader)
{
    char *start = reader->at;
    reader->at += strcspn(reader->at, "\"\\");
    char *end = reader->at;
    while (*reader->at != '"' && *reader->at != '\0') {
        char c = *reader->at++;
        *end++ = c == '\\' ? take_escaped(reader) : c;
    }
    reader->failed = reader->failed || *reader->at == '\0';
    reader->at += *reader->at == '"';
    return (struct tt_str){start, (size_t)(end - start)};
}

static struct tt_node *read_value(struct reader *reader, struct tt_str field);

static void append(struct tt_node *parent, struct tt_node **last, struct tt_node *node)
{
    if (*last) {
        (*last)->next = node;
    } else {
        parent->child = node;
    }
    *last = node;
    parent->last = node;
}

/* Behind the opening bracket; depth is bounded, so recursion is. */
static void read_inside(struct reader *reader, struct tt_node *parent, char end)
{
    struct tt_node *last = NULL;
    reader->failed = reader->failed || ++reader->depth > DEPTH_MAX;
    while (!reader->failed && !take(reader, end)) {
        struct tt_str field = {0};
        (void)take(reader, ',');
        if (parent->kind == TT_NODE_OBJECT) {
            reader->failed = !take(reader, '"');
            field = take_string(reader);
            (void)take(reader, ':');
        }
        append(parent, &last, read_value(reader, field));
    }
    reader->depth--;
}

static struct tt_node *read_value(struct reader *reader, struct tt_str field)
{
    struct tt_node *node = tt_new(reader->arena, struct tt_node);
    node->field = field;
    if (take(reader, '{')) {
        node->kind = TT_NODE_OBJECT;
        read_inside(reader, node, '}');
    } else if (take(reader, '[')) {
        node->kind = TT_NODE_LIST;
        read_inside(reader, node, ']');
    } else if (take(reader, '"')) {
        node->kind = TT_NODE_STRING;
        node->text = take_string(reader);
    } else {
        size_t len = strcspn(reader->at, ",]} \n");
        node->kind = TT_NODE_BARE;
        node->text = (struct tt_str){reader->at, len};
        reader->at += len;
        reader->failed = reader->failed || len == 0;
    }
    return node;
}

const struct tt_node *tt_tree_read(struct tt_arena *arena, const char *json)
{
    size_t len = strlen(json);
    struct reader reader = {.arena = arena, .at = tt_new_array(arena, char, len + 1)};
    memcpy(reader.at, json, len + 1);
    const struct tt_node *root = read_value(&reader, (struct tt_str){0});
    return reader.failed ? NULL : root;
}
