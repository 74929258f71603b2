/*
 * Reads the parser's own nodes, by tables of their fields that tools/gen-nodes
 * makes from what comes with libpg_query. The tree is the one that its JSON
 * gives, at a tenth of the cost; testdata/sql holds them against each other.
 */
#include <postgres.h>

#include <nodes/parsenodes.h>
#include <nodes/pg_list.h>
#include <nodes/value.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/tree.h"

enum field_kind {
    FIELD_TEXT, /* a string, or a single character */
    FIELD_FLAG,
    FIELD_SIGNED,
    FIELD_UNSIGNED,
    FIELD_ENUM,
    FIELD_ANY,    /* node: wrapped in its type */
    FIELD_STRUCT, /* a node of one type */
    FIELD_LIST,
};

struct node_field {
    struct tt_str name;
    size_t offset;
    size_t size;
    enum field_kind kind;
    NodeTag tag;                /* of a FIELD_STRUCT */
    const struct tt_str *names; /* of an enum's values */
    size_t name_count;
};

struct node_type {
    struct tt_str name;
    const struct node_field *fields; /* up to one without a name */
};

#define LITERAL(text)                                                                          \
    {                                                                                          \
        (text), sizeof(text) - 1                                                               \
    }
#define TEXT .kind = FIELD_TEXT
#define FLAG .kind = FIELD_FLAG
#define SIGNED .kind = FIELD_SIGNED
#define UNSIGNED .kind = FIELD_UNSIGNED
#define ANY .kind = FIELD_ANY
#define LIST .kind = FIELD_LIST
#define STRUCT(type) .kind = FIELD_STRUCT, .tag = T_##type
#define ENUM(type)                                                                             \
    .kind = FIELD_ENUM, .names = names_of_##type,                                              \
    .name_count = sizeof(names_of_##type) / sizeof(names_of_##type[0])

#define ENUM_BEGIN(type) static const struct tt_str names_of_##type[] = {
/* The least value of any is -1. */
#define ENUM_VALUE(value) [(value) + 1] = LITERAL(#value),
#define ENUM_END                                                                               \
    }                                                                                          \
    ;
#define NODE_BEGIN(type) static const struct node_field fields_of_##type[] = {
#define FIELD(type, member, ...)                                                               \
    {.name = LITERAL(#member),                                                                 \
     .offset = offsetof(type, member),                                                         \
     .size = sizeof(((type *)NULL)->member),                                                   \
     __VA_ARGS__},
#define NODE_END                                                                               \
    {                                                                                          \
        .name = { 0 }                                                                          \
    }                                                                                          \
    }                                                                                          \
    ;
#include "sql/nodes.gen.def"

/* Read by functions of their own. */
static const struct node_field no_fields[] = {{.name = {0}}};

static const struct node_type types[] = {
#define NODE(type) [T_##type] = {LITERAL(#type), fields_of_##type},
#include "sql/nodes.gen.def"
    [T_A_Const] = {LITERAL("A_Const"), no_fields},
    [T_List] = {LITERAL("List"), no_fields},
};

/* What reads answers false when the tree would be too deep. */
static bool read_node(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                      const Node *node);

static bool go_in(struct tt_tree_maker *maker)
{
    return ++maker->depth <= TT_TREE_DEPTH_MAX;
}

static bool go_out(struct tt_tree_maker *maker)
{
    maker->depth--;
    return true;
}

static bool read_list(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                      const List *list)
{
    struct tt_node *node = tt_tree_add(maker, parent, name, TT_NODE_LIST);
    const ListCell *cell = NULL;
    if (!go_in(maker)) {
        return false;
    }
    foreach (cell, list) {
        if (!read_node(maker, node, (struct tt_str){0}, lfirst(cell))) {
            return false;
        }
    }
    return go_out(maker);
}

static void read_text(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                      struct tt_str text)
{
    tt_tree_add(maker, parent, name, TT_NODE_STRING)->text = tt_str_copy(maker->arena, text);
}

static bool read_fields(struct tt_tree_maker *maker, struct tt_node *parent, NodeTag tag,
                        const char *node);

static bool read_struct(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                        NodeTag tag, const void *node)
{
    struct tt_node *body = tt_tree_add(maker, parent, name, TT_NODE_OBJECT);
    return go_in(maker) && read_fields(maker, body, tag, node) && go_out(maker);
}

static long number_at(const struct node_field *field, const char *at)
{
    bool is_signed = field->kind != FIELD_UNSIGNED;
    switch (field->size) {
    case sizeof(int16):
        return is_signed ? *(const int16 *)(const void *)at : *(const uint16 *)(const void *)at;
    case sizeof(int32):
        return is_signed ? (long)*(const int32 *)(const void *)at
                         : (long)*(const uint32 *)(const void *)at;
    default:
        return (long)*(const int64 *)(const void *)at;
    }
}

static void add_number(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                       enum tt_node_kind kind, long number)
{
    if (number != 0) {
        tt_tree_add(maker, parent, name, kind)->number = number;
    }
}

static void add_text(struct tt_tree_maker *maker, struct tt_node *parent,
                     const struct node_field *field, const char *at)
{
    const char *text = field->size == 1 ? at : *(const char *const *)(const void *)at;
    if (text && (field->size > 1 || *text != '\0')) {
        read_text(maker, parent, field->name,
                  field->size == 1 ? (struct tt_str){text, 1} : tt_str_from(text));
    }
}

/* A char, a string, a flag, a number or an enum's value. */
static void read_scalar(struct tt_tree_maker *maker, struct tt_node *parent,
                        const struct node_field *field, const char *at)
{
    if (field->kind == FIELD_TEXT) {
        add_text(maker, parent, field, at);
    } else if (field->kind == FIELD_FLAG) {
        add_number(maker, parent, field->name, TT_NODE_FLAG, *(const bool *)at);
    } else if (field->kind == FIELD_ENUM) {
        size_t value = (size_t)(number_at(field, at) + 1);
        if (value < field->name_count && field->names[value].len > 0) {
            tt_tree_add(maker, parent, field->name, TT_NODE_STRING)->text = field->names[value];
        }
    } else {
        add_number(maker, parent, field->name, TT_NODE_NUMBER, number_at(field, at));
    }
}

static bool read_field(struct tt_tree_maker *maker, struct tt_node *parent,
                       const struct node_field *field, const char *at)
{
    if (field->kind < FIELD_ANY) {
        read_scalar(maker, parent, field, at);
        return true;
    }
    /* One struct is the beginning of another (CREATE FOREIGN TABLE), not pointed to. */
    const void *node = field->size > sizeof(void *) ? at
                                                    : *(const void *const *)(const void *)at;
    if (!node) {
        return true;
    }
    return field->kind == FIELD_LIST ? read_list(maker, parent, field->name, node)
           : field->kind == FIELD_STRUCT
               ? read_struct(maker, parent, field->name, field->tag, node)
               : read_node(maker, parent, field->name, node);
}

/* The value is in the constant itself, under a name that tells its type. */
static bool read_constant(struct tt_tree_maker *maker, struct tt_node *parent,
                          const A_Const *constant)
{
    static const struct {
        NodeTag tag;
        struct tt_str name;
    } values[] = {
        {T_Integer, LITERAL("ival")},    {T_Float, LITERAL("fval")},
        {T_Boolean, LITERAL("boolval")}, {T_String, LITERAL("sval")},
        {T_BitString, LITERAL("bsval")},
    };
    add_number(maker, parent, TT_STR("isnull"), TT_NODE_FLAG, constant->isnull);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]) && !constant->isnull; i++) {
        if (nodeTag(&constant->val) == values[i].tag &&
            !read_struct(maker, parent, values[i].name, values[i].tag, &constant->val)) {
            return false;
        }
    }
    add_number(maker, parent, TT_STR("location"), TT_NODE_NUMBER, constant->location);
    return true;
}

static bool read_fields(struct tt_tree_maker *maker, struct tt_node *parent, NodeTag tag,
                        const char *node)
{
    if (tag == T_A_Const) {
        return read_constant(maker, parent, (const A_Const *)(const void *)node);
    }
    if (tag == T_List) {
        return read_list(maker, parent, TT_STR("items"), (const List *)(const void *)node);
    }
    for (const struct node_field *field = types[tag].fields; field->name.len > 0; field++) {
        if (!read_field(maker, parent, field, node + field->offset)) {
            return false;
        }
    }
    return true;
}

static bool read_node(struct tt_tree_maker *maker, struct tt_node *parent, struct tt_str name,
                      const Node *node)
{
    struct tt_node *wrapped = tt_tree_add(maker, parent, name, TT_NODE_OBJECT);
    if (!node || (size_t)nodeTag(node) >= sizeof(types) / sizeof(types[0]) ||
        !types[nodeTag(node)].fields) {
        return true;
    }
    NodeTag tag = nodeTag(node);
    return go_in(maker) && read_struct(maker, wrapped, types[tag].name, tag, node) &&
           go_out(maker);
}

const struct tt_node *tt_tree_read_node(struct tt_arena *arena, const void *stmt)
{
    /* In the JSON it is three levels down: {"stmts": [{"stmt": … */
    struct tt_tree_maker maker = {.arena = arena, .depth = 3};
    struct tt_node *root = tt_tree_add(&maker, NULL, (struct tt_str){0}, TT_NODE_OBJECT);
    return read_node(&maker, root, TT_STR("stmt"), stmt) ? root->child : NULL;
}
