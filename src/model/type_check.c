#include "model/type_check.h"

#include "model/alter.h"
#include "model/state.h"

/* --- modifiers: the typmodin functions --------------------------------------------------- */

static const struct {
    const char *name;
    long least;
    long most;
} lengths[] = {
    {"bit", 1, 83886080},        {"bpchar", 1, 10485760},  {"numeric", 1, 1000},
    {"varbit", 1, 83886080},     {"varchar", 1, 10485760}, {"interval", 0, 32767},
    {"time", 0, 1 << 30},        {"timetz", 0, 1 << 30},   {"timestamp", 0, 1 << 30},
    {"timestamptz", 0, 1 << 30},
};

/* numerictypmodin(): since 15 the scale may be negative, or more than the precision. */
static bool scale_fits(const struct tt_step *step, const struct tt_type *type)
{
    enum { SCALE_MAX = 1000 };
    long scale = type->mod_count > 1 ? type->mods[1] : 0;
    return step->model->pg_version >= 15 ? scale >= -SCALE_MAX && scale <= SCALE_MAX
                                         : scale >= 0 && scale <= type->mods[0];
}

static void check_modifiers(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_type *type)
{
    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        if (!tt_str_is(type->name, lengths[i].name)) {
            continue;
        }
        bool fits = type->mods[0] >= lengths[i].least && type->mods[0] <= lengths[i].most;
        if (!fits || (tt_str_is(type->name, "numeric") && !scale_fits(step, type))) {
            tt_refused(step, relation, "22023", "a " TT_FMT " can't have such a length",
                       TT_ARG(type->name));
        }
        return;
    }
    tt_refused(step, relation, "42601", "type " TT_FMT " takes no modifiers",
               TT_ARG(type->name));
}

/* CheckAttributeType() in heap.c. */
static bool is_pseudo(struct tt_str name)
{
    static const char *const names[] = {
        "any",         "anyarray",         "anycompatible", "anycompatiblearray",
        "anyelement",  "anyenum",          "anyrange",      "anymultirange",
        "anynonarray", "cstring",          "event_trigger", "fdw_handler",
        "internal",    "language_handler", "record",        "table_am_handler",
        "trigger",     "tsm_handler",      "unknown",       "void",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tt_str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

void tt_check_type(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_type *type)
{
    bool plain = type->schema.len == 0 && !tt_find_type(step->model, type);
    if (plain && !type->array && is_pseudo(type->name)) {
        tt_refused(step, relation, "42P16", "no column has pseudo-type " TT_FMT,
                   TT_ARG(type->name));
    } else if (plain && !type->builtin && !type->array && relation &&
               tt_str_equal(type->name, relation->name.name)) {
        tt_refused(step, relation, "42P16", "a row can't hold itself");
    } else if (type->builtin && type->mod_count > 0 && !type->opaque) {
        check_modifiers(step, relation, type);
    }
}

/* Types of pg_catalog without a default operator class for btree. */
bool tt_type_has_order(const struct tt_type *type)
{
    static const char *const unordered[] = {
        "box", "circle", "json", "line", "lseg", "path", "point", "polygon", "xid", "xml",
    };
    bool plain = type->builtin && !type->array;
    for (size_t i = 0; plain && i < sizeof(unordered) / sizeof(unordered[0]); i++) {
        if (tt_str_is(type->name, unordered[i])) {
            return false;
        }
    }
    return true;
}
