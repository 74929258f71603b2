/* What functions are: built-in ones, and those that migrations made. */
#include "model/function.h"

#include <string.h>

#include "model/state.h"

struct builtin {
    const char *name;
    enum tt_volatility volatility;
    bool strict;
    const char *result; /* as in pg_type; empty where overloads differ */
};

/* Each list is sorted by name. */
#define FUNCTION(name, volatility, strict, result) {#name, TT_##volatility, strict, result},
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

static const struct kind {
    struct tt_str name;
    enum tt_function_kind kind;
} kinds[] = {
#define KIND(name, kind) {{#name, sizeof(#name) - 1}, TT_FUNCTION_##kind},
#include "model/function_kind.def"
#undef KIND
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

bool tt_is_for_triggers(const struct tt_function *function)
{
    return tt_str_is(function->result.name, "trigger") ||
           tt_str_is(function->result.name, "event_trigger");
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

/* pg_proc is unique by the name and the types of what goes in. */
struct tt_function *tt_find_overload(struct tt_model *model, struct tt_name name,
                                     const struct tt_function *like)
{
    struct tt_function *each = tt_functions_of(model, name);
    for (; each; each = each->next) {
        bool same = each->in_count == like->in_count;
        for (size_t i = 0; same && i < like->in_count; i++) {
            same = tt_type_same(&each->types[i], &like->types[i]);
        }
        if (same) {
            return each;
        }
    }
    return NULL;
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
            enum tt_volatility own = each->inlined < each->volatility ? each->inlined
                                                                      : each->volatility;
            facts.volatility = own > facts.volatility ? own : facts.volatility;
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

/* The functions of an own name hide those of pg_catalog only by their arguments. */
enum tt_function_kind tt_function_kind(struct tt_model *model, struct tt_name name)
{
    const struct tt_function *each = tt_functions_of(model, name);
    enum tt_function_kind kind = each ? each->kind : TT_FUNCTION_PLAIN;
    bool catalog = name.schema.len == 0 || tt_str_is(name.schema, "pg_catalog");
    for (; each; each = each->next) {
        if (each->exists && each->kind != kind) {
            return TT_FUNCTION_PLAIN;
        }
    }
    for (size_t i = 0; catalog && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (tt_str_equal(name.name, kinds[i].name)) {
            return tt_functions_of(model, name) && kind != kinds[i].kind ? TT_FUNCTION_PLAIN
                                                                         : kinds[i].kind;
        }
    }
    return kind;
}

struct tt_type tt_function_result(struct tt_model *model, struct tt_name name,
                                  unsigned arguments)
{
    struct tt_type result = {0};
    const struct tt_function *each = tt_functions_of(model, name);
    const struct builtin *builtin = find_builtin(name);
    size_t found = 0;
    for (; each; each = each->next) {
        if (each->exists && arguments >= each->arguments_min &&
            arguments <= each->arguments_max) {
            result = each->result;
            found++;
        }
    }
    if (found > 0 || !builtin || builtin->result[0] == '\0') {
        return found == 1 && !builtin ? result : (struct tt_type){0};
    }
    return (struct tt_type){.name = tt_str_from(builtin->result), .builtin = true};
}
