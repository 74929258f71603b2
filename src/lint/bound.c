#include "lint/bound.h"

#include "base/arena.h"
#include "model/partition_bound.h"

static struct tt_str list_of(struct tt_arena *arena, struct tt_data data)
{
    struct tt_str list = TT_STR("");
    for (size_t i = 0; i < data.count; i++) {
        if (data.items[i].kind == TT_DATUM_VALUE) {
            list = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(list),
                                 list.len > 0 ? ", " : "",
                                 TT_ARG(tt_quote_string(arena, data.items[i].text)));
        }
    }
    return list;
}

static bool is_plain(const struct tt_bound *bound)
{
    const struct tt_data *all[] = {&bound->list, &bound->lower, &bound->upper};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        for (size_t j = 0; j < all[i]->count; j++) {
            enum tt_datum_kind kind = all[i]->items[j].kind;
            if (kind == TT_DATUM_NULL || kind == TT_DATUM_UNKNOWN) {
                return false;
            }
        }
    }
    return !bound->is_default && bound->strategy != TT_PARTITION_BY_HASH;
}

/* "k >= 'a'"; empty for MINVALUE and MAXVALUE. */
static struct tt_str side(struct tt_arena *arena, struct tt_str column, const char *sign,
                          struct tt_data data)
{
    if (data.count != 1 || data.items[0].kind != TT_DATUM_VALUE) {
        return TT_STR("");
    }
    return tt_str_format(arena, TT_FMT " %s " TT_FMT, TT_ARG(column), sign,
                         TT_ARG(tt_quote_string(arena, data.items[0].text)));
}

static struct tt_str range_of(struct tt_arena *arena, struct tt_str column,
                              const struct tt_bound *bound, bool outside)
{
    struct tt_str low = side(arena, column, outside ? "<" : ">=", bound->lower);
    struct tt_str high = side(arena, column, outside ? ">=" : "<", bound->upper);
    return tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(low),
                         low.len == 0 || high.len == 0 ? ""
                         : outside                     ? " OR "
                                                       : " AND ",
                         TT_ARG(high));
}

struct tt_str tt_sql_within(struct tt_check *check, const struct tt_relation *parent,
                            const struct tt_relation *partition, bool outside)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_bound *bound = partition->bound;
    if (!bound || parent->partition_key.count != 1 || !parent->partition_key.items[0] ||
        !is_plain(bound)) {
        return TT_STR("...");
    }
    struct tt_str column = tt_quote(arena, parent->partition_key.items[0]->name);
    struct tt_str test = bound->strategy == TT_PARTITION_BY_RANGE
                             ? range_of(arena, column, bound, outside)
                             : tt_str_format(arena, TT_FMT "%s IN (" TT_FMT ")", TT_ARG(column),
                                             outside ? " NOT" : "",
                                             TT_ARG(list_of(arena, bound->list)));
    return tt_str_format(arena, TT_FMT " IS %sNULL%s" TT_FMT, TT_ARG(column),
                         outside ? "" : "NOT ",
                         test.len == 0 ? ""
                         : outside     ? " OR "
                                       : " AND ",
                         TT_ARG(test));
}

struct tt_str tt_sql_bound(const struct tt_relation *partition)
{
    return partition->bound ? partition->bound->text : TT_STR("FOR VALUES ...");
}
