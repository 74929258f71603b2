/*
 * A read-only view of PostgreSQL's parse tree.
 *
 * Every function takes NULL for a missing node and answers with "nothing", so
 * a reader can walk down a path and test only its end. Fields are named as in
 * PostgreSQL's parsenodes.h.
 *
 * What is false, zero, empty or NULL is left out: {"ival": {}} is the constant 0
 * and to grammar 15 also any negative one (read its text at its location). What
 * else differs between grammars 15, 17 and 18:
 *   - PartitionSpec.strategy: "range" to 15, PARTITION_STRATEGY_RANGE later;
 *   - returningList of UPDATE, DELETE and INSERT: since 18 in returningClause.exprs;
 *   - ALTER CONSTRAINT: a Constraint up to 17, an ATAlterConstraint since 18;
 *   - Constraint.initially_valid and is_enforced: since 18 true unless said otherwise;
 *     skip_validation marks NOT VALID in all;
 *   - a generated column: since 18 Constraint.generated_kind is "s" or "v";
 *   - GrantRoleStmt.admin_opt: since 17 the option "admin" in opt;
 *   - MergeWhenClause.matched: since 17 matchKind;
 *   - AlterStatsStmt.stxstattarget: a number to 15, a node later;
 *   - VariableSetStmt and TransactionStmt have a location only in 18 and 17.
 */
#ifndef SQL_NODE_H
#define SQL_NODE_H

#include "base/str.h"

struct tt_node;

/* The value of a field. */
const struct tt_node *tt_node_find(const struct tt_node *node, struct tt_str field);
/* tt_node_get(stmt, "relation"); inline, so that the length of the name is known. */
TT_INLINE const struct tt_node *tt_node_get(const struct tt_node *node, const char *field)
{
    return tt_node_find(node, tt_str_from(field));
}

/*
 * A list's elements, and any field that may hold any node, are wrapped in their
 * type: {"ColumnDef": {…}}. tt_node_type gives that name, tt_node_body what is
 * in it, tt_node_as the body if the type is `type` and NULL otherwise.
 */
struct tt_str tt_node_type(const struct tt_node *wrapped);
const struct tt_node *tt_node_body(const struct tt_node *wrapped);
TT_INLINE const struct tt_node *tt_node_as(const struct tt_node *wrapped, const char *type)
{
    return tt_str_is(tt_node_type(wrapped), type) ? tt_node_body(wrapped) : NULL;
}
/* tt_node_as of a field. */
TT_INLINE const struct tt_node *tt_node_get_as(const struct tt_node *node, const char *field,
                                               const char *type)
{
    return tt_node_as(tt_node_get(node, field), type);
}

/* Elements of a list, or fields of a node: for (n = first(l); n; n = next(n)). */
const struct tt_node *tt_node_first(const struct tt_node *list);
const struct tt_node *tt_node_next(const struct tt_node *element);
size_t tt_node_count(const struct tt_node *list);
const struct tt_node *tt_node_last(const struct tt_node *list);
/* The name of a field that was reached with first and next. */
struct tt_str tt_node_field(const struct tt_node *field);

/* What a field's value says: a string or an enum's name, a flag, a number. */
struct tt_str tt_value_text(const struct tt_node *value);
bool tt_value_flag(const struct tt_node *value);
long tt_value_int(const struct tt_node *value, long otherwise);

/* A string or an enum's name, "AT_AddColumn"; empty when missing. */
TT_INLINE struct tt_str tt_node_text(const struct tt_node *node, const char *field)
{
    return tt_value_text(tt_node_get(node, field));
}

TT_INLINE bool tt_node_text_is(const struct tt_node *node, const char *field, const char *text)
{
    return tt_str_is(tt_node_text(node, field), text);
}

TT_INLINE bool tt_node_flag(const struct tt_node *node, const char *field)
{
    return tt_value_flag(tt_node_get(node, field));
}

TT_INLINE long tt_node_int(const struct tt_node *node, const char *field, long otherwise)
{
    return tt_value_int(tt_node_get(node, field), otherwise);
}

/* The text of a String element of a list; empty for anything else. */
struct tt_str tt_node_string(const struct tt_node *wrapped);

#endif
