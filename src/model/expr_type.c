/* The type that an expression has by itself, where its text and the catalog tell. */
#include "model/expr.h"
#include "model/function.h"
#include "sql/node.h"

struct typing {
    struct tt_model *model;
    const struct tt_relation *relation; /* may be NULL */
};

static struct tt_type type_of(const struct typing *typing, const struct tt_node *expr);

static struct tt_type builtin(const char *name)
{
    return (struct tt_type){.name = tt_str_from(name), .builtin = true};
}

/* A string alone is of any type. */
static struct tt_type type_of_constant(const struct tt_node *constant)
{
    struct tt_str number = tt_node_text(tt_node_get(constant, "fval"), "fval");
    bool fraction = false;
    for (size_t i = 0; i < number.len; i++) {
        fraction = fraction || number.ptr[i] == '.' || number.ptr[i] == 'e' ||
                   number.ptr[i] == 'E';
    }
    enum { INT8_DIGITS = 18 }; /* as many are surely a bigint */
    return tt_node_get(constant, "ival")          ? builtin("int4")
           : tt_node_get(constant, "boolval")     ? builtin("bool")
           : tt_node_get(constant, "bsval")       ? builtin("bit")
           : number.len == 0                      ? (struct tt_type){0}
           : fraction || number.len > INT8_DIGITS ? builtin("numeric")
                                                  : builtin("int8");
}

static struct tt_type type_of_column(const struct typing *typing, const struct tt_node *ref)
{
    const struct tt_node *last = tt_node_last(tt_node_get(ref, "fields"));
    const struct tt_column *column = typing->relation ? tt_find_column(typing->relation,
                                                                       tt_node_string(last))
                                                      : NULL;
    return column ? column->type : (struct tt_type){0};
}

/* SVFOP_CURRENT_DATE … of SQLValueFunction, less the precision. */
static struct tt_type type_of_value_function(struct tt_str op)
{
    static const struct {
        const char *op;
        const char *type;
    } types[] = {
        {"SVFOP_CURRENT_DATE", "date"},   {"SVFOP_CURRENT_TIMESTAMP", "timestamptz"},
        {"SVFOP_CURRENT_TIME", "timetz"}, {"SVFOP_LOCALTIMESTAMP", "timestamp"},
        {"SVFOP_LOCALTIME", "time"},
    };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (tt_str_starts(op, types[i].op)) {
            return builtin(types[i].type);
        }
    }
    return builtin("name");
}

/* In the order in which they turn into each other by themselves; -1 for anything else. */
static int number_rank(const struct tt_type *type)
{
    static const char *const numbers[] = {"int2",    "int4",   "int8",
                                          "numeric", "float4", "float8"};
    for (int i = 0; type->builtin && !type->array && i < 6; i++) {
        if (tt_str_is(type->name, numbers[i])) {
            return i;
        }
    }
    return -1;
}

static struct tt_type type_of_operation(const struct typing *typing, const struct tt_node *expr)
{
    static const char *const comparing[] = {
        "=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "@>", "<@", "!~*", "&&"};
    static const char *const counting[] = {"+", "-", "*", "/", "%"};
    struct tt_str op = tt_name_of_list(tt_node_get(expr, "name")).name;
    if (!tt_node_text_is(expr, "kind", "AEXPR_OP")) {
        return tt_node_text_is(expr, "kind", "AEXPR_NULLIF")
                   ? type_of(typing, tt_node_get(expr, "lexpr"))
                   : builtin("bool"); /* IN, LIKE, BETWEEN, = ANY … */
    }
    for (size_t i = 0; i < sizeof(comparing) / sizeof(comparing[0]); i++) {
        if (tt_str_is(op, comparing[i])) {
            return builtin("bool");
        }
    }
    struct tt_type right = type_of(typing, tt_node_get(expr, "rexpr"));
    struct tt_type left = tt_node_get(expr, "lexpr")
                              ? type_of(typing, tt_node_get(expr, "lexpr"))
                              : right;
    for (size_t i = 0; i < sizeof(counting) / sizeof(counting[0]); i++) {
        if (tt_str_is(op, counting[i]) && number_rank(&left) >= 0 && number_rank(&right) >= 0) {
            struct tt_type wider = number_rank(&left) > number_rank(&right) ? left : right;
            wider.mod_count = 0;
            return number_rank(&wider) == 4 ? builtin("float8") : wider; /* of two, or mixed */
        }
    }
    bool text = tt_type_category(&left) == 'S' || tt_type_category(&right) == 'S';
    return tt_str_is(op, "||") && text ? builtin("text") : (struct tt_type){0};
}

/* The one type that all branches have; strings alone adapt. */
static struct tt_type common_type(const struct typing *typing, const struct tt_node *list,
                                  const struct tt_node *otherwise)
{
    struct tt_type common = otherwise ? type_of(typing, otherwise) : (struct tt_type){0};
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        const struct tt_node *when = tt_node_as(each, "CaseWhen");
        struct tt_type type = type_of(typing, when ? tt_node_get(when, "result") : each);
        if (tt_type_known(&common) && tt_type_known(&type) && !tt_type_same(&common, &type)) {
            return (struct tt_type){0};
        }
        common = tt_type_known(&type) ? type : common;
    }
    common.mod_count = 0;
    return common;
}

static struct tt_type type_of_call(const struct typing *typing, const struct tt_node *call)
{
    struct tt_name name = tt_name_of_list(tt_node_get(call, "funcname"));
    return tt_function_result(typing->model, name,
                              (unsigned)tt_node_count(tt_node_get(call, "args")));
}

static struct tt_type type_of(const struct typing *typing, const struct tt_node *expr)
{
    const struct tt_node *body = tt_node_body(expr);
    struct tt_str type = tt_node_type(expr);
    if (tt_str_is(type, "A_Const")) {
        return type_of_constant(body);
    }
    if (tt_str_is(type, "ColumnRef")) {
        return type_of_column(typing, body);
    }
    if (tt_str_is(type, "TypeCast")) {
        return tt_type_now(typing->model, tt_node_get(body, "typeName"));
    }
    if (tt_str_is(type, "A_Expr")) {
        return type_of_operation(typing, body);
    }
    if (tt_str_is(type, "FuncCall")) {
        return type_of_call(typing, body);
    }
    if (tt_str_is(type, "BoolExpr") || tt_str_is(type, "NullTest") ||
        tt_str_is(type, "BooleanTest")) {
        return builtin("bool");
    }
    if (tt_str_is(type, "CaseExpr") || tt_str_is(type, "CoalesceExpr") ||
        tt_str_is(type, "MinMaxExpr")) {
        return common_type(typing, tt_node_get(body, "args"), tt_node_get(body, "defresult"));
    }
    if (tt_str_is(type, "SQLValueFunction")) {
        return type_of_value_function(tt_node_text(body, "op"));
    }
    return tt_str_is(type, "CollateClause") ? type_of(typing, tt_node_get(body, "arg"))
                                            : (struct tt_type){0};
}

struct tt_type tt_expr_type(struct tt_model *model, const struct tt_relation *relation,
                            const struct tt_node *expr)
{
    struct typing typing = {model, relation};
    return type_of(&typing, expr);
}
