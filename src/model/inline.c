/* SQL functions of one SELECT, which the planner puts in place of their calls. */
#include "model/function_use.h"
#include "model/state.h"
#include "model/volatility.h"

static const struct tt_node *option_of(const struct tt_step *step, const char *name)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "options"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", name)) {
            return tt_node_get(option, "arg");
        }
    }
    return NULL;
}

/* Nothing but one value: no FROM, no WHERE, nothing that reads or orders rows. */
static const struct tt_node *only_value(const struct tt_node *select)
{
    static const char *const others[] = {
        "fromClause",    "whereClause", "groupClause", "havingClause",   "windowClause",
        "valuesLists",   "sortClause",  "limitCount",  "limitOffset",    "withClause",
        "lockingClause", "larg",        "rarg",        "distinctClause",
    };
    const struct tt_node *targets = tt_node_get(select, "targetList");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (tt_node_get(select, others[i])) {
            return NULL;
        }
    }
    return tt_node_count(targets) == 1
               ? tt_node_get(tt_node_as(tt_node_first(targets), "ResTarget"), "val")
               : NULL;
}

/* Aggregates, sets and subqueries keep the call. */
static bool is_plain(struct tt_model *model, const struct tt_node *expr)
{
    const struct tt_node *each = tt_node_first(expr);
    for (; each; each = tt_node_next(each)) {
        struct tt_str type = tt_node_field(each);
        struct tt_name name = tt_name_of_list(tt_node_get(each, "funcname"));
        bool call = tt_str_is(type, "FuncCall");
        if (tt_str_is(type, "SubLink") ||
            (call && tt_function_kind(model, name) != TT_FUNCTION_PLAIN) ||
            !is_plain(model, each)) {
            return false;
        }
    }
    return true;
}

static enum tt_volatility volatility_of(struct tt_model *model, const struct tt_node *expr)
{
    return expr && is_plain(model, expr) ? tt_compute(model, expr).volatility : TT_VOLATILE;
}

/* The body as text, when it holds one statement. */
static enum tt_volatility volatility_of_text(struct tt_model *model, struct tt_str text)
{
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    enum tt_volatility found = TT_VOLATILE;
    size_t count = 0;
    tt_source_init(&source, &arena, TT_STR(""), text);
    struct tt_script *script = tt_script_open(&arena, &source);
    tt_script_read_all(script);
    for (; tt_script_next(script, &stmt); count++) {
        bool select = stmt.state == TT_STMT_PARSED && tt_str_is(stmt.kind, "SelectStmt");
        found = select ? volatility_of(model, only_value(stmt.tree)) : TT_VOLATILE;
    }
    tt_script_close(script);
    tt_arena_release(&arena);
    return count == 1 ? found : TT_VOLATILE;
}

enum tt_volatility tt_inlined_volatility(struct tt_step *step)
{
    const struct tt_node *body = tt_node_get(step->node, "sql_body");
    const struct tt_node *returned = tt_node_as(body, "ReturnStmt");
    bool sql = body ||
               tt_str_equal_nocase(tt_node_string(option_of(step, "language")), TT_STR("sql"));
    bool strict = tt_node_flag(tt_node_as(option_of(step, "strict"), "Boolean"), "boolval");
    bool set = tt_node_flag(tt_node_get(step->node, "returnType"), "setof");
    /* A strict one must use each argument strictly, which is not looked into. */
    bool kept = option_of(step, "security") || option_of(step, "set") || set ||
                (strict && tt_node_count(tt_node_get(step->node, "parameters")) > 0);
    if (!sql || kept) {
        return TT_VOLATILE;
    }
    if (returned) {
        return volatility_of(step->model, tt_node_get(returned, "returnval"));
    }
    const struct tt_node *text = tt_node_first(
        tt_node_get(tt_node_as(option_of(step, "as"), "List"), "items"));
    return text ? volatility_of_text(step->model, tt_node_string(text)) : TT_VOLATILE;
}
