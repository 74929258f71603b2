/* Command tags: what psql prints when a statement is done. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/model.h"
#include "sql/node.h"

/* CreateCommandTag() in PostgreSQL's utility.c, for those that the node's name does not give.
 */
static const struct tag {
    const char *node;
    const char *tag;
} tags[] = {
    {"AlterDomainStmt", "ALTER DOMAIN"},  {"AlterEnumStmt", "ALTER TYPE"},
    {"AlterSeqStmt", "ALTER SEQUENCE"},   {"CompositeTypeStmt", "CREATE TYPE"},
    {"CreateEnumStmt", "CREATE TYPE"},    {"CreateRangeStmt", "CREATE TYPE"},
    {"CreateSeqStmt", "CREATE SEQUENCE"}, {"CreateStmt", "CREATE TABLE"},
    {"CreateTrigStmt", "CREATE TRIGGER"}, {"IndexStmt", "CREATE INDEX"},
    {"RuleStmt", "CREATE RULE"},          {"TruncateStmt", "TRUNCATE TABLE"},
    {"VariableSetStmt", "SET"},           {"ViewStmt", "CREATE VIEW"},
};

enum { WORDS_BYTES = 64 };

/* "OBJECT_FOREIGN_TABLE" to "FOREIGN TABLE", "TRANS_STMT_BEGIN" to "BEGIN". */
static struct tt_str words_of(struct tt_arena *arena, struct tt_str constant,
                              const char *prefix)
{
    if (!tt_str_starts(constant, prefix)) {
        return (struct tt_str){0};
    }
    struct tt_str words = tt_str_copy(arena,
                                      tt_str_slice(constant, strlen(prefix), constant.len));
    char *bytes = tt_new_array(arena, char, words.len + 1);
    for (size_t i = 0; i < words.len; i++) {
        bytes[i] = words.ptr[i] == '_' ? ' ' : words.ptr[i];
    }
    return (struct tt_str){bytes, words.len};
}

static struct tt_str with_object(struct tt_arena *arena, const char *verb,
                                 const struct tt_stmt *stmt, const char *field)
{
    struct tt_str object = words_of(arena, tt_node_text(stmt->tree, field), "OBJECT_");
    if (tt_str_is(object, "MATVIEW")) {
        object = TT_STR("MATERIALIZED VIEW");
    } else if (tt_str_is(object, "COLUMN") || tt_str_is(object, "TABCONSTRAINT")) {
        object = TT_STR("TABLE");
    } else if (tt_str_is(object, "ATTRIBUTE")) {
        object = TT_STR("TYPE");
    }
    return tt_str_format(arena, "%s " TT_FMT, verb, TT_ARG(object));
}

/* "CreateFunctionStmt" to "CREATE FUNCTION". */
static struct tt_str from_node(struct tt_arena *arena, struct tt_str node)
{
    char bytes[WORDS_BYTES];
    size_t len = 0;
    for (size_t i = 0; i + strlen("Stmt") < node.len && len + 2 < sizeof(bytes); i++) {
        char c = node.ptr[i];
        bool capital = c >= 'A' && c <= 'Z';
        if (capital && i > 0) {
            bytes[len++] = ' ';
        }
        bytes[len++] = capital ? c : (char)(c - 'a' + 'A');
    }
    return tt_str_copy(arena, (struct tt_str){bytes, len});
}

struct tt_str tt_command_tag(struct tt_arena *arena, const struct tt_stmt *stmt)
{
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        if (tt_str_is(stmt->kind, tags[i].node)) {
            return tt_str_from(tags[i].tag);
        }
    }
    if (tt_str_is(stmt->kind, "DropStmt")) {
        return with_object(arena, "DROP", stmt, "removeType");
    }
    if (tt_str_is(stmt->kind, "RenameStmt")) {
        return with_object(arena, "ALTER", stmt, "renameType");
    }
    if (tt_str_is(stmt->kind, "AlterObjectSchemaStmt")) {
        return with_object(arena, "ALTER", stmt, "objectType");
    }
    if (tt_str_is(stmt->kind, "AlterTableStmt")) {
        return with_object(arena, "ALTER", stmt, "objtype");
    }
    if (tt_str_is(stmt->kind, "TransactionStmt")) {
        return words_of(arena, tt_node_text(stmt->tree, "kind"), "TRANS_STMT_");
    }
    return from_node(arena, stmt->kind);
}
