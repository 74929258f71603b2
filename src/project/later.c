/* What a migration would be called that runs behind all others. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/cut.h"
#include "project/project.h"

static bool is_number(struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        }
    }
    return text.len > 0;
}

/* One more, with as many digits; false when there is no such number. */
static bool add_one(struct tt_arena *arena, struct tt_str number, struct tt_str *ret_next)
{
    char *digits = tt_new_array(arena, char, number.len);
    memcpy(digits, number.ptr, number.len);
    size_t at = number.len;
    while (at > 0 && digits[at - 1] == '9') {
        digits[--at] = '0';
    }
    if (at > 0) {
        digits[at - 1]++;
    }
    *ret_next = (struct tt_str){digits, number.len};
    return at > 0;
}

/* The migration that leads up and runs last. */
static const struct tt_migration_file *last_of(const struct tt_series *series)
{
    const struct tt_migration_file *last = NULL;
    for (size_t i = 0; i < series->migrations.count; i++) {
        const struct tt_migration_file *each = &series->migrations.items[i];
        last = each->down ? last : each;
    }
    return last;
}

/* "V0042__orders.sql" makes "V0043__validate_constraints.sql". */
void tt_find_later(struct tt_arena *arena, struct tt_series *series)
{
    const struct tt_migration_file *last = last_of(series);
    struct tt_str next;
    if (!series->layout->later.extension || !last || !is_number(last->version) ||
        !add_one(arena, last->version, &next)) {
        return;
    }
    struct tt_str path = tt_str_from(last->path), name = tt_str_from(last->name);
    size_t start = path.len - name.len + (size_t)(last->version.ptr - name.ptr);
    size_t end = start + last->version.len, words = end;
    while (words < path.len && (path.ptr[words] == '_' || path.ptr[words] == '-')) {
        words++;
    }
    struct tt_str rest = tt_str_slice(path, words, path.len);
    const char *dot = rest.len > 0 ? memchr(rest.ptr, '.', rest.len) : NULL;
    bool usual = dot && tt_str_is(tt_str_slice(rest, (size_t)(dot - rest.ptr), rest.len),
                                  series->layout->later.extension);
    if (words == end || !usual) {
        return;
    }
    series->last = last->path;
    series->later = tt_str_format(arena, TT_FMT TT_FMT TT_FMT "validate_constraints%s",
                                  TT_ARG(tt_str_slice(path, 0, start)), TT_ARG(next),
                                  TT_ARG(tt_str_slice(path, end, words)),
                                  series->layout->later.extension);
}
