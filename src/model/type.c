#include "model/type.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/name.h"
#include "sql/node.h"

struct builtin {
    const char *name;
    const char *formatted;
    char category;
    bool collatable;
    bool toastable;
};

static const struct builtin builtins[] = {
#define TYPE(name, formatted, category, collatable, toastable)                                 \
    {#name, formatted, category, collatable, toastable},
#include "model/type.def"
#undef TYPE
};

static const struct builtin *find_builtin(struct tt_str name)
{
    size_t low = 0, high = sizeof(builtins) / sizeof(builtins[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = tt_str_compare(name, tt_str_from(builtins[middle].name));
        if (order == 0) {
            return &builtins[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* The parser leaves these as they are; transformColumnDefinition() expands them. */
static void read_serial(struct tt_type *type)
{
    static const struct {
        const char *name;
        const char *type;
    } serials[] = {
        {"serial", "int4"},  {"serial4", "int4"},     {"bigserial", "int8"},
        {"serial8", "int8"}, {"smallserial", "int2"}, {"serial2", "int2"},
    };
    for (size_t i = 0; type->schema.len == 0 && i < sizeof(serials) / sizeof(serials[0]); i++) {
        if (tt_str_is(type->name, serials[i].name)) {
            type->name = tt_str_from(serials[i].type);
            type->serial = true;
            return;
        }
    }
}

/* INTERVAL's first modifier is a mask of fields, not a number that SQL shows. */
static void read_mods(struct tt_type *type, const struct tt_node *list)
{
    const struct tt_node *each = tt_node_first(list);
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *constant = tt_node_as(each, "A_Const");
        const struct tt_node *number = tt_node_get(constant, "ival");
        if (!number || type->mod_count == TT_TYPE_MODS_MAX) {
            type->opaque = true;
            return;
        }
        type->mods[type->mod_count++] = tt_node_int(number, "ival", 0);
    }
}

struct tt_type tt_type_of(struct tt_arena *arena, const struct tt_node *type_name)
{
    struct tt_name name = tt_name_of_list(tt_node_get(type_name, "names"));
    struct tt_type type = {
        .schema = name.schema,
        .name = name.name,
        .array = tt_node_count(tt_node_get(type_name, "arrayBounds")) > 0,
        .opaque = tt_node_flag(type_name, "pct_type") || tt_node_flag(type_name, "setof"),
    };
    bool catalog = tt_str_is(type.schema, "pg_catalog");
    const struct builtin *builtin = NULL;
    if (catalog || type.schema.len == 0) {
        read_serial(&type);
        builtin = find_builtin(type.name);
    }
    type.builtin = catalog || builtin;
    type.schema = type.builtin ? (struct tt_str){0} : tt_str_copy(arena, type.schema);
    type.name = builtin ? tt_str_from(builtin->name) : tt_str_copy(arena, type.name);
    read_mods(&type, tt_node_get(type_name, "typmods"));
    return type;
}

bool tt_type_known(const struct tt_type *type)
{
    return type->name.len > 0;
}

bool tt_type_same(const struct tt_type *a, const struct tt_type *b)
{
    if (a->user && b->user) {
        return a->user == b->user && a->array == b->array;
    }
    return a->builtin == b->builtin && a->array == b->array && tt_str_equal(a->name, b->name) &&
           tt_str_equal(a->schema, b->schema);
}

bool tt_type_equal(const struct tt_type *a, const struct tt_type *b)
{
    if (!tt_type_same(a, b) || a->mod_count != b->mod_count || a->opaque || b->opaque) {
        return false;
    }
    for (unsigned i = 0; i < a->mod_count; i++) {
        if (a->mods[i] != b->mods[i]) {
            return false;
        }
    }
    return true;
}

bool tt_type_builtin(size_t index, struct tt_type *ret_type)
{
    if (index >= sizeof(builtins) / sizeof(builtins[0])) {
        return false;
    }
    *ret_type = (struct tt_type){
        .name = tt_str_from(builtins[index].name),
        .builtin = true,
    };
    return true;
}

char tt_type_category(const struct tt_type *type)
{
    const struct builtin *builtin = type->builtin ? find_builtin(type->name) : NULL;
    return builtin && !type->array ? builtin->category : '?';
}

bool tt_type_collatable(const struct tt_type *type)
{
    const struct builtin *builtin = type->builtin ? find_builtin(type->name) : NULL;
    return !builtin || builtin->collatable;
}

bool tt_type_toastable(const struct tt_type *type)
{
    const struct builtin *builtin = type->builtin ? find_builtin(type->name) : NULL;
    return !builtin || type->array || builtin->toastable;
}

/* intervaltypmodout() in timestamp.c: the fields of the mask, then the digits. */
static struct tt_str format_interval(struct tt_arena *arena, const struct tt_type *type)
{
    enum { MONTH = 1 << 1, YEAR = 1 << 2, DAY = 1 << 3 };
    enum { HOUR = 1 << 10, MINUTE = 1 << 11, SECOND = 1 << 12 };
    static const struct {
        long mask;
        const char *fields;
    } ranges[] = {
        {YEAR, " year"},
        {MONTH, " month"},
        {DAY, " day"},
        {HOUR, " hour"},
        {MINUTE, " minute"},
        {SECOND, " second"},
        {YEAR | MONTH, " year to month"},
        {DAY | HOUR, " day to hour"},
        {DAY | HOUR | MINUTE, " day to minute"},
        {DAY | HOUR | MINUTE | SECOND, " day to second"},
        {HOUR | MINUTE, " hour to minute"},
        {HOUR | MINUTE | SECOND, " hour to second"},
        {MINUTE | SECOND, " minute to second"},
    };
    const char *fields = "";
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        fields = ranges[i].mask == type->mods[0] ? ranges[i].fields : fields;
    }
    return type->mod_count > 1 ? tt_str_format(arena, "%s(%ld)", fields, type->mods[1])
                               : tt_str_from(fields);
}

static struct tt_str format_mods(struct tt_arena *arena, const struct tt_type *type)
{
    if (type->mod_count == 0) {
        return (struct tt_str){0};
    }
    if (type->builtin && tt_str_is(type->name, "interval")) {
        return format_interval(arena, type);
    }
    if (type->mod_count == 1 && !tt_str_is(type->name, "numeric")) {
        return tt_str_format(arena, "(%ld)", type->mods[0]);
    }
    return tt_str_format(arena, "(%ld,%ld)", type->mods[0], type->mods[1]);
}

struct tt_str tt_type_format(struct tt_arena *arena, const struct tt_type *type)
{
    const struct builtin *builtin = type->builtin ? find_builtin(type->name) : NULL;
    struct tt_name name = type->user ? type->user->full
                                     : (struct tt_name){type->schema, type->name};
    bool byte = !type->user && name.schema.len == 0 && tt_str_is(name.name, "char");
    struct tt_str base = builtin ? tt_str_from(builtin->formatted)
                         : byte  ? TT_STR("\"char\"") /* of one byte; char is character */
                                 : tt_display_name(arena, name);
    struct tt_str mods = format_mods(arena, type);
    if (mods.len == 0 && !type->array) {
        return base;
    }
    /* "timestamp(3) without time zone": the modifier stands after the first word. */
    size_t head = base.len;
    if (mods.len > 0 && (tt_str_starts(base, "time ") || tt_str_starts(base, "timestamp "))) {
        head = tt_str_starts(base, "timestamp ") ? 9 : 4;
    }
    return tt_str_format(arena, TT_FMT TT_FMT TT_FMT "%s", TT_ARG(tt_str_slice(base, 0, head)),
                         TT_ARG(mods), TT_ARG(tt_str_slice(base, head, base.len)),
                         type->array ? "[]" : "");
}
