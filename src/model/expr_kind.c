#include "model/expr_kind.h"

#include "model/alter.h"
#include "model/expr.h"
#include "model/function.h"

/* Which names of columns mean something. */
enum columns {
    COLUMNS_REFUSED, /* none, and it is said so */
    COLUMNS_NONE,
    COLUMNS_OWN,   /* the relation's */
    COLUMNS_VALUE, /* VALUE */
    COLUMNS_ROWS,  /* not looked at here */
};

static const struct place {
    enum columns columns;
    bool queries;
    bool condition;
    const char *words;
} places[] = {
#define EXPR_KIND(kind, columns, queries, condition, words)                                    \
    [TT_EXPR_##kind] = {COLUMNS_##columns, queries, condition, words},
#include "model/expr_kind.def"
#undef EXPR_KIND
};

struct check {
    struct tt_step *step;
    struct tt_relation *relation;
    enum tt_expr_kind kind;
    bool refused;
};

static void refuse(struct check *check, const char *sqlstate, struct tt_str why)
{
    tt_add_failure(check->step, TT_FAILS_ALWAYS, sqlstate, check->relation, why);
    check->refused = true;
}

static void refuse_here(struct check *check, const char *sqlstate, const char *what)
{
    refuse(check, sqlstate,
           tt_str_format(tt_scratch_arena(check->step->model), "%s can't hold %s",
                         places[check->kind].words, what));
}

/* --- names ------------------------------------------------------------------------- */

/* DefineIndex() and scanNSItemForColumn(): which system columns a stored row has not got yet.
 */
static bool takes_system_column(const struct check *check, struct tt_str name)
{
    bool none = check->kind == TT_EXPR_CHECK || check->kind == TT_EXPR_GENERATED_COLUMN ||
                check->kind == TT_EXPR_COPY_WHERE;
    return !none || tt_str_is(name, "tableoid");
}

static void check_name(struct check *check, struct tt_str name)
{
    struct tt_arena *scratch = tt_scratch_arena(check->step->model);
    if (tt_find_column(check->relation, name)) {
        return;
    }
    if (tt_is_system_column(name)) {
        if (check->kind == TT_EXPR_INDEX_EXPRESSION || check->kind == TT_EXPR_INDEX_PREDICATE) {
            refuse_here(check, "0A000", "a system column");
        } else if (!takes_system_column(check, name)) {
            refuse_here(check, "42P10", "a system column");
        }
    } else if (check->relation->known) {
        refuse(check, "42703",
               tt_str_format(scratch, "there is no column \"" TT_FMT "\"", TT_ARG(name)));
    }
}

/* "c", "t.c" or "s.t.c"; a row as a whole goes by its table's name. */
static void check_own(struct check *check, const struct tt_node *fields)
{
    const struct tt_relation *relation = check->relation;
    const struct tt_node *last = tt_node_last(fields);
    struct tt_str name = tt_node_string(last), table = relation->name.name;
    size_t count = tt_node_count(fields);
    if (count == 1 && !tt_str_equal(name, table)) {
        check_name(check, name);
        return;
    }
    bool row = count == 1 ? !tt_find_column(relation, name) : name.len == 0;
    if (row && check->kind == TT_EXPR_GENERATED_COLUMN) {
        refuse_here(check, "42P17", "the row as a whole");
        return;
    }
    struct tt_str qualifier = {0};
    const struct tt_node *each = tt_node_first(fields);
    for (; each && each != last; each = tt_node_next(each)) {
        qualifier = tt_node_string(each);
    }
    if (count > 1 && !tt_str_equal(qualifier, table)) {
        refuse(check, "42P01",
               tt_str_format(tt_scratch_arena(check->step->model),
                             "%s can't speak of \"" TT_FMT "\"", places[check->kind].words,
                             TT_ARG(qualifier)));
    } else if (count > 1 && name.len > 0 && relation->known &&
               !tt_functions_of(check->step->model, (struct tt_name){.name = name})) {
        check_name(check, name); /* "t.f" may be f(t) */
    }
}

static void check_column(struct check *check, const struct tt_node *fields)
{
    struct tt_str name = tt_node_string(tt_node_last(fields));
    switch (places[check->kind].columns) {
    case COLUMNS_REFUSED:
        refuse(check, "0A000",
               tt_str_format(tt_scratch_arena(check->step->model), "%s can't refer to a column",
                             places[check->kind].words));
        return;
    case COLUMNS_VALUE:
        if (tt_node_count(fields) == 1 && tt_str_is(name, "value")) {
            return;
        }
        /* fall through */
    case COLUMNS_NONE:
        refuse(check, "42703",
               tt_str_format(tt_scratch_arena(check->step->model),
                             "there is no column \"" TT_FMT "\" to speak of", TT_ARG(name)));
        return;
    case COLUMNS_OWN:
        if (check->relation) {
            check_own(check, fields);
        }
        return;
    case COLUMNS_ROWS:
        return;
    }
}

/* --- calls --------------------------------------------------------------------------- */

static void check_call(struct check *check, const struct tt_node *call)
{
    struct tt_name name = tt_name_of_list(tt_node_get(call, "funcname"));
    enum tt_function_kind kind = tt_function_kind(check->step->model, name);
    bool over = tt_node_get(call, "over") != NULL;
    bool within = tt_node_flag(call, "agg_within_group");
    if (kind == TT_FUNCTION_SET_RETURNING) {
        refuse_here(check, "0A000", "a function that returns a set");
    } else if (over && kind != TT_FUNCTION_PLAIN) {
        refuse_here(check, "42P20", "a window function");
    } else if (kind == TT_FUNCTION_AGGREGATE || (kind == TT_FUNCTION_HYPOTHETICAL && within)) {
        refuse_here(check, "42803", "an aggregate");
    } else if (kind != TT_FUNCTION_PLAIN) {
        refuse_here(check, "42809", "a window function without OVER");
    }
}

static void check_node(struct check *check, struct tt_str type, const struct tt_node *body)
{
    static const char *const aggregates[] = {"GroupingFunc", "JsonArrayAgg", "JsonObjectAgg"};
    if (tt_str_is(type, "ColumnRef")) {
        check_column(check, tt_node_get(body, "fields"));
    } else if (tt_str_is(type, "FuncCall")) {
        check_call(check, body);
    } else if (tt_str_is(type, "SubLink") && !places[check->kind].queries) {
        refuse_here(check, "0A000", "a subquery");
    } else if (tt_str_is(type, "ParamRef")) {
        refuse_here(check, "42P02", "a parameter");
    } else if (tt_str_is(type, "SetToDefault")) {
        refuse_here(check, "42601", "DEFAULT");
    }
    for (size_t i = 0; i < sizeof(aggregates) / sizeof(aggregates[0]); i++) {
        if (tt_str_is(type, aggregates[i])) {
            refuse_here(check, "42803", "an aggregate");
        }
    }
}

/* What is inside comes first, as in transformExpr(); the parser bounds the depth. A query
 * in it has rules of its own. */
static void visit(struct check *check, const struct tt_node *node)
{
    const struct tt_node *each = tt_node_first(node);
    for (; each && !check->refused; each = tt_node_next(each)) {
        struct tt_str type = tt_node_field(each);
        if (!tt_str_is(type, "SubLink") && !tt_str_is(type, "ColumnRef")) {
            visit(check, each);
        }
        if (!check->refused) {
            check_node(check, type, each);
        }
    }
}

static bool is_boolean(struct tt_model *model, struct tt_type type)
{
    const struct tt_user_type *domain = tt_find_type(model, &type);
    while (domain && domain->kind == TT_TYPE_DOMAIN && !type.array) {
        type = domain->base;
        domain = tt_find_type(model, &type);
    }
    return !tt_type_known(&type) || (!type.builtin && !domain) ||
           (type.builtin && !type.array && tt_str_is(type.name, "bool"));
}

bool tt_check_expr(struct tt_step *step, struct tt_relation *relation, enum tt_expr_kind kind,
                   const struct tt_node *expr)
{
    struct check check = {step, relation, kind, false};
    visit(&check, expr);
    if (!check.refused && places[kind].condition &&
        !is_boolean(step->model, tt_expr_type(step->model, relation, expr))) {
        refuse(&check, "42804",
               tt_str_format(tt_scratch_arena(step->model), "%s is no condition",
                             places[kind].words));
    }
    return !check.refused;
}
