/* What a partition's bounds say of its rows, as partbounds.c puts it. */
#include "base/arena.h"
#include "base/vec.h"
#include "model/partition_bound.h"
#include "model/state.h"

typedef TT_VEC(const struct tt_test *) test_list;

/* More values than that PostgreSQL does not look into (MAX_SAOP_ARRAY_SIZE, predtest.c). */
enum { LIST_VALUES_MAX = 100 };

static const struct tt_test *unknown(struct tt_model *model)
{
    struct tt_test *test = tt_new(&model->arena, struct tt_test);
    test->kind = TT_TEST_OTHER;
    return test;
}

static void add(struct tt_model *model, test_list *list, const struct tt_test *test)
{
    tt_vec_push(&model->arena, list, test);
}

static const struct tt_test *join(struct tt_model *model, enum tt_test_kind kind,
                                  const test_list *list)
{
    return tt_test_join(model, kind, list->items, list->count);
}

/* get_qual_for_list() */
static const struct tt_test *list_test(struct tt_model *model, const struct tt_column *column,
                                       struct tt_data data)
{
    test_list values = {0}, both = {0};
    bool takes_null = false;
    for (size_t i = 0; i < data.count; i++) {
        if (data.items[i].kind == TT_DATUM_VALUE) {
            add(model, &values, tt_test_compare(model, column, TT_EQUAL, data.items[i].text));
        } else if (data.items[i].kind == TT_DATUM_NULL) {
            takes_null = true;
        } else {
            return unknown(model);
        }
    }
    if (values.count > LIST_VALUES_MAX) {
        return unknown(model);
    }
    add(model, &both, tt_test_null(model, column, takes_null));
    add(model, &both, join(model, TT_TEST_ANY, &values));
    return join(model, takes_null ? TT_TEST_ANY : TT_TEST_ALL, &both);
}

/*
 * One side of a range from column `from` of the key on: the columns before it are
 * equal in both bounds. (a > 1) OR (a = 1 AND b >= 2), and so on.
 */
static const struct tt_test *side_test(struct tt_model *model, struct tt_columns key,
                                       struct tt_data data, size_t from, bool lower)
{
    enum tt_datum_kind open = lower ? TT_DATUM_MINIMUM : TT_DATUM_MAXIMUM;
    test_list arms = {0};
    for (size_t end = from; end < data.count && data.items[end].kind == TT_DATUM_VALUE; end++) {
        test_list arm = {0};
        for (size_t i = from; i < end; i++) {
            add(model, &arm,
                tt_test_compare(model, key.items[i], TT_EQUAL, data.items[i].text));
        }
        bool last = end + 1 == data.count;
        bool equal = lower && (last || data.items[end + 1].kind == open);
        bool below = !lower && !last && data.items[end + 1].kind == open;
        add(model, &arm,
            tt_test_compare(model, key.items[end],
                            lower ? (equal ? TT_GREATER_EQUAL : TT_GREATER)
                                  : (below ? TT_LESS_EQUAL : TT_LESS),
                            data.items[end].text));
        add(model, &arms, join(model, TT_TEST_ALL, &arm));
    }
    bool unbounded = from < data.count && data.items[from].kind == open;
    return unbounded ? tt_test_join(model, TT_TEST_ALL, NULL, 0)
                     : join(model, TT_TEST_ANY, &arms);
}

/* get_qual_for_range() */
static const struct tt_test *range_test(struct tt_model *model, struct tt_columns key,
                                        const struct tt_bound *bound)
{
    struct tt_data lower = bound->lower, upper = bound->upper;
    test_list all = {0};
    if (lower.count != key.count || upper.count != key.count) {
        return unknown(model);
    }
    for (size_t i = 0; i < key.count; i++) {
        if (!key.items[i] || lower.items[i].kind == TT_DATUM_UNKNOWN ||
            upper.items[i].kind == TT_DATUM_UNKNOWN) {
            return unknown(model);
        }
        add(model, &all, tt_test_null(model, key.items[i], false));
    }
    size_t same = 0;
    for (int order = 0; same < key.count; same++) {
        if (lower.items[same].kind != TT_DATUM_VALUE ||
            upper.items[same].kind != TT_DATUM_VALUE ||
            !tt_compare_constants(&key.items[same]->type, lower.items[same].text,
                                  upper.items[same].text, &order) ||
            order != 0) {
            break;
        }
        add(model, &all,
            tt_test_compare(model, key.items[same], TT_EQUAL, lower.items[same].text));
    }
    if (same < key.count) {
        add(model, &all, side_test(model, key, lower, same, true));
        add(model, &all, side_test(model, key, upper, same, false));
    }
    return join(model, TT_TEST_ALL, &all);
}

/* None of what the other partitions hold. */
static const struct tt_test *default_test(struct tt_model *model,
                                          const struct tt_relation *parent)
{
    test_list others = {0};
    for (struct tt_relation *each = parent->children; each; each = each->next_sibling) {
        if (each->bound && each->bound->is_default) {
            continue;
        }
        add(model, &others, tt_bound_test(model, parent, each->bound));
    }
    return tt_test_negate(model, join(model, TT_TEST_ANY, &others));
}

const struct tt_test *tt_bound_test(struct tt_model *model, const struct tt_relation *parent,
                                    const struct tt_bound *bound)
{
    if (!bound || parent->partition_key.count == 0) {
        return unknown(model);
    }
    if (bound->is_default) {
        return default_test(model, parent);
    }
    const struct tt_column *first = parent->partition_key.items[0];
    if (bound->strategy == TT_PARTITION_BY_LIST && first) {
        return list_test(model, first, bound->list);
    }
    if (bound->strategy == TT_PARTITION_BY_RANGE) {
        return range_test(model, parent->partition_key, bound);
    }
    return unknown(model); /* satisfies_hash_partition() */
}
