/* CREATE FUNCTION and ALTER FUNCTION. */
#include "model/alter.h"
#include "model/expr.h"
#include "model/function.h"
#include "model/function_use.h"
#include "model/state.h"
#include "model/step.h"

/* "immutable" … and the flag of STRICT, as CREATE and ALTER FUNCTION hold them. */
/* SET search_path = … or FROM CURRENT, and RESET. */
static void read_setting(struct tt_model *model, struct tt_function *function,
                         const struct tt_node *set)
{
    bool all = tt_node_text_is(set, "kind", "VAR_RESET_ALL");
    if (all || tt_node_text_is(set, "name", "search_path")) {
        tt_set(model, function->has_path,
               tt_node_text_is(set, "kind", "VAR_SET_VALUE") ||
                   tt_node_text_is(set, "kind", "VAR_SET_CURRENT"));
    }
}

static void read_options(struct tt_model *model, struct tt_function *function,
                         const struct tt_node *options)
{
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        struct tt_str name = tt_node_text(option, "defname");
        struct tt_str value = tt_node_string(tt_node_get(option, "arg"));
        if (tt_str_is(name, "volatility")) {
            tt_set(model, function->volatility,
                   tt_str_is(value, "immutable") ? TT_IMMUTABLE
                   : tt_str_is(value, "stable")  ? TT_STABLE
                                                 : TT_VOLATILE);
        } else if (tt_str_is(name, "security")) {
            tt_set(model, function->definer,
                   tt_node_flag(tt_node_get_as(option, "arg", "Boolean"), "boolval"));
        } else if (tt_str_is(name, "set")) {
            read_setting(model, function, tt_node_get_as(option, "arg", "VariableSetStmt"));
        } else if (tt_str_is(name, "strict")) {
            tt_set(model, function->strict,
                   tt_node_flag(tt_node_get_as(option, "arg", "Boolean"), "boolval"));
        }
    }
}

enum { ARGUMENTS_MAX = 100 }; /* FUNC_MAX_ARGS, for VARIADIC */

static void count_arguments(struct tt_function *function, const struct tt_node *parameters)
{
    const struct tt_node *each = tt_node_first(parameters);
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *parameter = tt_node_as(each, "FunctionParameter");
        struct tt_str mode = tt_node_text(parameter, "mode");
        if (tt_str_is(mode, "FUNC_PARAM_OUT") || tt_str_is(mode, "FUNC_PARAM_TABLE")) {
            continue;
        }
        bool variadic = tt_str_is(mode, "FUNC_PARAM_VARIADIC");
        function->arguments_max += variadic ? ARGUMENTS_MAX : 1;
        if (!variadic && !tt_node_get(parameter, "defexpr")) {
            function->arguments_min++;
        }
    }
}

/* Arguments first, then what comes out. */
static void read_types(struct tt_model *model, struct tt_function *function,
                       const struct tt_node *create)
{
    const struct tt_node *parameters = tt_node_get(create, "parameters");
    struct tt_type *types = tt_new_array(&model->arena, struct tt_type,
                                         tt_node_count(parameters) + 1);
    for (int out = 0; out <= 1; out++) {
        const struct tt_node *each = tt_node_first(parameters);
        for (; each; each = tt_node_next(each)) {
            const struct tt_node *parameter = tt_node_as(each, "FunctionParameter");
            struct tt_str mode = tt_node_text(parameter, "mode");
            bool comes_out = tt_str_is(mode, "FUNC_PARAM_OUT") ||
                             tt_str_is(mode, "FUNC_PARAM_TABLE");
            if (comes_out == (out == 1)) {
                types[function->type_count++] = tt_type_now(model,
                                                            tt_node_get(parameter, "argType"));
            }
        }
        function->in_count = out == 0 ? function->type_count : function->in_count;
    }
    const struct tt_node *returns = tt_node_get(create, "returnType");
    if (returns) {
        function->result = tt_type_now(model, returns);
        types[function->type_count++] = function->result;
        function->kind = tt_node_flag(returns, "setof") ? TT_FUNCTION_SET_RETURNING
                                                        : TT_FUNCTION_PLAIN;
    }
    function->types = types;
}

struct body {
    struct tt_model *model;
    struct tt_str function;
    const struct tt_node *query;
};

static void note_columns(const struct tt_node *range_var, void *user)
{
    const struct body *body = user;
    struct tt_relation *read = tt_find_relation(body->model, tt_name_of_relation(range_var));
    if (read) {
        tt_add_dependent(body->model, read,
                         (struct tt_dependent){
                             .kind = "function",
                             .name = body->function,
                             .columns = tt_query_columns(body->model, read, body->query),
                         });
    }
}

/* BEGIN ATOMIC … END, since 14, is kept parsed: what it reads can't change under it. */
static void note_body(struct tt_step *step, struct tt_str name)
{
    struct body body = {step->model, name, tt_node_get(step->node, "sql_body")};
    tt_query_relations(body.query, note_columns, &body);
}

static void note_change(struct tt_step *step, const struct tt_function *function)
{
    struct tt_change *change = tt_add_change(
        step, TT_CHANGE_CREATE, function->procedure ? TT_OBJECT_PROCEDURE : TT_OBJECT_FUNCTION,
        NULL);
    change->name = function->name;
    change->function = function;
    change->replaces = tt_node_flag(step->node, "replace");
}

void tt_step_create_function(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_creation_name(
        model, tt_name_of_list(tt_node_get(step->node, "funcname")), false);
    struct tt_function declared = {.volatility = TT_VOLATILE, .inlined = TT_VOLATILE};
    declared.procedure = tt_node_flag(step->node, "is_procedure");
    count_arguments(&declared, tt_node_get(step->node, "parameters"));
    read_types(model, &declared, step->node);
    struct tt_function *first = tt_functions_of(model, name);
    struct tt_function *function = tt_find_overload(model, name, &declared);
    if (function && function->exists && !tt_node_flag(step->node, "replace")) {
        tt_refused(step, NULL, "42723", "there is a function \"" TT_FMT "\" already",
                   TT_ARG(name.name));
    }
    if (!function) {
        function = tt_new(&model->arena, struct tt_function);
        declared.name = tt_keep_name(model, name);
        declared.next = first;
        *function = declared;
        tt_slot_put(model, &model->functions, function->name, function);
        tt_vec_push(&model->arena, &model->all_functions, function);
    }
    tt_set(model, function->exists, true);
    tt_set(model, function->volatility, TT_VOLATILE);
    tt_set(model, function->inlined, tt_inlined_volatility(step));
    tt_set(model, function->strict, false);
    tt_set(model, function->definer, false);
    tt_set(model, function->has_path, false);
    tt_set(model, function->kind, declared.kind);
    tt_set(model, function->result, declared.result);
    read_options(model, function, tt_node_get(step->node, "options"));
    note_body(step, name.name);
    tt_follow_body(step);
    note_change(step, function);
}

/* CREATE AGGREGATE; operators, collations and text search change no table. */
void tt_step_define(struct tt_step *step)
{
    struct tt_model *model = step->model;
    if (!tt_node_text_is(step->node, "kind", "OBJECT_AGGREGATE")) {
        return;
    }
    struct tt_function *made = tt_new(&model->arena, struct tt_function);
    made->name = tt_keep_name(
        model,
        tt_creation_name(model, tt_name_of_list(tt_node_get(step->node, "defnames")), false));
    made->kind = TT_FUNCTION_AGGREGATE;
    made->arguments_max = ARGUMENTS_MAX;
    made->volatility = TT_IMMUTABLE;
    made->inlined = TT_VOLATILE;
    made->next = tt_functions_of(model, made->name);
    tt_slot_put(model, &model->functions, made->name, made);
    tt_vec_push(&model->arena, &model->all_functions, made);
    tt_set(model, made->exists, true);
}

void tt_step_alter_function(struct tt_step *step)
{
    const struct tt_node *object = tt_node_get(step->node, "func");
    unsigned arguments = (unsigned)tt_node_count(tt_node_get(object, "objargs"));
    bool any = tt_node_flag(object, "args_unspecified");
    struct tt_function *each = tt_functions_of(step->model,
                                               tt_name_of_list(tt_node_get(object, "objname")));
    for (; each; each = each->next) {
        if (any || arguments == each->arguments_max) {
            read_options(step->model, each, tt_node_get(step->node, "actions"));
        }
    }
}
