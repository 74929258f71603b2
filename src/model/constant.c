/* Constants in CHECKs and bounds: reading and comparing them. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/predicate.h"
#include "model/state.h"

/* Up to grammar 15, 0 and any negative number come without their value. */
static struct tt_str integer_text(struct tt_step *step, const struct tt_node *constant)
{
    struct tt_arena *arena = &step->model->arena;
    long value = tt_node_int(tt_node_get(constant, "ival"), "ival", 0);
    if (value != 0) {
        return tt_str_format(arena, "%ld", value);
    }
    size_t at = tt_stmt_offset(step->stmt, constant) - step->stmt->span.start;
    struct tt_str text = step->stmt->text;
    size_t end = at + (at < text.len && text.ptr[at] == '-');
    while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9') {
        end++;
    }
    struct tt_str written = tt_str_slice(text, at, end);
    return written.len > 1 && written.ptr[0] == '-' ? tt_str_copy(arena, written) : TT_STR("0");
}

static bool is_time(const struct tt_type *type)
{
    return tt_str_is(type->name, "date") || tt_str_starts(type->name, "timestamp");
}

/* A cast that leaves the constant of the column's own type, or one compared alike. */
static bool keeps_type(const struct tt_column *column, const struct tt_type *cast)
{
    if (!tt_type_known(&column->type) || tt_type_same(&column->type, cast)) {
        return true;
    }
    /* Between dates and times a comparison may need the session's time zone. */
    return column->type.builtin && cast->builtin && !is_time(cast) && !is_time(&column->type) &&
           tt_type_category(&column->type) == tt_type_category(cast);
}

bool tt_constant_text(struct tt_step *step, const struct tt_column *column,
                      const struct tt_node *wrapped, struct tt_str *ret_text)
{
    struct tt_arena *arena = &step->model->arena;
    const struct tt_node *cast = tt_node_as(wrapped, "TypeCast");
    if (cast) {
        struct tt_type type = tt_type_of(arena, tt_node_get(cast, "typeName"));
        return column && keeps_type(column, &type) &&
               tt_constant_text(step, column, tt_node_get(cast, "arg"), ret_text);
    }
    const struct tt_node *constant = tt_node_as(wrapped, "A_Const");
    if (!constant || tt_node_flag(constant, "isnull")) {
        return false;
    }
    if (tt_node_get(constant, "sval")) {
        *ret_text = tt_str_copy(arena, tt_node_text(tt_node_get(constant, "sval"), "sval"));
    } else if (tt_node_get(constant, "fval")) {
        *ret_text = tt_str_copy(arena, tt_node_text(tt_node_get(constant, "fval"), "fval"));
    } else if (tt_node_get(constant, "boolval")) {
        *ret_text = tt_node_flag(tt_node_get(constant, "boolval"), "boolval") ? TT_STR("true")
                                                                              : TT_STR("false");
    } else {
        *ret_text = integer_text(step, constant);
    }
    return true;
}

/* --- comparing --------------------------------------------------------------- */

struct number {
    bool negative;
    struct tt_str whole; /* without leading zeros */
    struct tt_str part;  /* behind the point, without trailing zeros */
};

static size_t digits(struct tt_str text)
{
    size_t count = 0;
    while (count < text.len && text.ptr[count] >= '0' && text.ptr[count] <= '9') {
        count++;
    }
    return count;
}

static bool read_number(struct tt_str text, struct number *ret)
{
    text = tt_str_trim(text);
    bool sign = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
    ret->negative = sign && text.ptr[0] == '-';
    text = tt_str_slice(text, sign, text.len);
    size_t count = digits(text);
    ret->whole = tt_str_slice(text, 0, count);
    struct tt_str rest = tt_str_slice(text, count, text.len);
    bool point = rest.len > 0 && rest.ptr[0] == '.';
    rest = tt_str_slice(rest, point, rest.len);
    size_t behind = digits(rest);
    ret->part = tt_str_slice(rest, 0, behind);
    if (behind != rest.len || count + behind == 0) {
        return false; /* an exponent, NaN … */
    }
    while (ret->whole.len > 0 && ret->whole.ptr[0] == '0') {
        ret->whole = tt_str_slice(ret->whole, 1, ret->whole.len);
    }
    while (ret->part.len > 0 && ret->part.ptr[ret->part.len - 1] == '0') {
        ret->part.len--;
    }
    ret->negative = ret->negative && ret->whole.len + ret->part.len > 0;
    return true;
}

static bool compare_numbers(struct tt_str a, struct tt_str b, int *ret_order)
{
    struct number left, right;
    if (!read_number(a, &left) || !read_number(b, &right)) {
        return false;
    }
    if (left.negative != right.negative) {
        *ret_order = left.negative ? -1 : 1;
        return true;
    }
    int order = (left.whole.len > right.whole.len) - (left.whole.len < right.whole.len);
    order = order ? order : tt_str_compare(left.whole, right.whole);
    order = order ? order : tt_str_compare(left.part, right.part);
    *ret_order = left.negative ? -order : order;
    return true;
}

/* "2024-05-01 12:00:00+00": how much of it stands before the time zone, if it is ISO. */
static bool read_time(struct tt_str text, struct tt_str *ret_time, struct tt_str *ret_zone)
{
    static const char pattern[] = "dddd-dd-dd dd:dd:dd";
    size_t at = 0;
    for (; at < text.len && at < sizeof(pattern) - 1; at++) {
        char c = text.ptr[at];
        bool fits = pattern[at] == 'd'   ? c >= '0' && c <= '9'
                    : pattern[at] == ' ' ? c == ' ' || c == 'T'
                                         : c == pattern[at];
        if (!fits) {
            break;
        }
    }
    if (at == sizeof(pattern) - 1 && at < text.len && text.ptr[at] == '.') {
        at += 1 + digits(tt_str_slice(text, at + 1, text.len));
    }
    *ret_time = tt_str_slice(text, 0, at);
    *ret_zone = tt_str_trim(tt_str_slice(text, at, text.len));
    return at == 10 || at == 16 || at >= sizeof(pattern) - 1;
}

/* What is left out counts as zero. */
static char time_char(struct tt_str time, size_t at)
{
    static const char midnight[] = "0000-00-00 00:00:00.";
    char c = at < time.len ? time.ptr[at] : at < sizeof(midnight) - 1 ? midnight[at] : '0';
    return c == 'T' ? ' ' : c;
}

static bool compare_times(struct tt_str a, struct tt_str b, int *ret_order)
{
    struct tt_str left, left_zone, right, right_zone;
    if (!read_time(tt_str_trim(a), &left, &left_zone) ||
        !read_time(tt_str_trim(b), &right, &right_zone) ||
        !tt_str_equal(left_zone, right_zone)) {
        return false;
    }
    size_t len = left.len > right.len ? left.len : right.len;
    *ret_order = 0;
    for (size_t i = 0; i < len && *ret_order == 0; i++) {
        *ret_order = (time_char(left, i) > time_char(right, i)) -
                     (time_char(left, i) < time_char(right, i));
    }
    return true;
}

/* Digits and small letters stand in the same order in every common collation. */
static bool sorts_alike(struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z')) {
            return false;
        }
    }
    return true;
}

bool tt_compare_constants(const struct tt_type *type, struct tt_str a, struct tt_str b,
                          int *ret_order)
{
    *ret_order = tt_str_compare(a, b);
    if (*ret_order == 0) {
        return true;
    }
    bool known = tt_type_known(type) && type->builtin && !type->array;
    if (!known || tt_type_category(type) == 'N') {
        if (compare_numbers(a, b, ret_order)) {
            return true;
        }
    }
    if (!known || is_time(type)) {
        return compare_times(a, b, ret_order);
    }
    return tt_type_category(type) == 'S' && sorts_alike(a) && sorts_alike(b);
}
