#include "model/partition_bound.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/alter.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/state.h"
#include "model/type_check.h"

/* transformPartitionBoundValue() */
static void check_value(struct tt_step *step, const struct tt_column *column,
                        const struct tt_node *wrapped)
{
    struct tt_str text = tt_node_text(tt_node_get(tt_node_as(wrapped, "A_Const"), "sval"),
                                      "sval");
    const char *error = text.len > 0 ? tt_text_error(step->model, &column->type, text) : NULL;
    struct tt_type type = tt_expr_type(step->model, NULL, wrapped);
    if (!tt_check_expr(step, NULL, TT_EXPR_PARTITION_BOUND, wrapped)) {
        return;
    }
    if (!error && tt_type_known(&type) && tt_type_known(&column->type) &&
        tt_conversion_of(step->model, &type, &column->type, column->name, NULL).conversion ==
            TT_CONVERSION_REFUSED) {
        error = "42804";
    }
    if (error) {
        tt_refused(step, NULL, error, "a bound is no " TT_FMT,
                   TT_ARG(tt_type_format(&step->model->scratch, &column->type)));
    }
}

static struct tt_datum read_datum(struct tt_step *step, const struct tt_column *column,
                                  const struct tt_node *wrapped)
{
    const struct tt_node *reference = tt_node_as(wrapped, "ColumnRef");
    struct tt_str word = tt_node_string(tt_node_last(tt_node_get(reference, "fields")));
    struct tt_datum datum = {.kind = TT_DATUM_UNKNOWN};
    bool limit = tt_str_is(word, "minvalue") || tt_str_is(word, "maxvalue");
    if (!limit && column) {
        check_value(step, column, wrapped);
    }
    if (tt_str_is(word, "minvalue")) {
        datum.kind = TT_DATUM_MINIMUM;
    } else if (tt_str_is(word, "maxvalue")) {
        datum.kind = TT_DATUM_MAXIMUM;
    } else if (tt_node_flag(tt_node_as(wrapped, "A_Const"), "isnull")) {
        datum.kind = TT_DATUM_NULL;
    } else if (tt_constant_text(step, column, wrapped, &datum.text)) {
        datum.kind = TT_DATUM_VALUE;
    }
    return datum;
}

static const struct tt_column *key_column(const struct tt_relation *parent, size_t index)
{
    return index < parent->partition_key.count ? parent->partition_key.items[index] : NULL;
}

/* Of a list all belong to the only column of the key. */
static struct tt_data read_data(struct tt_step *step, const struct tt_relation *parent,
                                const struct tt_node *list, bool one_column)
{
    struct tt_data data = {0};
    data.items = tt_new_array(&step->model->arena, struct tt_datum, tt_node_count(list));
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        const struct tt_column *column = key_column(parent, one_column ? 0 : data.count);
        data.items[data.count++] = read_datum(step, column, each);
    }
    return data;
}

/* Up to the last of the brackets that belong to it. */
static struct tt_str text_of(struct tt_step *step, const struct tt_node *spec, bool range)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_span rest = stmt->span, inside = {0};
    size_t start = tt_stmt_offset(stmt, spec);
    rest.start = start;
    for (int i = 0; i < (range ? 2 : 1) && tt_stmt_in_brackets(stmt, rest, &inside); i++) {
        rest.start = inside.end + 1;
    }
    struct tt_str text = tt_str_slice(stmt->text, start - stmt->span.start,
                                      rest.start - stmt->span.start);
    return tt_str_format(&step->model->arena, "FOR VALUES " TT_FMT, TT_ARG(text));
}

const struct tt_bound *tt_bound_of(struct tt_step *step, const struct tt_relation *parent,
                                   const struct tt_node *spec)
{
    struct tt_bound *bound = tt_new(&step->model->arena, struct tt_bound);
    struct tt_str strategy = tt_node_text(spec, "strategy");
    bound->is_default = tt_node_flag(spec, "is_default");
    bound->strategy = tt_str_is(strategy, "l")   ? TT_PARTITION_BY_LIST
                      : tt_str_is(strategy, "r") ? TT_PARTITION_BY_RANGE
                                                 : TT_PARTITION_BY_HASH;
    bound->list = read_data(step, parent, tt_node_get(spec, "listdatums"), true);
    bound->lower = read_data(step, parent, tt_node_get(spec, "lowerdatums"), false);
    bound->upper = read_data(step, parent, tt_node_get(spec, "upperdatums"), false);
    bound->text = bound->is_default
                      ? TT_STR("DEFAULT")
                      : text_of(step, spec, bound->strategy == TT_PARTITION_BY_RANGE);
    bound->modulus = tt_node_int(spec, "modulus", 0);
    bound->remainder = tt_node_int(spec, "remainder", 0);
    return bound;
}

/* --- overlaps ---------------------------------------------------------------- */

/* What one datum and another compare as; UNKNOWN when this can't be told. */
enum order { ORDER_LESS, ORDER_EQUAL, ORDER_GREATER, ORDER_UNKNOWN };

static enum order order_of(int order)
{
    return order < 0 ? ORDER_LESS : order > 0 ? ORDER_GREATER : ORDER_EQUAL;
}

static enum order compare_data(const struct tt_column *column, const struct tt_datum *a,
                               const struct tt_datum *b)
{
    static const int ranks[] = {[TT_DATUM_MINIMUM] = -1,
                                [TT_DATUM_VALUE] = 0,
                                [TT_DATUM_MAXIMUM] = 1,
                                [TT_DATUM_NULL] = 2};
    if (a->kind == TT_DATUM_UNKNOWN || b->kind == TT_DATUM_UNKNOWN) {
        return ORDER_UNKNOWN;
    }
    if (a->kind != TT_DATUM_VALUE || b->kind != TT_DATUM_VALUE) {
        return order_of(ranks[a->kind] - ranks[b->kind]);
    }
    struct tt_type unknown = {0};
    int order = 0;
    return tt_compare_constants(column ? &column->type : &unknown, a->text, b->text, &order)
               ? order_of(order)
               : ORDER_UNKNOWN;
}

/* partition_rbound_cmp(): behind MINVALUE and MAXVALUE nothing counts. */
static enum order compare_bounds(const struct tt_relation *parent, struct tt_data a,
                                 struct tt_data b)
{
    for (size_t i = 0; i < a.count && i < b.count; i++) {
        enum order order = compare_data(key_column(parent, i), &a.items[i], &b.items[i]);
        if (order != ORDER_EQUAL || a.items[i].kind != TT_DATUM_VALUE) {
            return order;
        }
    }
    return ORDER_EQUAL;
}

struct tt_relation *tt_default_partition(const struct tt_relation *parent)
{
    struct tt_relation *found = parent->default_partition;
    bool is = found && found->is_partition && found->parent == parent && found->bound &&
              found->bound->is_default;
    return is ? found : NULL;
}

static void note_highest(struct tt_model *model, struct tt_relation *parent,
                         const struct tt_bound *bound)
{
    enum order order = parent->highest
                           ? compare_bounds(parent, bound->upper, parent->highest->upper)
                           : ORDER_GREATER;
    if (order == ORDER_GREATER) {
        tt_set(model, parent->highest, bound);
    } else if (order == ORDER_UNKNOWN) {
        tt_set(model, parent->unordered, true);
        tt_set(model, parent->highest, NULL);
    }
}

void tt_set_bound(struct tt_model *model, struct tt_relation *parent, struct tt_relation *child,
                  const struct tt_bound *bound)
{
    tt_set(model, child->is_partition, true);
    tt_set(model, child->bound, bound);
    if (bound->is_default) {
        tt_set(model, parent->default_partition, child);
    } else if (bound->strategy == TT_PARTITION_BY_RANGE && !parent->unordered) {
        note_highest(model, parent, bound);
    }
}

static bool lists_overlap(const struct tt_relation *parent, struct tt_data a, struct tt_data b)
{
    for (size_t i = 0; i < a.count; i++) {
        for (size_t j = 0; j < b.count; j++) {
            if (compare_data(key_column(parent, 0), &a.items[i], &b.items[j]) == ORDER_EQUAL) {
                return true;
            }
        }
    }
    return false;
}

static long common_divisor(long a, long b)
{
    while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool overlap(const struct tt_relation *parent, const struct tt_bound *a,
                    const struct tt_bound *b)
{
    if (a->is_default || b->is_default || a->strategy != b->strategy) {
        return a->is_default && b->is_default;
    }
    switch (a->strategy) {
    case TT_PARTITION_BY_LIST:
        return lists_overlap(parent, a->list, b->list);
    case TT_PARTITION_BY_RANGE:
        return compare_bounds(parent, a->lower, b->upper) == ORDER_LESS &&
               compare_bounds(parent, b->lower, a->upper) == ORDER_LESS;
    case TT_PARTITION_BY_HASH:
        return a->modulus > 0 && b->modulus > 0 &&
               (a->remainder - b->remainder) % common_divisor(a->modulus, b->modulus) == 0;
    case TT_NOT_PARTITIONED:
        break;
    }
    return false;
}

/* Each modulus must be a factor of the next larger one. */
static bool moduli_clash(const struct tt_bound *a, const struct tt_bound *b)
{
    long small = a->modulus < b->modulus ? a->modulus : b->modulus;
    long large = a->modulus < b->modulus ? b->modulus : a->modulus;
    return a->strategy == TT_PARTITION_BY_HASH && b->strategy == TT_PARTITION_BY_HASH &&
           small > 0 && large % small != 0;
}

static void refuse(struct tt_step *step, struct tt_relation *parent, const char *sqlstate,
                   struct tt_str why)
{
    tt_add_failure(step, TT_FAILS_ALWAYS, sqlstate, parent, why);
}

/* validateInfiniteBounds() */
static bool ends_early(struct tt_data data)
{
    for (size_t i = 1; i < data.count; i++) {
        enum tt_datum_kind before = data.items[i - 1].kind;
        if ((before == TT_DATUM_MINIMUM || before == TT_DATUM_MAXIMUM) &&
            data.items[i].kind != before) {
            return true;
        }
    }
    return false;
}

/* transformPartitionBound() in parse_utilcmd.c. */
static bool check_form(struct tt_step *step, struct tt_relation *parent,
                       const struct tt_bound *bound)
{
    size_t columns = parent->partition_key.count;
    if (parent->strategy == TT_NOT_PARTITIONED) {
        return false;
    }
    if (bound->is_default) {
        if (parent->strategy == TT_PARTITION_BY_HASH) {
            refuse(step, parent, "42P16",
                   TT_STR("a table partitioned by hash has no default partition"));
        }
        return true;
    }
    if (bound->strategy != parent->strategy) {
        refuse(step, parent, "42P16", TT_STR("the table is not partitioned in that way"));
        return false;
    }
    if (bound->strategy == TT_PARTITION_BY_RANGE &&
        (bound->lower.count != columns || bound->upper.count != columns)) {
        refuse(step, parent, "42P16", TT_STR("the bounds don't have a value for each column"));
        return false;
    }
    if (ends_early(bound->lower) || ends_early(bound->upper)) {
        refuse(step, parent, "42804",
               TT_STR("behind MINVALUE or MAXVALUE there can only be the same"));
        return false;
    }
    if (bound->strategy == TT_PARTITION_BY_HASH &&
        (bound->modulus <= 0 || bound->remainder >= bound->modulus)) {
        refuse(step, parent, "42P16", TT_STR("the remainder must be less than the modulus"));
    }
    return true;
}

static void refuse_overlap(struct tt_step *step, struct tt_relation *parent,
                           const struct tt_relation *other)
{
    refuse(step, parent, "42P17",
           tt_str_format(&step->model->scratch, "it would overlap partition \"" TT_FMT "\"",
                         TT_ARG(other->name.name)));
}

/* Ranges mostly come in their order: then there is nothing to look through. */
static bool is_behind_all(const struct tt_relation *parent, const struct tt_bound *bound)
{
    enum order order = parent->highest && bound->strategy == TT_PARTITION_BY_RANGE
                           ? compare_bounds(parent, bound->lower, parent->highest->upper)
                           : ORDER_UNKNOWN;
    return order == ORDER_EQUAL || order == ORDER_GREATER;
}

void tt_check_bound(struct tt_step *step, struct tt_relation *parent,
                    const struct tt_bound *bound)
{
    if (!check_form(step, parent, bound)) {
        return;
    }
    enum order order = compare_bounds(parent, bound->lower, bound->upper);
    if (!bound->is_default && bound->strategy == TT_PARTITION_BY_RANGE &&
        (order == ORDER_EQUAL || order == ORDER_GREATER)) {
        refuse(step, parent, "42P17", TT_STR("the range is empty"));
    }
    const struct tt_relation *other = bound->is_default ? tt_default_partition(parent) : NULL;
    if (other) {
        refuse_overlap(step, parent, other);
    }
    bool alone = bound->is_default || is_behind_all(parent, bound);
    for (struct tt_relation *each = alone ? NULL : parent->children; each;
         each = each->next_sibling) {
        if (!each->is_partition || !each->bound) {
            continue;
        }
        if (overlap(parent, bound, each->bound)) {
            refuse_overlap(step, parent, each);
        } else if (moduli_clash(bound, each->bound)) {
            refuse(step, parent, "42P17",
                   TT_STR("each modulus must be a factor of the next larger one"));
        }
    }
}
