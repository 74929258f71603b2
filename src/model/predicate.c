#include "model/predicate.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/state.h"

typedef TT_VEC(const struct tt_test *) test_list;

static const struct tt_test *make(struct tt_model *model, struct tt_test like)
{
    struct tt_test *test = tt_new(&model->arena, struct tt_test);
    *test = like;
    return test;
}

const struct tt_test *tt_test_join(struct tt_model *model, enum tt_test_kind kind,
                                   const struct tt_test *const *parts, size_t count)
{
    return make(model, (struct tt_test){.kind = kind, .parts = parts, .count = count});
}

const struct tt_test *tt_test_compare(struct tt_model *model, const struct tt_column *column,
                                      enum tt_comparison comparison, struct tt_str value)
{
    return make(model, (struct tt_test){.kind = TT_TEST_COMPARE,
                                        .column = column,
                                        .comparison = comparison,
                                        .value = value});
}

const struct tt_test *tt_test_null(struct tt_model *model, const struct tt_column *column,
                                   bool is_null)
{
    enum tt_test_kind kind = is_null ? TT_TEST_NULL : TT_TEST_NOT_NULL;
    return make(model, (struct tt_test){.kind = kind, .column = column});
}

static enum tt_comparison opposite(enum tt_comparison comparison)
{
    static const enum tt_comparison opposites[] = {
        [TT_LESS] = TT_GREATER_EQUAL, [TT_LESS_EQUAL] = TT_GREATER, [TT_EQUAL] = TT_UNEQUAL,
        [TT_GREATER_EQUAL] = TT_LESS, [TT_GREATER] = TT_LESS_EQUAL, [TT_UNEQUAL] = TT_EQUAL,
    };
    return opposites[comparison];
}

const struct tt_test *tt_test_negate(struct tt_model *model, const struct tt_test *test)
{
    struct tt_test negated = *test;
    switch (test->kind) {
    case TT_TEST_ALL:
    case TT_TEST_ANY: {
        const struct tt_test **parts = tt_new_array(&model->arena, const struct tt_test *,
                                                    test->count);
        for (size_t i = 0; i < test->count; i++) {
            parts[i] = tt_test_negate(model, test->parts[i]);
        }
        negated.kind = test->kind == TT_TEST_ALL ? TT_TEST_ANY : TT_TEST_ALL;
        negated.parts = parts;
        break;
    }
    case TT_TEST_COMPARE:
        negated.comparison = opposite(test->comparison);
        break;
    case TT_TEST_NULL:
        negated.kind = TT_TEST_NOT_NULL;
        break;
    case TT_TEST_NOT_NULL:
        negated.kind = TT_TEST_NULL;
        break;
    case TT_TEST_OTHER:
        break;
    }
    return make(model, negated);
}

/* --- reading expressions ----------------------------------------------------- */

/*
 * What is nested deeper is not looked into, for proving takes a step for each
 * path through both trees; nor are longer lists, as MAX_SAOP_ARRAY_SIZE has it.
 */
enum { DEPTH_MAX = 8, LIST_VALUES_MAX = 100 };

struct reader {
    struct tt_step *step;
    const struct tt_relation *relation;
};

static const struct tt_test *read(const struct reader *reader, const struct tt_node *expr,
                                  unsigned depth);

static const struct tt_test *other(const struct reader *reader)
{
    return make(reader->step->model, (struct tt_test){.kind = TT_TEST_OTHER});
}

static const struct tt_column *column_of(const struct reader *reader,
                                         const struct tt_node *expr)
{
    const struct tt_node *reference = tt_node_as(expr, "ColumnRef");
    return reference
               ? tt_find_column(reader->relation,
                                tt_node_string(tt_node_last(tt_node_get(reference, "fields"))))
               : NULL;
}

static bool read_operator(const struct tt_node *expr, enum tt_comparison *ret)
{
    static const struct {
        const char *name;
        enum tt_comparison comparison;
    } operators[] = {{"<", TT_LESS},           {"<=", TT_LESS_EQUAL}, {"=", TT_EQUAL},
                     {">=", TT_GREATER_EQUAL}, {">", TT_GREATER},     {"<>", TT_UNEQUAL},
                     {"!=", TT_UNEQUAL}};
    struct tt_str name = tt_node_string(tt_node_last(tt_node_get(expr, "name")));
    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
        if (tt_str_is(name, operators[i].name)) {
            *ret = operators[i].comparison;
            return true;
        }
    }
    return false;
}

static enum tt_comparison turned(enum tt_comparison comparison)
{
    bool directed = comparison != TT_EQUAL && comparison != TT_UNEQUAL;
    return directed ? (enum tt_comparison)(TT_GREATER - comparison) : comparison;
}

/* The column compared with each constant of a list, joined by AND or OR. */
static const struct tt_test *read_list(const struct reader *reader,
                                       const struct tt_column *column,
                                       enum tt_comparison comparison,
                                       const struct tt_node *values, enum tt_test_kind join)
{
    struct tt_model *model = reader->step->model;
    test_list parts = {0};
    if (tt_node_count(values) > LIST_VALUES_MAX) {
        return other(reader);
    }
    for (const struct tt_node *each = tt_node_first(values); each; each = tt_node_next(each)) {
        struct tt_str value;
        const struct tt_test *part = tt_constant_text(reader->step, column, each, &value)
                                         ? tt_test_compare(model, column, comparison, value)
                                         : other(reader);
        tt_vec_push(&model->arena, &parts, part);
    }
    return tt_test_join(model, join, parts.items, parts.count);
}

static const struct tt_test *read_between(const struct reader *reader,
                                          const struct tt_column *column,
                                          const struct tt_node *bounds, bool negated)
{
    struct tt_model *model = reader->step->model;
    struct tt_str low, high;
    if (tt_node_count(bounds) != 2 ||
        !tt_constant_text(reader->step, column, tt_node_first(bounds), &low) ||
        !tt_constant_text(reader->step, column, tt_node_last(bounds), &high)) {
        return other(reader);
    }
    const struct tt_test **parts = tt_new_array(&model->arena, const struct tt_test *, 2);
    parts[0] = tt_test_compare(model, column, TT_GREATER_EQUAL, low);
    parts[1] = tt_test_compare(model, column, TT_LESS_EQUAL, high);
    const struct tt_test *both = tt_test_join(model, TT_TEST_ALL, parts, 2);
    return negated ? tt_test_negate(model, both) : both;
}

static const struct tt_test *read_comparison(const struct reader *reader,
                                             const struct tt_node *expr)
{
    struct tt_model *model = reader->step->model;
    const struct tt_node *left = tt_node_get(expr, "lexpr");
    const struct tt_node *right = tt_node_get(expr, "rexpr");
    const struct tt_column *column = column_of(reader, left);
    struct tt_str kind = tt_node_text(expr, "kind");
    enum tt_comparison comparison = TT_EQUAL;
    struct tt_str value;
    bool known = read_operator(expr, &comparison);
    if (tt_str_is(kind, "AEXPR_OP") && known) {
        if (column && tt_constant_text(reader->step, column, right, &value)) {
            return tt_test_compare(model, column, comparison, value);
        }
        column = column_of(reader, right);
        if (column && tt_constant_text(reader->step, column, left, &value)) {
            return tt_test_compare(model, column, turned(comparison), value);
        }
        return other(reader);
    }
    const struct tt_node *list = tt_node_get(tt_node_as(right, "List"), "items");
    const struct tt_node *array = tt_node_get(tt_node_as(right, "A_ArrayExpr"), "elements");
    if (column && tt_str_is(kind, "AEXPR_IN") && known) {
        return read_list(reader, column, comparison, list,
                         comparison == TT_EQUAL ? TT_TEST_ANY : TT_TEST_ALL);
    }
    if (column && array && known && tt_str_is(kind, "AEXPR_OP_ANY")) {
        return read_list(reader, column, comparison, array, TT_TEST_ANY);
    }
    if (column && array && known && tt_str_is(kind, "AEXPR_OP_ALL")) {
        return read_list(reader, column, comparison, array, TT_TEST_ALL);
    }
    if (column && tt_str_is(kind, "AEXPR_BETWEEN")) {
        return read_between(reader, column, list, false);
    }
    if (column && tt_str_is(kind, "AEXPR_NOT_BETWEEN")) {
        return read_between(reader, column, list, true);
    }
    return other(reader);
}

static const struct tt_test *read_bool(const struct reader *reader, const struct tt_node *expr,
                                       unsigned depth)
{
    struct tt_model *model = reader->step->model;
    const struct tt_node *args = tt_node_get(expr, "args");
    if (tt_node_text_is(expr, "boolop", "NOT_EXPR")) {
        return tt_test_negate(model, read(reader, tt_node_first(args), depth));
    }
    test_list parts = {0};
    for (const struct tt_node *each = tt_node_first(args); each; each = tt_node_next(each)) {
        tt_vec_push(&model->arena, &parts, read(reader, each, depth));
    }
    bool all = tt_node_text_is(expr, "boolop", "AND_EXPR");
    return tt_test_join(model, all ? TT_TEST_ALL : TT_TEST_ANY, parts.items, parts.count);
}

static const struct tt_test *read(const struct reader *reader, const struct tt_node *expr,
                                  unsigned depth)
{
    const struct tt_node *operation = tt_node_as(expr, "A_Expr");
    const struct tt_node *both = tt_node_as(expr, "BoolExpr");
    const struct tt_node *null = tt_node_as(expr, "NullTest");
    if (operation) {
        return read_comparison(reader, operation);
    }
    if (both && depth < DEPTH_MAX) {
        return read_bool(reader, both, depth + 1);
    }
    const struct tt_node *truth = tt_node_get(tt_node_as(expr, "A_Const"), "boolval");
    if (truth) {
        bool all = tt_node_flag(truth, "boolval");
        return tt_test_join(reader->step->model, all ? TT_TEST_ALL : TT_TEST_ANY, NULL, 0);
    }
    const struct tt_column *column = column_of(reader, tt_node_get(null, "arg"));
    return column ? tt_test_null(reader->step->model, column,
                                 tt_node_text_is(null, "nulltesttype", "IS_NULL"))
                  : other(reader);
}

const struct tt_test *tt_test_of(struct tt_step *step, const struct tt_relation *relation,
                                 const struct tt_node *expr)
{
    struct reader reader = {.step = step, .relation = relation};
    return read(&reader, expr, 0);
}

/* --- proving ------------------------------------------------------------------- */

/* BT_implies_table of predtest.c: how the claim's constant must stand to the given's. */
static bool comparison_implies(enum tt_comparison given, enum tt_comparison claim, int order)
{
    switch (given) {
    case TT_LESS:
        return (claim == TT_LESS || claim == TT_LESS_EQUAL || claim == TT_UNEQUAL) &&
               order >= 0;
    case TT_LESS_EQUAL:
        return claim == TT_LESS_EQUAL ? order >= 0
                                      : (claim == TT_LESS || claim == TT_UNEQUAL) && order > 0;
    case TT_EQUAL:
        return claim == TT_LESS            ? order > 0
               : claim == TT_LESS_EQUAL    ? order >= 0
               : claim == TT_EQUAL         ? order == 0
               : claim == TT_GREATER_EQUAL ? order <= 0
               : claim == TT_GREATER       ? order < 0
                                           : order != 0;
    case TT_GREATER_EQUAL:
        return claim == TT_GREATER_EQUAL
                   ? order <= 0
                   : (claim == TT_GREATER || claim == TT_UNEQUAL) && order < 0;
    case TT_GREATER:
        return (claim == TT_GREATER || claim == TT_GREATER_EQUAL || claim == TT_UNEQUAL) &&
               order <= 0;
    case TT_UNEQUAL:
        return claim == TT_UNEQUAL && order == 0;
    }
    return false;
}

/* predicate_implied_by_simple_clause(), weak. */
static bool simple_implies(const struct tt_test *given, const struct tt_test *claim)
{
    if (!given->column || !claim->column ||
        !tt_str_equal(given->column->name, claim->column->name)) {
        return false;
    }
    if (claim->kind == TT_TEST_COMPARE && given->kind == TT_TEST_NULL) {
        return true; /* the claim is then NULL, which is not false */
    }
    if (given->kind != claim->kind) {
        return false;
    }
    int order = 0;
    return given->kind != TT_TEST_COMPARE ||
           (tt_compare_constants(&claim->column->type, claim->value, given->value, &order) &&
            comparison_implies(given->comparison, claim->comparison, order));
}

static bool any_part_implies(const struct tt_test *given, const struct tt_test *claim)
{
    for (size_t i = 0; i < given->count; i++) {
        if (tt_test_implies(given->parts[i], claim)) {
            return true;
        }
    }
    return false;
}

/* predicate_implied_by_recurse() */
bool tt_test_implies(const struct tt_test *given, const struct tt_test *claim)
{
    if (claim->kind == TT_TEST_ALL) {
        for (size_t i = 0; i < claim->count; i++) {
            if (!tt_test_implies(given, claim->parts[i])) {
                return false;
            }
        }
        return true;
    }
    if (given->kind == TT_TEST_ANY) {
        for (size_t i = 0; i < given->count; i++) {
            if (!tt_test_implies(given->parts[i], claim)) {
                return false;
            }
        }
        return true;
    }
    for (size_t i = 0; claim->kind == TT_TEST_ANY && i < claim->count; i++) {
        if (tt_test_implies(given, claim->parts[i])) {
            return true;
        }
    }
    if (given->kind == TT_TEST_ALL) {
        return any_part_implies(given, claim);
    }
    return claim->kind != TT_TEST_ANY && simple_implies(given, claim);
}
