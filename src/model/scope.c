/* Which columns of a relation a query reads: its names, resolved as far as they tell. */
#include "base/vec.h"
#include "model/expr.h"
#include "model/state.h"
#include "sql/node.h"

struct scope {
    struct tt_model *model;
    struct tt_relation *relation;
    const struct tt_node *query;
    const struct tt_node *named;   /* the query if it has WITH: its names hide relations */
    TT_VEC(struct tt_str) aliases; /* under which the query reads the relation */
    TT_VEC(struct tt_column *) found;
};

/* The body of a SelectStmt, which the parser does not wrap under a set operation. */
static bool is_select(const struct tt_node *node)
{
    return tt_node_get(node, "limitOption") != NULL;
}

/* One of the name, or any if that is NULL. */
static bool has_cte(const struct tt_node *node, const struct tt_str *name)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        bool named = tt_str_is(tt_node_field(each), "CommonTableExpr") &&
                     (!name || tt_str_equal(tt_node_text(each, "ctename"), *name));
        if (named || has_cte(each, name)) {
            return true;
        }
    }
    return false;
}

/* The query if it has WITH, or else NULL, so that few are searched for each name. */
static const struct tt_node *with_names(const struct tt_node *query)
{
    return has_cte(query, NULL) ? query : NULL;
}

/* A name of WITH hides a relation. */
static bool names_relation(const struct tt_node *named, const struct tt_node *range_var)
{
    struct tt_name name = tt_name_of_relation(range_var);
    return !named || name.schema.len > 0 || !has_cte(named, &name.name);
}

static void visit_relations(const struct tt_node *named, const struct tt_node *part,
                            void (*visit)(const struct tt_node *range_var, void *user),
                            void *user)
{
    for (const struct tt_node *each = tt_node_first(part); each; each = tt_node_next(each)) {
        if (!tt_str_is(tt_node_field(each), "RangeVar")) {
            visit_relations(named, each, visit, user);
        } else if (names_relation(named, each)) {
            visit(each, user);
        }
    }
}

void tt_query_relations(const struct tt_node *query,
                        void (*visit)(const struct tt_node *range_var, void *user), void *user)
{
    visit_relations(with_names(query), query, visit, user);
}

static void note_alias(const struct tt_node *range_var, void *user)
{
    struct scope *scope = user;
    struct tt_name name = tt_name_of_relation(range_var);
    struct tt_str alias = tt_node_text(tt_node_get(range_var, "alias"), "aliasname");
    if (tt_find_relation(scope->model, name) == scope->relation) {
        tt_vec_push(&scope->model->scratch, &scope->aliases, alias.len > 0 ? alias : name.name);
    }
}

static bool is_alias(const struct scope *scope, struct tt_str name)
{
    /* A rule speaks of its relation's rows as NEW and OLD. */
    bool found = tt_str_is(name, "new") || tt_str_is(name, "old");
    for (size_t i = 0; !found && i < scope->aliases.count; i++) {
        found = tt_str_equal(scope->aliases.items[i], name);
    }
    return found;
}

/* FROM itself, not the queries in it. */
static bool from_reads(const struct scope *scope, const struct tt_node *from)
{
    for (const struct tt_node *each = tt_node_first(from); each; each = tt_node_next(each)) {
        bool here = tt_str_is(tt_node_field(each), "RangeVar") &&
                    names_relation(scope->named, each) &&
                    tt_find_relation(scope->model, tt_name_of_relation(each)) ==
                        scope->relation;
        if (here || (!is_select(each) && from_reads(scope, each))) {
            return true;
        }
    }
    return false;
}

static void add(struct scope *scope, struct tt_column *column)
{
    struct tt_columns found = {scope->found.items, scope->found.count};
    if (column && !tt_columns_hold(found, column)) {
        tt_vec_push(&scope->model->arena, &scope->found, column);
    }
}

static struct tt_str qualifier_of(const struct tt_node *fields)
{
    struct tt_str qualifier = {0};
    for (const struct tt_node *each = tt_node_first(fields); each && tt_node_next(each);
         each = tt_node_next(each)) {
        qualifier = tt_node_string(each);
    }
    return qualifier;
}

/* A SELECT around the names. */
struct level {
    const struct tt_node *from;
    bool here; /* FROM names the relation */
    const struct level *outer;
};

/* Some known relation of FROM has a column of the name. */
static bool from_has(const struct scope *scope, const struct tt_node *from, struct tt_str name)
{
    for (const struct tt_node *each = tt_node_first(from); each; each = tt_node_next(each)) {
        const struct tt_relation *read = tt_str_is(tt_node_field(each), "RangeVar") &&
                                                 names_relation(scope->named, each)
                                             ? tt_find_relation(scope->model,
                                                                tt_name_of_relation(each))
                                             : NULL;
        if ((read && tt_find_column(read, name)) ||
            (!is_select(each) && from_has(scope, each, name))) {
            return true;
        }
    }
    return false;
}

/* The innermost SELECT that has such a column gives it. */
static bool may_mean(const struct scope *scope, const struct level *level, struct tt_str name)
{
    for (; level; level = level->outer) {
        if (level->here || from_has(scope, level->from, name)) {
            return level->here;
        }
    }
    /* Outside a SELECT there is only what UPDATE, DELETE and rules are about. */
    return !is_select(tt_node_body(scope->query));
}

static void take(struct scope *scope, const struct tt_node *fields, const struct level *level)
{
    const struct tt_node *last = tt_node_last(fields);
    struct tt_str qualifier = qualifier_of(fields), name = tt_node_string(last);
    bool star = tt_node_as(last, "A_Star") != NULL;
    bool ours = qualifier.len > 0 ? is_alias(scope, qualifier)
                : star            ? !level || level->here
                                  : may_mean(scope, level, name);
    if (!ours) {
        return;
    }
    struct tt_column *each = scope->relation->columns;
    for (; star && each; each = each->next) {
        add(scope, each);
    }
    if (!star) {
        add(scope, tt_find_column(scope->relation, name));
    }
}

static void visit(struct scope *scope, const struct tt_node *node, const struct level *level)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        if (tt_str_is(tt_node_field(each), "ColumnRef")) {
            take(scope, tt_node_get(each, "fields"), level);
        } else if (is_select(each)) {
            const struct tt_node *from = tt_node_get(each, "fromClause");
            struct level inner = {from, from_reads(scope, from), level};
            visit(scope, each, &inner);
        } else {
            visit(scope, each, level);
        }
    }
}

struct tt_columns tt_query_columns(struct tt_model *model, struct tt_relation *relation,
                                   const struct tt_node *query)
{
    struct scope scope = {
        .model = model, .relation = relation, .query = query, .named = with_names(query)};
    visit_relations(scope.named, query, note_alias, &scope);
    visit(&scope, query, NULL);
    return (struct tt_columns){scope.found.items, scope.found.count};
}
