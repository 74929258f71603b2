#include "project/order.h"

#include <stdlib.h>

#include "base/str.h"

static struct tt_str without_zeros(struct tt_str number)
{
    size_t start = 0;
    while (start + 1 < number.len && number.ptr[start] == '0') {
        start++;
    }
    return tt_str_slice(number, start, number.len);
}

int tt_compare_numbers(struct tt_str a, struct tt_str b)
{
    a = without_zeros(a);
    b = without_zeros(b);
    if (a.len != b.len) {
        return a.len < b.len ? -1 : 1;
    }
    return tt_str_compare(a, b);
}

static int by_name(const void *left, const void *right)
{
    const struct tt_migration *a = left, *b = right;
    return tt_str_compare(tt_str_from(a->name), tt_str_from(b->name));
}

static int by_natural(const void *left, const void *right)
{
    const struct tt_migration *a = left, *b = right;
    int order = tt_str_compare_natural(tt_str_from(a->name), tt_str_from(b->name));
    return order != 0 ? order : by_name(left, right);
}

static int by_number(const void *left, const void *right)
{
    const struct tt_migration *a = left, *b = right;
    int order = tt_compare_numbers(a->version, b->version);
    if (order == 0 && a->down != b->down) {
        return a->down ? 1 : -1;
    }
    return order != 0 ? order : by_name(left, right);
}

void tt_put_in_order(struct tt_series *series)
{
    static int (*const compare[])(const void *, const void *) = {
        [TT_ORDER_NATURAL] = by_natural,
        [TT_ORDER_NUMBER] = by_number,
        [TT_ORDER_NAME] = by_name,
        [TT_ORDER_LISTED] = by_name,
    };
    if (series->migrations.count > 0) {
        qsort(series->migrations.items, series->migrations.count,
              sizeof(series->migrations.items[0]), compare[series->layout->order]);
    }
}
