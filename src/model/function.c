/* CREATE FUNCTION and ALTER FUNCTION, and what built-in functions are. */
#include "model/function.h"

#include <string.h>

#include "model/alter.h"
#include "model/expr.h"
#include "model/function_use.h"
#include "model/state.h"
#include "model/step.h"

struct builtin {
    const char *name;
    enum tt_volatility volatility;
    bool strict;
};

/* Each list is sorted by name. */
#define FUNCTION(name, volatility, strict) {#name, TT_##volatility, strict},
static const struct builtin builtins[] = {
#include "model/function.def"
};
static const struct builtin newer[] = {
#include "model/function_newer.def"
};
static const struct builtin of_extensions[] = {
#include "model/function_extension.def"
};
#undef FUNCTION

static const struct overload {
    const char *name;
    unsigned arguments;
    enum tt_volatility volatility;
} overloads[] = {
#define OVERLOAD(name, arguments, volatility) {#name, arguments, TT_##volatility},
#include "model/function_overload.def"
#undef OVERLOAD
};

/* to_tsvector('english', b) is immutable, to_tsvector(b) only stable. */
static enum tt_volatility settle(const struct builtin *builtin, unsigned arguments)
{
    size_t count = builtin->volatility == TT_IMMUTABLE_OR_STABLE
                       ? sizeof(overloads) / sizeof(overloads[0])
                       : 0;
    for (size_t i = 0; i < count; i++) {
        if (arguments == overloads[i].arguments &&
            strcmp(builtin->name, overloads[i].name) == 0) {
            return overloads[i].volatility;
        }
    }
    return builtin->volatility;
}

static const struct builtin *find_in(const struct builtin *list, size_t count,
                                     struct tt_str name)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = tt_str_compare(name, tt_str_from(list[middle].name));
        if (order == 0) {
            return &list[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* Functions of later releases and of extensions are taken to be there when they are called. */
static const struct builtin *find_builtin(struct tt_name name)
{
    bool catalog = name.schema.len == 0 || tt_str_is(name.schema, "pg_catalog");
    const struct builtin *found = NULL;
    if (catalog) {
        found = find_in(builtins, sizeof(builtins) / sizeof(builtins[0]), name.name);
    }
    if (catalog && !found) {
        found = find_in(newer, sizeof(newer) / sizeof(newer[0]), name.name);
    }
    if (!found) {
        found = find_in(of_extensions, sizeof(of_extensions) / sizeof(of_extensions[0]),
                        name.name);
    }
    return found;
}

struct tt_function *tt_functions_of(struct tt_model *model, struct tt_name name)
{
    struct tt_function *first = NULL;
    if (name.schema.len > 0) {
        first = tt_slot_get(model, &model->functions, name.schema, name.name);
    }
    for (size_t i = 0; name.schema.len == 0 && !first && i < model->settings.search_path_count;
         i++) {
        first = tt_slot_get(model, &model->functions, model->settings.search_path[i],
                            name.name);
    }
    return first;
}

static bool takes(struct tt_model *model, const struct tt_function *function,
                  const struct tt_node *types)
{
    size_t i = 0;
    const struct tt_node *each = tt_node_first(types);
    for (; each && i < function->in_count; each = tt_node_next(each), i++) {
        struct tt_type type = tt_type_now(model, tt_node_as(each, "TypeName"));
        if (!tt_type_same(&type, &function->types[i])) {
            return false;
        }
    }
    return !each && i == function->in_count;
}

struct tt_function *tt_function_of(struct tt_model *model, const struct tt_node *object)
{
    struct tt_function *each = tt_functions_of(model,
                                               tt_name_of_list(tt_node_get(object, "objname")));
    bool any = tt_node_flag(object, "args_unspecified");
    while (each &&
           !(each->exists && (any || takes(model, each, tt_node_get(object, "objargs"))))) {
        each = each->next;
    }
    return each;
}

void tt_move_function(struct tt_model *model, struct tt_function *function, struct tt_name to)
{
    struct tt_function *moved = tt_new(&model->arena, struct tt_function);
    *moved = *function;
    moved->name = tt_keep_name(model, to);
    moved->next = tt_slot_get(model, &model->functions, to.schema, to.name);
    moved->exists = false;
    tt_set(model, function->exists, false);
    tt_set(model, moved->exists, true);
    tt_slot_put(model, &model->functions, moved->name, moved);
    tt_vec_push(&model->arena, &model->all_functions, moved);
}

void tt_remove_function(struct tt_model *model, struct tt_function *function)
{
    tt_set(model, function->exists, false);
}

struct tt_function_facts tt_find_function(struct tt_model *model, struct tt_name name,
                                          unsigned arguments)
{
    struct tt_function_facts facts = {.strict = true};
    const struct tt_function *each = tt_functions_of(model, name);
    for (; each; each = each->next) {
        if (each->exists && arguments >= each->arguments_min &&
            arguments <= each->arguments_max) {
            facts.known = true;
            facts.strict = facts.strict && each->strict;
            facts.volatility = each->volatility > facts.volatility ? each->volatility
                                                                   : facts.volatility;
        }
    }
    const struct builtin *builtin = facts.known ? NULL : find_builtin(name);
    if (builtin) {
        return (struct tt_function_facts){settle(builtin, arguments), builtin->strict, true,
                                          true};
    }
    if (!facts.known) {
        return (struct tt_function_facts){.volatility = TT_VOLATILE};
    }
    return facts;
}

/* --- what migrations declare --------------------------------------------------- */

/* "immutable" … and the flag of STRICT, as CREATE and ALTER FUNCTION hold them. */
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
    if (tt_node_get(create, "returnType")) {
        types[function->type_count++] = tt_type_now(model, tt_node_get(create, "returnType"));
    }
    function->types = types;
}

/* pg_proc is unique by the name and the types of what goes in. */
static struct tt_function *find_same(struct tt_function *first,
                                     const struct tt_function *declared)
{
    for (; first; first = first->next) {
        bool same = first->in_count == declared->in_count;
        for (size_t i = 0; same && i < declared->in_count; i++) {
            same = tt_type_same(&first->types[i], &declared->types[i]);
        }
        if (same) {
            return first;
        }
    }
    return NULL;
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

void tt_step_create_function(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_creation_name(
        model, tt_name_of_list(tt_node_get(step->node, "funcname")), false);
    struct tt_function declared = {.volatility = TT_VOLATILE};
    count_arguments(&declared, tt_node_get(step->node, "parameters"));
    read_types(model, &declared, step->node);
    struct tt_function *first = tt_functions_of(model, name);
    struct tt_function *function = find_same(first, &declared);
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
    tt_set(model, function->strict, false);
    read_options(model, function, tt_node_get(step->node, "options"));
    note_body(step, name.name);
    tt_follow_body(step);
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
