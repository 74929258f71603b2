#include "project/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/str.h"

struct tt_str tt_without_zeros(struct tt_str number)
{
    size_t start = 0;
    while (start + 1 < number.len && number.ptr[start] == '0') {
        start++;
    }
    return tt_str_slice(number, start, number.len);
}

int tt_compare_numbers(struct tt_str a, struct tt_str b)
{
    a = tt_without_zeros(a);
    b = tt_without_zeros(b);
    if (a.len != b.len) {
        return a.len < b.len ? -1 : 1;
    }
    return tt_str_compare(a, b);
}

/* Byte by byte, but a folder's name ends before all others that begin like it. */
static int compare_paths(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    unsigned char left = *a == '/' ? 1 : (unsigned char)*a;
    unsigned char right = *b == '/' ? 1 : (unsigned char)*b;
    return left - right;
}

static int by_name(const void *left, const void *right)
{
    const struct tt_migration_file *a = left, *b = right;
    if (a->down != b->down && tt_str_equal(a->version, b->version)) {
        return a->down ? 1 : -1;
    }
    return compare_paths(a->name, b->name);
}

static int by_natural(const void *left, const void *right)
{
    const struct tt_migration_file *a = left, *b = right;
    int order = tt_str_compare_natural(tt_str_from(a->name), tt_str_from(b->name));
    return order != 0 ? order : by_name(left, right);
}

static int by_number(const void *left, const void *right)
{
    const struct tt_migration_file *a = left, *b = right;
    int order = tt_compare_numbers(a->version, b->version);
    if (order == 0 && a->down != b->down) {
        return a->down ? 1 : -1;
    }
    return order != 0 ? order : by_name(left, right);
}

/* The number that the version begins with; it moves past it and what divides it. */
static struct tt_str take_number(struct tt_str *version)
{
    size_t end = 0;
    while (end < version->len && version->ptr[end] >= '0' && version->ptr[end] <= '9') {
        end++;
    }
    struct tt_str number = tt_str_slice(*version, 0, end);
    *version = tt_str_slice(*version, end + 1, version->len);
    return number.len > 0 ? number : TT_STR("0");
}

int tt_compare_dotted(struct tt_str a, struct tt_str b)
{
    while (a.len > 0 || b.len > 0) {
        int order = tt_compare_numbers(take_number(&a), take_number(&b));
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static int by_dotted(const void *left, const void *right)
{
    const struct tt_migration_file *a = left, *b = right;
    bool versioned = a->version.len > 0;
    if (versioned != (b->version.len > 0)) {
        return versioned ? -1 : 1;
    }
    int order = versioned ? tt_compare_dotted(a->version, b->version) : 0;
    if (order == 0 && a->down != b->down) {
        return a->down ? 1 : -1;
    }
    if (order == 0 && !versioned) {
        order = tt_str_compare(tt_str_from(tt_last_part(a->name)),
                               tt_str_from(tt_last_part(b->name)));
    }
    return order != 0 ? order : by_name(left, right);
}

void tt_put_in_order(struct tt_series *series)
{
    static int (*const compare[])(const void *, const void *) = {
        [TT_ORDER_NATURAL] = by_natural, [TT_ORDER_NUMBER] = by_number,
        [TT_ORDER_DOTTED] = by_dotted,   [TT_ORDER_NAME] = by_name,
        [TT_ORDER_LISTED] = by_name,
    };
    if (series->migrations.count > 0) {
        qsort(series->migrations.items, series->migrations.count,
              sizeof(series->migrations.items[0]), compare[series->layout->order]);
    }
}

/* --- what the order tells --------------------------------------------------------- */

static int compare_versions(const struct tt_layout *layout, struct tt_str a, struct tt_str b)
{
    return layout->order == TT_ORDER_DOTTED ? tt_compare_dotted(a, b)
                                            : tt_compare_numbers(a, b);
}

static bool is_called(const struct tt_migration_file *migration, struct tt_str name_or_version)
{
    return tt_str_equal(migration->version, name_or_version) ||
           tt_str_is(name_or_version, migration->name);
}

/* Where no migration is called so, versions up to it count. */
static void mark_history(const struct tt_layout *layout, const char *lint_after,
                         struct tt_migration_file *migrations, size_t count)
{
    struct tt_str last = tt_str_from(lint_after);
    size_t end = 0;
    for (size_t i = 0; i < count; i++) {
        end = is_called(&migrations[i], last) ? i + 1 : end;
    }
    for (size_t i = 0; i < count; i++) {
        bool versioned = migrations[i].version.len > 0;
        bool before = end > 0 ? i < end
                              : versioned &&
                                    compare_versions(layout, migrations[i].version, last) <= 0;
        migrations[i].is_history = migrations[i].is_history || before;
    }
}

static bool same_version(const struct tt_layout *layout, const struct tt_migration_file *a,
                         const struct tt_migration_file *b)
{
    return a->version.len > 0 && a->down == b->down &&
           compare_versions(layout, a->version, b->version) == 0;
}

static void find_same_versions(const struct tt_layout *layout,
                               struct tt_migration_file *migrations, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct tt_migration_file *a = &migrations[i - 1], *b = &migrations[i];
        if (same_version(layout, a, b)) {
            a->same_version = b->name;
            b->same_version = a->name;
        }
    }
}

static void find_latecomers(struct tt_migration_file *migrations, size_t count)
{
    const char *ran = NULL; /* the nearest behind */
    for (size_t i = count; i > 0; i--) {
        struct tt_migration_file *each = &migrations[i - 1];
        if (each->version.len == 0 || each->down) {
            continue;
        }
        if (each->is_history) {
            ran = each->name;
        } else if (!each->is_edited) {
            each->sorts_before = ran;
        }
    }
}

void tt_look_at_order(const struct tt_project_options *options, struct tt_series *series,
                      size_t first)
{
    const struct tt_layout *layout = series->layout;
    struct tt_migration_file *migrations = series->migrations.items + first;
    size_t count = series->migrations.count - first;
    if (series->lint_after) {
        mark_history(layout, series->lint_after, migrations, count);
    }
    if (layout->unique) {
        find_same_versions(layout, migrations, count);
    }
    if (options->knows_new) {
        find_latecomers(migrations, count);
    }
}

void tt_keep_what_ran(struct tt_series *series)
{
    size_t last = 0, kept = 0;
    for (size_t i = 0; i < series->migrations.count; i++) {
        last = !series->migrations.items[i].is_history ? i : last;
    }
    for (size_t i = 0; i < series->migrations.count; i++) {
        const struct tt_migration_file *each = &series->migrations.items[i];
        if (!each->is_history || (i < last && !each->down)) {
            series->migrations.items[kept++] = *each;
        }
    }
    series->migrations.count = kept;
}
