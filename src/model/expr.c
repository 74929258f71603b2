#include "model/expr.h"

#include "base/arena.h"
#include "base/vec.h"
#include "model/state.h"
#include "sql/node.h"

struct search {
    struct tt_model *model;
    struct tt_relation *relation;
    bool invent; /* of an unknown relation, any column that is named is there */
    TT_VEC(struct tt_column *) found;
};

static void add(struct search *search, struct tt_column *column)
{
    struct tt_columns found = {search->found.items, search->found.count};
    if (column && !tt_columns_hold(found, column)) {
        tt_vec_push(&search->model->arena, &search->found, column);
    }
}

static void add_named(struct search *search, struct tt_str name)
{
    struct tt_column *column = tt_find_column(search->relation, name);
    if (!column && search->invent && !search->relation->known &&
        !tt_is_full(search->relation)) {
        column = tt_need_column(search->model, search->relation, name);
    }
    add(search, column);
}

/* Walks the whole tree; the nesting that the parser lets through bounds the depth. */
static void visit_columns(struct search *search, const struct tt_node *node)
{
    const struct tt_node *each = tt_node_first(node);
    for (; each; each = tt_node_next(each)) {
        if (!tt_str_is(tt_node_field(each), "ColumnRef")) {
            visit_columns(search, each);
            continue;
        }
        const struct tt_node *last = tt_node_last(tt_node_get(each, "fields"));
        /* "t.*" is the row as a whole, which needs no single column. */
        if (!tt_node_as(last, "A_Star")) {
            add_named(search, tt_node_string(last));
        }
    }
}

static struct tt_columns found_columns(const struct search *search)
{
    return (struct tt_columns){search->found.items, search->found.count};
}

struct tt_columns tt_expr_columns(struct tt_model *model, struct tt_relation *relation,
                                  const struct tt_node *expr)
{
    struct search search = {.model = model, .relation = relation, .invent = true};
    visit_columns(&search, expr);
    return found_columns(&search);
}

/* A row as a whole and system columns are there as well. */
static bool is_there(const struct tt_relation *relation, const struct tt_node *last)
{
    struct tt_str name = tt_node_string(last);
    return name.len == 0 || tt_find_column(relation, name) ||
           tt_str_equal(name, relation->name.name) || tt_is_system_column(name);
}

struct tt_str tt_expr_missing(const struct tt_relation *relation, const struct tt_node *expr)
{
    struct tt_str missing = {0};
    const struct tt_node *each = tt_node_first(expr);
    for (; each && missing.len == 0; each = tt_node_next(each)) {
        const struct tt_node *last = tt_node_last(tt_node_get(each, "fields"));
        if (!tt_str_is(tt_node_field(each), "ColumnRef")) {
            missing = tt_expr_missing(relation, each);
        } else if (!is_there(relation, last)) {
            missing = tt_node_string(last);
        }
    }
    return missing;
}

bool tt_expr_has(const struct tt_node *expr, const char *type)
{
    for (const struct tt_node *each = tt_node_first(expr); each; each = tt_node_next(each)) {
        if (tt_str_is(tt_node_field(each), type) || tt_expr_has(each, type)) {
            return true;
        }
    }
    return false;
}

static void visit_not_null(struct search *search, const struct tt_node *expr, bool negated)
{
    const struct tt_node *test = tt_node_as(expr, "NullTest");
    const struct tt_node *both = tt_node_as(expr, "BoolExpr");
    if (test) {
        const char *wanted = negated ? "IS_NULL" : "IS_NOT_NULL";
        const struct tt_node *column = tt_node_get_as(test, "arg", "ColumnRef");
        if (column && tt_node_text_is(test, "nulltesttype", wanted)) {
            add_named(search, tt_node_string(tt_node_last(tt_node_get(column, "fields"))));
        }
    } else if (tt_node_text_is(both, "boolop", "NOT_EXPR")) {
        visit_not_null(search, tt_node_first(tt_node_get(both, "args")), !negated);
    } else if (tt_node_text_is(both, "boolop", negated ? "OR_EXPR" : "AND_EXPR")) {
        const struct tt_node *each = tt_node_first(tt_node_get(both, "args"));
        for (; each; each = tt_node_next(each)) {
            visit_not_null(search, each, negated);
        }
    }
}

struct tt_columns tt_expr_not_null(struct tt_model *model, struct tt_relation *relation,
                                   const struct tt_node *expr)
{
    struct search search = {.model = model, .relation = relation, .invent = true};
    visit_not_null(&search, expr, false);
    return found_columns(&search);
}
