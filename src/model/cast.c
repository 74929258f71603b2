#include "model/cast.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/length.h"
#include "sql/node.h"

enum context { IMPLICIT, ASSIGNMENT, EXPLICIT };
enum method { BINARY, FUNCTION, IN_OUT, NO_METHOD };

static const struct cast {
    struct tt_str source;
    struct tt_str target;
    enum context context;
    enum method method;
} casts[] = {
#define CAST(source, target, context, method)                                                  \
    {{#source, sizeof(#source) - 1}, {#target, sizeof(#target) - 1}, context, method},
#include "model/cast.def"
#include "model/cast_extension.def"
#undef CAST
};

/* The value as it stands after the conversions so far. */
struct value {
    struct tt_model *model;
    struct tt_type type;
    bool labelled; /* under a new label its length is no longer known */
    struct tt_conversion_cost cost;
};

static void raise(struct value *value, enum tt_conversion conversion, struct tt_str why)
{
    if (value->cost.conversion == TT_CONVERSION_REFUSED) {
        return;
    }
    /* A rewrite is certain, whatever else is not known. */
    bool worse = conversion == TT_CONVERSION_REFUSED ||
                 value->cost.conversion == TT_CONVERSION_FREE ||
                 (value->cost.conversion == TT_CONVERSION_UNKNOWN &&
                  conversion == TT_CONVERSION_REWRITES);
    if (worse) {
        value->cost = (struct tt_conversion_cost){conversion, why};
    }
}

static bool is(const struct tt_type *type, const char *name)
{
    return type->builtin && !type->array && tt_str_is(type->name, name);
}

/* The extension's, in whatever schema it was put. */
static bool is_citext(const struct tt_type *type)
{
    return !type->array && tt_str_is(type->name, "citext");
}

static bool is_string(const struct tt_type *type)
{
    return tt_type_category(type) == 'S' || is_citext(type);
}

/* Built in, an extension's that cast_extension.def lists, or made by a migration. */
static bool is_understood(struct tt_model *model, const struct tt_type *type)
{
    return type->builtin || tt_str_is(type->name, "citext") || tt_find_type(model, type);
}

/* A type that only shares its name with a built-in one has no cast of it. */
static const struct cast *find_cast(const struct tt_type *from, const struct tt_type *to)
{
    if (!(from->builtin || is_citext(from)) || !(to->builtin || is_citext(to))) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof(casts) / sizeof(casts[0]); i++) {
        if (tt_str_equal(to->name, casts[i].target) &&
            tt_str_equal(from->name, casts[i].source)) {
            return &casts[i];
        }
    }
    return NULL;
}

/* find_coercion_pathway() in parse_coerce.c: the catalog first, then input and output
 * functions. */
static enum method find_method(const struct tt_type *from, const struct tt_type *to,
                               enum context context)
{
    const struct cast *cast = from->array || to->array ? NULL : find_cast(from, to);
    if (cast && cast->context <= context) {
        return cast->method;
    }
    if (from->array && to->array) {
        struct tt_type item = *from, wanted = *to;
        item.array = wanted.array = false;
        bool castable = tt_type_same(&item, &wanted) ||
                        find_method(&item, &wanted, context) != NO_METHOD;
        return castable ? FUNCTION : NO_METHOD;
    }
    if ((context >= ASSIGNMENT && is_string(to)) || (context == EXPLICIT && is_string(from))) {
        return IN_OUT;
    }
    return NO_METHOD;
}

/* timestamp and timestamptz are the same bytes exactly when the session's zone is UTC. */
static bool is_timestamp_pair(const struct tt_type *from, const struct tt_type *to)
{
    return (is(from, "timestamp") && is(to, "timestamptz")) ||
           (is(from, "timestamptz") && is(to, "timestamp"));
}

static void convert_timestamp(struct value *value)
{
    switch (tt_time_zone(value->model)) {
    case TT_ZONE_UTC:
        return;
    case TT_ZONE_OTHER:
        raise(value, TT_CONVERSION_REWRITES,
              TT_STR("the session's TimeZone is not UTC, so every value is shifted"));
        return;
    case TT_ZONE_UNKNOWN:
        raise(value, TT_CONVERSION_UNKNOWN,
              TT_STR("nothing is rewritten if the session's TimeZone is UTC; otherwise every "
                     "value is shifted, and the table rewritten"));
        return;
    }
}

/* What is done to each value. */
static struct tt_str say_method(struct tt_arena *arena, enum method method,
                                const struct tt_type *from, const struct tt_type *to)
{
    struct tt_str old = tt_type_format(arena, from), new = tt_type_format(arena, to);
    return method != IN_OUT
               ? tt_str_format(arena, TT_FMT " and " TT_FMT " are stored differently",
                               TT_ARG(old), TT_ARG(new))
           : is_string(to) ? tt_str_format(arena, "every " TT_FMT " is written out as " TT_FMT,
                                           TT_ARG(old), TT_ARG(new))
                           : tt_str_format(arena, "every " TT_FMT " is read anew as " TT_FMT,
                                           TT_ARG(old), TT_ARG(new));
}

static void change_type(struct value *value, const struct tt_type *to, enum context context)
{
    struct tt_arena *arena = tt_model_arena(value->model);
    enum method method = find_method(&value->type, to, context);
    if (is_timestamp_pair(&value->type, to)) {
        convert_timestamp(value);
    } else if (!is_understood(value->model, to) || !is_understood(value->model, &value->type)) {
        const struct tt_type *strange = is_understood(value->model, to) ? &value->type : to;
        raise(value, TT_CONVERSION_UNKNOWN,
              tt_str_format(arena,
                            "type " TT_FMT " is not known here: the table is rewritten unless "
                            "the two types share their bytes",
                            TT_ARG(tt_type_format(arena, strange))));
    } else if (method == NO_METHOD) {
        raise(value, TT_CONVERSION_REFUSED,
              tt_str_format(arena, "a value of " TT_FMT " is not turned into " TT_FMT "%s",
                            TT_ARG(tt_type_format(arena, &value->type)),
                            TT_ARG(tt_type_format(arena, to)),
                            context == EXPLICIT ? "" : " without USING"));
    } else if (method != BINARY) {
        raise(value, TT_CONVERSION_REWRITES, say_method(arena, method, &value->type, to));
    }
    value->type = *to;
    value->type.mod_count = 0;
    value->labelled = true;
}

static void change_length(struct value *value, const struct tt_type *to)
{
    struct tt_arena *arena = tt_model_arena(value->model);
    if (to->opaque || value->type.opaque) {
        raise(value, TT_CONVERSION_UNKNOWN, TT_STR("the type's modifiers can't be compared"));
    } else if (!tt_type_equal(&value->type, to) && !tt_length_fits(&value->type, to)) {
        raise(value, TT_CONVERSION_REWRITES, tt_say_length(arena, &value->type, to));
    }
    value->type = *to;
}

/* A domain's value is one of its base type; how deep domains stand on domains is small. */
static void to_base(struct value *value)
{
    const struct tt_user_type *domain = tt_find_type(value->model, &value->type);
    while (domain && domain->kind == TT_TYPE_DOMAIN && !value->type.array) {
        value->type = domain->base;
        value->type.mod_count = 0; /* coerce_type() relabels it without a length */
        domain = tt_find_type(value->model, &value->type);
    }
}

static void convert(struct value *value, const struct tt_type *to, enum context context)
{
    if (tt_type_equal(&value->type, to) && !value->labelled) {
        return;
    }
    const struct tt_user_type *domain = tt_find_type(value->model, to);
    if (domain && domain->kind == TT_TYPE_DOMAIN && !to->array) {
        convert(value, &domain->base, context);
        if (tt_domain_is_constrained(value->model, domain)) {
            raise(value, TT_CONVERSION_REWRITES,
                  tt_str_format(tt_model_arena(value->model),
                                "domain \"" TT_FMT "\" has constraints to check",
                                TT_ARG(domain->name)));
        }
        value->type = *to;
        return;
    }
    to_base(value);
    if (!tt_type_same(&value->type, to)) {
        change_type(value, to, context);
    }
    change_length(value, to);
}

/* Only the column itself, under any number of casts, can stay as it is. */
static bool is_cast_of_column(const struct tt_node *expr, struct tt_str column)
{
    const struct tt_node *cast = tt_node_as(expr, "TypeCast");
    const struct tt_node *fields = tt_node_get(tt_node_as(expr, "ColumnRef"), "fields");
    return cast ? is_cast_of_column(tt_node_get(cast, "arg"), column)
                : tt_str_equal(tt_node_string(tt_node_last(fields)), column);
}

static void convert_casts(struct value *value, const struct tt_node *expr)
{
    const struct tt_node *cast = tt_node_as(expr, "TypeCast");
    if (cast) {
        struct tt_type type = tt_type_of(tt_model_arena(value->model),
                                         tt_node_get(cast, "typeName"));
        convert_casts(value, tt_node_get(cast, "arg"));
        convert(value, &type, EXPLICIT);
    }
}

/* The built-in types, without a length, that turn into `to` for free: "text or xml". */
static struct tt_str free_sources(struct tt_model *model, const struct tt_type *to)
{
    struct tt_arena *arena = tt_scratch_arena(model);
    struct tt_str list = {0};
    struct tt_type from;
    for (size_t i = 0; tt_type_builtin(i, &from); i++) {
        struct value value = {.model = model, .type = from};
        convert(&value, to, ASSIGNMENT);
        if (value.cost.conversion == TT_CONVERSION_FREE && !tt_type_same(&from, to)) {
            list = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(list),
                                 list.len > 0 ? " or " : "",
                                 TT_ARG(tt_type_format(arena, &from)));
        }
    }
    return list;
}

/* What a type that was not seen would have to be. */
static struct tt_str say_unknown(struct tt_model *model, const struct tt_type *to)
{
    struct tt_arena *arena = tt_scratch_arena(model);
    struct tt_str sources = free_sources(model, to);
    struct tt_str name = tt_type_format(arena, to);
    return tt_str_format(arena,
                         "the column's present type is not in the migrations that were read. "
                         "The table is rewritten under ACCESS EXCLUSIVE unless that is " TT_FMT
                         "%s%s" TT_FMT,
                         TT_ARG(name), to->mod_count > 0 ? ", or shorter" : " already",
                         sources.len > 0 ? ", or " : "", TT_ARG(sources));
}

struct tt_conversion_cost tt_conversion_of(struct tt_model *model, const struct tt_type *from,
                                           const struct tt_type *to, struct tt_str column,
                                           const struct tt_node *using)
{
    struct value value = {.model = model, .type = *from};
    if (using && !is_cast_of_column(using, column)) {
        raise(&value, TT_CONVERSION_REWRITES,
              TT_STR("USING computes a new value for every row"));
    } else if (!tt_type_known(from)) {
        raise(&value, TT_CONVERSION_UNKNOWN, say_unknown(model, to));
    } else {
        convert_casts(&value, using);
        convert(&value, to, ASSIGNMENT);
    }
    return value.cost;
}

bool tt_index_survives(const struct tt_type *from, const struct tt_type *to)
{
    static const char *const same[][2] = {
        /* the default operator class of both is that of the second */
        {"varchar", "text"},
        {"cidr", "inet"},
    };
    if (from->array != to->array) {
        return false;
    }
    struct tt_str classes[] = {from->name, to->name};
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < sizeof(same) / sizeof(same[0]); j++) {
            if (tt_str_is(classes[i], same[j][0])) {
                classes[i] = tt_str_from(same[j][1]);
            }
        }
    }
    return tt_str_equal(classes[0], classes[1]);
}

/* Types that one operator family of B-trees compares with each other (pg_amop). */
static int comparison_family(const struct tt_type *type)
{
    static const char *const families[][3] = {
        {"int2", "int4", "int8"},
        {"float4", "float8", "float8"},
        {"date", "timestamp", "timestamptz"},
        {"text", "varchar", "name"},
    };
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 3; j++) {
            if (is(type, families[i][j])) {
                return i + 1;
            }
        }
    }
    return 0;
}

/*
 * ATAddForeignKeyConstraint() looks for an operator of the key's own family,
 * and else for an implicit cast to the type that the key's index compares.
 */
bool tt_never_comparable(struct tt_model *model, const struct tt_type *foreign,
                         const struct tt_type *key)
{
    struct value from = {.model = model, .type = *foreign};
    struct value to = {.model = model, .type = *key};
    to_base(&from);
    to_base(&to);
    if (!is_understood(model, &from.type) || !is_understood(model, &to.type) ||
        from.type.opaque || to.type.opaque) {
        return false;
    }
    if (is(&to.type, "varchar")) {
        to.type.name = TT_STR("text");
    } else if (is(&to.type, "cidr")) {
        to.type.name = TT_STR("inet");
    }
    int family = comparison_family(&from.type);
    bool related = family > 0 && family == comparison_family(&to.type);
    return !related && !tt_type_same(&from.type, &to.type) &&
           find_method(&from.type, &to.type, IMPLICIT) == NO_METHOD;
}
