/* Which rows an UPDATE, DELETE or MERGE writes, as far as its condition tells. */
#include "model/expr.h"
#include "model/predicate.h"
#include "model/query.h"
#include "model/state.h"
#include "model/volatility.h"

/* A column that this migration has added without a default: all rows hold NULL. */
static bool is_all_null(const struct tt_model *model, const struct tt_relation *relation,
                        const struct tt_column *column)
{
    return tt_is_new(model, column->birth) && !tt_relation_is_new(model, relation) &&
           !column->default_written && !column->generated && !column->identity &&
           !column->not_null && !column->written_since;
}

/* What is true of every row. */
static const struct tt_test *known_of_all(struct tt_model *model,
                                          const struct tt_relation *relation)
{
    TT_VEC(const struct tt_test *) known = {0};
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        bool null = is_all_null(model, relation, each);
        if (null || each->not_null) {
            tt_vec_push(&model->arena, &known, tt_test_null(model, each, null));
        }
    }
    return tt_test_join(model, TT_TEST_ALL, known.items, known.count);
}

static const struct tt_column *column_of(const struct tt_relation *relation,
                                         const struct tt_node *wrapped)
{
    const struct tt_node *fields = tt_node_get(tt_node_as(wrapped, "ColumnRef"), "fields");
    struct tt_str name = tt_node_string(tt_node_last(fields));
    return name.len > 0 ? tt_find_column(relation, name) : NULL;
}

static bool is_comparison(const struct tt_node *test, const char *first, const char *second)
{
    struct tt_str name = tt_name_of_list(tt_node_get(test, "name")).name;
    return tt_node_text_is(test, "kind", "AEXPR_OP") &&
           (tt_str_is(name, first) || tt_str_is(name, second));
}

/* id = id, where id is never NULL, or 1 = 1. */
static bool equals_itself(struct tt_step *step, const struct tt_relation *relation,
                          const struct tt_node *where)
{
    const struct tt_node *test = tt_node_as(where, "A_Expr");
    const struct tt_node *one = tt_node_get(test, "lexpr"), *other = tt_node_get(test, "rexpr");
    const struct tt_column *column = column_of(relation, one);
    struct tt_str left, right;
    if (!is_comparison(test, "=", "=")) {
        return false;
    }
    bool constants = tt_constant_text(step, NULL, one, &left) &&
                     tt_constant_text(step, NULL, other, &right);
    return (constants && tt_str_equal(left, right)) ||
           (column && column->not_null && column == column_of(relation, other));
}

static bool spares_none(struct tt_step *step, const struct tt_relation *relation,
                        const struct tt_node *where)
{
    return tt_compute(step->model, where).constant == TT_CONSTANT_TRUE ||
           equals_itself(step, relation, where) ||
           tt_test_implies(known_of_all(step->model, relation),
                           tt_test_of(step, relation, where));
}

/* LIMIT anywhere: WHERE id IN (SELECT … LIMIT 1000), or a WITH query of that kind. */
static bool has_limit(const struct tt_node *node)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        if (tt_str_is(tt_node_field(each), "limitCount") || has_limit(each)) {
            return true;
        }
    }
    return false;
}

static bool is_key(const struct tt_relation *relation, const struct tt_column *column)
{
    for (const struct tt_index *each = relation->indexes; column && each; each = each->next) {
        if (each->unique && each->key_count == 1 && each->keys[0].column == column) {
            return true;
        }
    }
    return false;
}

/* Of a table that was not seen, "id" is taken for its key. */
static bool names_key(const struct tt_relation *relation, const struct tt_node *wrapped)
{
    const struct tt_node *fields = tt_node_get(tt_node_as(wrapped, "ColumnRef"), "fields");
    struct tt_str name = tt_node_string(tt_node_last(fields));
    return is_key(relation, column_of(relation, wrapped)) || tt_str_is(name, "ctid") ||
           (!relation->known && tt_str_is(name, "id"));
}

/* The parts of AND, or the condition alone. */
static const struct tt_node *parts_of(const struct tt_node *where, bool *ret_and)
{
    const struct tt_node *all = tt_node_as(where, "BoolExpr");
    *ret_and = tt_node_text_is(all, "boolop", "AND_EXPR");
    return *ret_and ? tt_node_first(tt_node_get(all, "args")) : where;
}

/* A key that equals something or is one of some, or a column between two values. */
static bool is_bounded(const struct tt_relation *relation, const struct tt_node *where)
{
    bool several = false, above = false, below = false;
    const struct tt_node *each = parts_of(where, &several);
    for (; each; each = several ? tt_node_next(each) : NULL) {
        const struct tt_node *test = tt_node_as(each, "A_Expr");
        const struct tt_node *left = tt_node_get(test, "lexpr");
        bool open = tt_expr_has(tt_node_get(test, "rexpr"), "ColumnRef") ||
                    tt_expr_has(tt_node_get(test, "rexpr"), "SubLink");
        struct tt_str kind = tt_node_text(test, "kind");
        bool lists = tt_str_is(kind, "AEXPR_IN") || tt_str_is(kind, "AEXPR_OP_ANY") ||
                     is_comparison(test, "=", "=");
        if (tt_str_is(kind, "AEXPR_BETWEEN") || (lists && !open && names_key(relation, left))) {
            return true;
        }
        bool column = tt_node_as(left, "ColumnRef") != NULL;
        above = above || (column && is_comparison(test, ">", ">="));
        below = below || (column && is_comparison(test, "<", "<="));
    }
    return above && below;
}

static struct tt_rows_written judge(struct tt_step *step, struct tt_relation *relation,
                                    enum tt_write write, const struct tt_node *node)
{
    const struct tt_node *where = tt_node_get(node, "whereClause");
    struct tt_rows_written rows = {.relation = relation, .write = write};
    if (write == TT_WRITE_MERGE || write == TT_WRITE_INSERT || !node || has_limit(node)) {
        rows.extent = has_limit(node) ? TT_ROWS_FEW : TT_ROWS_SOME;
    } else if (!where) {
        rows.extent = TT_ROWS_ALL;
    } else if (tt_node_as(where, "CurrentOfExpr") || is_bounded(relation, where)) {
        rows.extent = TT_ROWS_FEW;
    } else if (spares_none(step, relation, where)) {
        rows.extent = TT_ROWS_ALL;
        rows.seen_through = true;
    }
    return rows;
}

static void mark_written(struct tt_model *model, const struct tt_relation *relation,
                         const struct tt_node *update)
{
    const struct tt_node *each = tt_node_first(tt_node_get(update, "targetList"));
    for (; each; each = tt_node_next(each)) {
        struct tt_column *column = tt_find_column(
            relation, tt_node_text(tt_node_as(each, "ResTarget"), "name"));
        if (column && !column->written_since) {
            tt_set(model, column->written_since, true);
        }
    }
}

void tt_note_rows(struct tt_step *step, struct tt_relation *relation, enum tt_write write,
                  const struct tt_node *node)
{
    struct tt_rows_written rows = judge(step, relation, write, node);
    rows.is_new = tt_relation_is_new(step->model, relation);
    rows.certainty = relation->known ? TT_PROVED : TT_ASSUMED;
    tt_vec_push(&step->model->scratch, &step->outcome->rows, rows);
    if (write == TT_WRITE_UPDATE) {
        mark_written(step->model, relation, node);
    }
}
