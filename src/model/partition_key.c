/* PARTITION BY: the columns and expressions that divide a table. */
#include "model/alter.h"
#include "model/expr_kind.h"
#include "model/partition.h"
#include "model/state.h"
#include "model/type_check.h"
#include "model/volatility.h"
#include "model/written.h"

/* Grammar 15 spells the strategy as SQL does. */
static enum tt_partition_strategy strategy_of(const struct tt_node *spec)
{
    struct tt_str strategy = tt_node_text(spec, "strategy");
    if (tt_str_is(strategy, "PARTITION_STRATEGY_LIST") ||
        tt_str_equal_nocase(strategy, TT_STR("list"))) {
        return TT_PARTITION_BY_LIST;
    }
    if (tt_str_is(strategy, "PARTITION_STRATEGY_RANGE") ||
        tt_str_equal_nocase(strategy, TT_STR("range"))) {
        return TT_PARTITION_BY_RANGE;
    }
    return spec ? TT_PARTITION_BY_HASH : TT_NOT_PARTITIONED;
}

/* ComputePartitionAttrs() */
static void check_key(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *element, enum tt_partition_strategy strategy)
{
    struct tt_str name = tt_node_text(element, "name");
    const struct tt_node *expr = tt_node_get(element, "expr");
    const struct tt_column *column = name.len > 0 ? tt_find_column(relation, name) : NULL;
    bool by_hash = strategy == TT_PARTITION_BY_HASH;
    if (name.len > 0 && tt_is_system_column(name)) {
        tt_refused(step, relation, "42P17", "\"" TT_FMT "\" is a system column", TT_ARG(name));
    } else if (column && column->generated) {
        tt_refused(step, relation, "42P17", "column \"" TT_FMT "\" is generated", TT_ARG(name));
    } else if (column && !tt_type_has_order(&column->type) &&
               !tt_node_get(element, "opclass") &&
               !(by_hash && tt_str_is(column->type.name, "xid"))) {
        tt_refused(step, relation, "42704", "values of \"" TT_FMT "\" have no order",
                   TT_ARG(name));
    } else if (expr && tt_check_expr(step, relation, TT_EXPR_PARTITION_KEY, expr)) {
        struct tt_computed value = tt_compute(step->model, expr);
        if ((value.volatility >= TT_STABLE && !value.assumed) ||
            value.constant != TT_NOT_CONSTANT) {
            tt_refused(step, relation, "42P17", "the partition key is %s",
                       value.volatility >= TT_STABLE ? "not immutable" : "a constant");
        }
    }
}

void tt_read_partition_key(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *spec = tt_node_get(step->node, "partspec");
    const struct tt_node *params = tt_node_get(spec, "partParams");
    struct tt_columns key = {0};
    struct tt_arena *arena = &step->model->arena;
    if (tt_refuse_keys(step, relation, tt_node_count(params))) {
        return;
    }
    key.items = tt_new_array(arena, struct tt_column *, tt_node_count(params));
    relation->partition_expressions = tt_new_array(arena, const struct tt_written *,
                                                   tt_node_count(params));
    size_t count = 0;
    const struct tt_span *spans = spec ? tt_stmt_list(arena, step->stmt,
                                                      tt_stmt_clause(step->stmt, spec), &count)
                                       : NULL;
    const struct tt_node *each = tt_node_first(params);
    for (; each; each = tt_node_next(each), key.count++) {
        const struct tt_node *element = tt_node_as(each, "PartitionElem");
        struct tt_str name = tt_node_text(element, "name");
        check_key(step, relation, element, strategy_of(spec));
        if (name.len > 0) {
            key.items[key.count] = tt_altered_column(step, relation, name);
        } else if (key.count < count) {
            relation->partition_expressions[key.count] = tt_written_of(step, relation,
                                                                       spans[key.count], each);
        }
    }
    relation->partition_key = key;
    relation->strategy = strategy_of(spec);
    if (relation->strategy == TT_PARTITION_BY_LIST && key.count > 1) {
        tt_refused(step, relation, "42P17", "a list has only one column");
    }
    if (spec && relation->unlogged && step->model->pg_version >= 18) {
        tt_refused(step, relation, "0A000", "a partitioned table stores nothing to log");
    }
}
