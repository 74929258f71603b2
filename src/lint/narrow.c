#include "lint/narrow.h"

#include "base/arena.h"

static bool is(const struct tt_type *type, const char *name)
{
    return tt_str_is(type->name, name);
}

static bool is_text(const struct tt_type *type)
{
    return is(type, "text") || is(type, "varchar") || is(type, "bpchar");
}

/* Digits before and behind the point; a numeric without limits has all there are. */
static void digits_of(const struct tt_type *type, long *ret_before, long *ret_behind)
{
    enum { BEFORE_MAX = 131072, BEHIND_MAX = 16383 }; /* numeric.h */
    *ret_behind = type->mod_count > 1 ? type->mods[1] : type->mod_count > 0 ? 0 : BEHIND_MAX;
    *ret_before = type->mod_count > 0 ? type->mods[0] - *ret_behind : BEFORE_MAX;
}

static struct tt_str say_numeric(struct tt_arena *arena, const struct tt_type *from,
                                 const struct tt_type *to)
{
    long before = 0, behind = 0, old_before = 0, old_behind = 0;
    digits_of(from, &old_before, &old_behind);
    digits_of(to, &before, &behind);
    struct tt_str said = TT_STR("");
    if (behind < old_behind && behind >= 0) {
        said = tt_str_format(arena, " Values are rounded to %ld digits behind the point.",
                             behind);
    }
    if (before < old_before) {
        said = tt_str_format(arena,
                             TT_FMT " Those with more than %ld digits before it make the "
                                    "statement fail with SQLSTATE 22003.",
                             TT_ARG(said), before);
    }
    return said;
}

/* The most that an integer type holds; NULL of other types. */
static const char *most_of(const struct tt_type *type)
{
    return is(type, "int2")   ? "32,767"
           : is(type, "int4") ? "2,147,483,647"
           : is(type, "int8") ? "9,223,372,036,854,775,807"
                              : NULL;
}

/* pg_type.typlen of the integers, and more for what has fractions. */
static int width_of(const struct tt_type *type)
{
    static const struct {
        const char *name;
        int width;
    } widths[] = {{"int2", 2},   {"int4", 4},   {"int8", 8},
                  {"float4", 9}, {"float8", 9}, {"numeric", 9}};
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
        if (is(type, widths[i].name)) {
            return widths[i].width;
        }
    }
    return 0;
}

static struct tt_str say_integer(struct tt_arena *arena, const struct tt_type *from,
                                 const struct tt_type *to)
{
    enum { WIDTH_MOST = 8 };
    int width = width_of(from);
    if (width <= width_of(to)) {
        return TT_STR("");
    }
    return tt_str_format(arena,
                         "%s Values beyond %s make the statement fail with SQLSTATE 22003.",
                         width > WIDTH_MOST ? " Fractions are rounded away." : "", most_of(to));
}

static struct tt_str say_length(struct tt_arena *arena, const struct tt_type *from,
                                const struct tt_type *to)
{
    bool shorter = to->mod_count > 0 && (from->mod_count == 0 || from->mods[0] > to->mods[0]);
    return shorter ? tt_str_format(arena,
                                   " Values longer than %ld characters make the statement fail "
                                   "with SQLSTATE 22001.",
                                   to->mods[0])
                   : TT_STR("");
}

static bool is_time(const struct tt_type *type)
{
    return tt_str_starts(type->name, "time");
}

static struct tt_str say_time(struct tt_arena *arena, const struct tt_type *from,
                              const struct tt_type *to)
{
    enum { DIGITS_MOST = 6 };
    long old = from->mod_count > 0 ? from->mods[0] : DIGITS_MOST;
    if (to->mod_count == 0 || to->mods[0] >= old) {
        return TT_STR("");
    }
    return tt_str_format(arena, " Seconds are rounded to %ld digits behind the point.",
                         to->mods[0]);
}

struct tt_str tt_say_narrowed(struct tt_arena *arena, const struct tt_type *from,
                              const struct tt_type *to)
{
    if (!from->builtin || !to->builtin || from->array || to->array || from->opaque ||
        to->opaque) {
        return TT_STR("");
    }
    if (is_text(from) && is_text(to)) {
        return say_length(arena, from, to);
    }
    if (is(to, "numeric") && is(from, "numeric")) {
        return say_numeric(arena, from, to);
    }
    if (most_of(to) && width_of(from) > 0) {
        return say_integer(arena, from, to);
    }
    if (is(from, "float8") && is(to, "float4")) {
        return TT_STR(" Values keep some six digits of fifteen.");
    }
    if (tt_str_starts(from->name, "timestamp") && is(to, "date")) {
        return TT_STR(" The time of day is lost.");
    }
    return is_time(from) && is_time(to) ? say_time(arena, from, to) : TT_STR("");
}
