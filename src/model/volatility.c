#include "model/volatility.h"

#include "base/arena.h"
#include "model/name.h"
#include "sql/node.h"

typedef struct tt_computed compute_fn(struct tt_model *model, const struct tt_node *body);

static struct tt_computed compute_inside(struct tt_model *model, const struct tt_node *body);

static const struct tt_computed constant = {.constant = TT_CONSTANT};

/* Both are computed; a constant and something else are no constant. */
static struct tt_computed both(struct tt_computed a, struct tt_computed b)
{
    struct tt_computed worse = b.volatility > a.volatility ? b : a;
    bool constants = a.constant != TT_NOT_CONSTANT && b.constant != TT_NOT_CONSTANT;
    worse.constant = constants ? TT_CONSTANT : TT_NOT_CONSTANT;
    worse.assumed = a.assumed || b.assumed;
    return worse;
}

static struct tt_computed compute_constant(struct tt_model *model, const struct tt_node *body)
{
    (void)model;
    struct tt_computed found = constant;
    const struct tt_node *boolean = tt_node_get(body, "boolval");
    if (tt_node_flag(body, "isnull")) {
        found.constant = TT_CONSTANT_NULL;
    } else if (boolean) {
        found.constant = tt_node_flag(boolean, "boolval") ? TT_CONSTANT_TRUE
                                                          : TT_CONSTANT_FALSE;
    }
    return found;
}

static struct tt_computed compute_cast(struct tt_model *model, const struct tt_node *body)
{
    struct tt_computed found = tt_compute(model, tt_node_get(body, "arg"));
    bool null = found.constant == TT_CONSTANT_NULL || found.constant == TT_NOT_CONSTANT;
    found.constant = null ? found.constant : TT_CONSTANT;
    return found;
}

struct arguments {
    struct tt_computed all;
    bool any_null;
};

static struct arguments compute_list(struct tt_model *model, const struct tt_node *list)
{
    struct arguments found = {constant, false};
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        struct tt_computed one = tt_compute(model, each);
        found.any_null = found.any_null || one.constant == TT_CONSTANT_NULL;
        found.all = both(found.all, one);
    }
    return found;
}

/* A strict function is never called with a constant NULL, however volatile it is. */
static struct tt_computed compute_call(struct tt_model *model, const struct tt_node *body)
{
    const struct tt_node *list = tt_node_get(body, "args");
    struct tt_name name = tt_name_of_list(tt_node_get(body, "funcname"));
    struct tt_function_facts facts = tt_find_function(model, name,
                                                      (unsigned)tt_node_count(list));
    struct arguments arguments = compute_list(model, list);
    if (facts.strict && arguments.any_null) {
        return (struct tt_computed){.constant = TT_CONSTANT_NULL};
    }
    struct tt_computed found = arguments.all;
    if (facts.volatility > found.volatility) {
        found.volatility = facts.volatility;
        found.culprit = tt_str_format(tt_scratch_arena(model), TT_FMT "()", TT_ARG(name.name));
    }
    if (facts.volatility != TT_IMMUTABLE) {
        found.constant = TT_NOT_CONSTANT;
    }
    found.assumed = found.assumed || !facts.known;
    return found;
}

/* No operator that comes with PostgreSQL is volatile, and nearly all are strict. */
static struct tt_computed compute_operator(struct tt_model *model, const struct tt_node *body)
{
    struct tt_computed left = {.constant = TT_CONSTANT};
    if (tt_node_get(body, "lexpr")) {
        left = tt_compute(model, tt_node_get(body, "lexpr"));
    }
    struct tt_computed right = tt_compute(model, tt_node_get(body, "rexpr"));
    bool null = left.constant == TT_CONSTANT_NULL || right.constant == TT_CONSTANT_NULL;
    if (null && tt_node_text_is(body, "kind", "AEXPR_OP")) {
        return (struct tt_computed){.constant = TT_CONSTANT_NULL};
    }
    return both(left, right);
}

/* AND stops at a constant FALSE, OR at a constant TRUE. */
static struct tt_computed compute_bool(struct tt_model *model, const struct tt_node *body)
{
    const struct tt_node *each = tt_node_first(tt_node_get(body, "args"));
    if (tt_node_text_is(body, "boolop", "NOT_EXPR")) {
        struct tt_computed found = tt_compute(model, each);
        if (found.constant == TT_CONSTANT_TRUE || found.constant == TT_CONSTANT_FALSE) {
            found.constant = found.constant == TT_CONSTANT_TRUE ? TT_CONSTANT_FALSE
                                                                : TT_CONSTANT_TRUE;
        }
        return found;
    }
    enum tt_constant end = tt_node_text_is(body, "boolop", "AND_EXPR") ? TT_CONSTANT_FALSE
                                                                       : TT_CONSTANT_TRUE;
    struct tt_computed found = constant;
    for (; each; each = tt_node_next(each)) {
        struct tt_computed one = tt_compute(model, each);
        if (one.constant == end) {
            return one;
        }
        found = both(found, one);
    }
    return found;
}

/* Constant NULLs are left out, and nothing behind another constant is ever reached. */
static struct tt_computed compute_coalesce(struct tt_model *model, const struct tt_node *body)
{
    struct tt_computed found = {.constant = TT_CONSTANT_NULL};
    const struct tt_node *each = tt_node_first(tt_node_get(body, "args"));
    for (; each; each = tt_node_next(each)) {
        struct tt_computed one = tt_compute(model, each);
        if (one.constant == TT_CONSTANT_NULL) {
            continue;
        }
        found = found.constant == TT_CONSTANT_NULL ? one : both(found, one);
        if (one.constant != TT_NOT_CONSTANT) {
            break;
        }
    }
    return found;
}

/* A branch behind a constant FALSE or NULL goes; one behind a constant TRUE is the last. */
static struct tt_computed compute_case(struct tt_model *model, const struct tt_node *body)
{
    if (tt_node_get(body, "arg")) {
        return compute_inside(model, body);
    }
    struct tt_computed found = {.constant = TT_CONSTANT_NULL};
    bool first = true;
    const struct tt_node *each = tt_node_first(tt_node_get(body, "args"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *when = tt_node_as(each, "CaseWhen");
        struct tt_computed test = tt_compute(model, tt_node_get(when, "expr"));
        struct tt_computed result = tt_compute(model, tt_node_get(when, "result"));
        if (test.constant == TT_CONSTANT_FALSE || test.constant == TT_CONSTANT_NULL) {
            continue;
        }
        if (test.constant == TT_CONSTANT_TRUE) {
            return first ? result : both(found, result);
        }
        found = both(first ? constant : found, both(test, result));
        found.constant = TT_NOT_CONSTANT;
        first = false;
    }
    const struct tt_node *otherwise = tt_node_get(body, "defresult");
    struct tt_computed last = otherwise ? tt_compute(model, otherwise)
                                        : (struct tt_computed){.constant = TT_CONSTANT_NULL};
    return first ? last : both(found, last);
}

static struct tt_computed compute_null_test(struct tt_model *model, const struct tt_node *body)
{
    struct tt_computed found = tt_compute(model, tt_node_get(body, "arg"));
    if (found.constant != TT_NOT_CONSTANT) {
        bool null = found.constant == TT_CONSTANT_NULL;
        bool wants_null = tt_node_text_is(body, "nulltesttype", "IS_NULL");
        found.constant = null == wants_null ? TT_CONSTANT_TRUE : TT_CONSTANT_FALSE;
    }
    return found;
}

static struct tt_computed compute_column(struct tt_model *model, const struct tt_node *body)
{
    (void)model;
    (void)body;
    return (struct tt_computed){0};
}

/* CURRENT_TIMESTAMP, CURRENT_USER …: one value for the whole statement. */
static struct tt_computed compute_value_function(struct tt_model *model,
                                                 const struct tt_node *body)
{
    (void)model;
    (void)body;
    return (struct tt_computed){.volatility = TT_STABLE};
}

static struct tt_computed compute_body(struct tt_model *model, struct tt_str type,
                                       const struct tt_node *body)
{
    static const struct {
        const char *type;
        compute_fn *compute;
    } kinds[] = {
        {"A_Const", compute_constant},
        {"A_Expr", compute_operator},
        {"BoolExpr", compute_bool},
        {"CaseExpr", compute_case},
        {"CoalesceExpr", compute_coalesce},
        {"ColumnRef", compute_column},
        {"FuncCall", compute_call},
        {"NullTest", compute_null_test},
        {"SQLValueFunction", compute_value_function},
        {"TypeCast", compute_cast},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (tt_str_is(type, kinds[i].type)) {
            return kinds[i].compute(model, body);
        }
    }
    return compute_inside(model, body);
}

/* Nodes are what stands under a name with a capital; the rest are lists and fields. */
static struct tt_computed compute_inside(struct tt_model *model, const struct tt_node *body)
{
    struct tt_computed found = constant;
    for (const struct tt_node *each = tt_node_first(body); each; each = tt_node_next(each)) {
        struct tt_str field = tt_node_field(each);
        bool node = field.len > 0 && field.ptr[0] >= 'A' && field.ptr[0] <= 'Z';
        found = both(found,
                     node ? compute_body(model, field, each) : compute_inside(model, each));
    }
    return found;
}

struct tt_computed tt_compute(struct tt_model *model, const struct tt_node *wrapped)
{
    return compute_body(model, tt_node_type(wrapped), tt_node_body(wrapped));
}
