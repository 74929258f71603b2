#include "model/length.h"

#include "base/arena.h"
#include "base/str.h"

static bool is(const struct tt_type *type, const char *name)
{
    return type->builtin && !type->array && tt_str_is(type->name, name);
}

/* The least field that an interval keeps: 0 for seconds … 5 for years
 * (intervaltypmodleastfield()). */
static int least_field(const struct tt_type *type)
{
    static const int bits[] = {12, 11, 10, 3, 1, 2};
    for (int field = 0; type->mod_count > 0 && field < 6; field++) {
        if (type->mods[0] & (1L << bits[field])) {
            return field;
        }
    }
    return 0;
}

enum { FRACTION_DIGITS_MAX = 6 }; /* of a second */

static bool interval_fits(const struct tt_type *from, const struct tt_type *to)
{
    long old_digits = from->mod_count > 1 ? from->mods[1] : FRACTION_DIGITS_MAX;
    long new_digits = to->mod_count > 1 ? to->mods[1] : FRACTION_DIGITS_MAX;
    return least_field(to) <= least_field(from) &&
           (least_field(from) > 0 || new_digits >= old_digits);
}

static bool numeric_fits(const struct tt_type *from, const struct tt_type *to)
{
    long old_scale = from->mod_count > 1 ? from->mods[1] : 0;
    long new_scale = to->mod_count > 1 ? to->mods[1] : 0;
    return from->mod_count > 0 && old_scale == new_scale && to->mods[0] >= from->mods[0];
}

bool tt_length_fits(const struct tt_type *from, const struct tt_type *to)
{
    if (to->mod_count == 0) {
        return true;
    }
    if (to->array) {
        return false;
    }
    if (is(to, "varchar") || is(to, "varbit")) {
        return from->mod_count > 0 && to->mods[0] >= from->mods[0];
    }
    if (is(to, "numeric")) {
        return numeric_fits(from, to);
    }
    if (is(to, "interval")) {
        return interval_fits(from, to);
    }
    if (tt_str_starts(to->name, "time")) {
        return to->mods[0] >= FRACTION_DIGITS_MAX ||
               (from->mod_count > 0 && to->mods[0] >= from->mods[0]);
    }
    return false;
}

static long scale_of(const struct tt_type *type)
{
    return type->mod_count > 1 ? type->mods[1] : 0;
}

struct tt_str tt_say_length(struct tt_arena *arena, const struct tt_type *from,
                            const struct tt_type *to)
{
    struct tt_str new = tt_type_format(arena, to);
    bool limited = from->mod_count > 0;
    if (to->array) {
        return tt_str_format(
            arena, "the elements of every array are made " TT_FMT " one by one", TT_ARG(new));
    }
    if (limited && is(to, "bpchar") && to->mods[0] > from->mods[0]) {
        return tt_str_format(arena, "every value is filled up with blanks to " TT_FMT,
                             TT_ARG(new));
    }
    if (limited && is(to, "numeric") && scale_of(to) != scale_of(from)) {
        return tt_str_format(
            arena, "every value is stored anew with %ld digits behind the point", scale_of(to));
    }
    return limited ? tt_str_format(arena, "a value of " TT_FMT " need not fit into " TT_FMT,
                                   TT_ARG(tt_type_format(arena, from)), TT_ARG(new))
                   : tt_str_format(arena, "every value is checked against the limit of " TT_FMT,
                                   TT_ARG(new));
}
