#include "model/key_check.h"

#include "model/alter.h"
#include "model/state.h"
#include "model/type_check.h"

/* DefineIndex(): rows that could clash must be in one partition. */
void tt_refuse_key_of_partitions(struct tt_step *step, const struct tt_constraint *key)
{
    struct tt_relation *relation = key->relation;
    struct tt_columns wanted = relation->partition_key;
    if (key->kind == TT_EXCLUSION && tt_model_pg_version(step->model) < 17) {
        tt_refused(step, relation, "0A000", "partitioned tables take no EXCLUDE before 17");
    }
    for (size_t i = 0; i < wanted.count; i++) {
        if (!wanted.items[i] || !tt_columns_hold(key->columns, wanted.items[i])) {
            tt_refused(step, relation, "0A000", "the key must hold all of the partition key");
        }
    }
}

/* GetIndexOpClass(): what is unique is put in order. */
void tt_refuse_unordered(struct tt_step *step, const struct tt_constraint *key)
{
    for (size_t i = 0; key->kind != TT_EXCLUSION && i < key->columns.count; i++) {
        const struct tt_column *column = key->columns.items[i];
        if (!tt_type_has_order(&column->type)) {
            tt_refused(step, key->relation, "42704", "values of \"" TT_FMT "\" have no order",
                       TT_ARG(column->name));
        } else if (column->is_virtual) {
            tt_refused(step, key->relation, "0A000", "a virtual column has no keys");
        }
    }
}

/* DESC, NULLS FIRST, or an operator class that is not the default. */
static bool has_own_order(const struct tt_index *index)
{
    static const struct tt_str ending = {"_pattern_ops", 12};
    for (size_t i = 0; i < index->key_count; i++) {
        struct tt_str by = index->keys[i].operator_class;
        bool pattern = by.len > ending.len &&
                       tt_str_equal(tt_str_slice(by, by.len - ending.len, by.len), ending);
        if (pattern || index->keys[i].reversed) {
            return true;
        }
    }
    return false;
}

/* transformIndexConstraint() takes over only a plain unique index that is nobody's. */
void tt_refuse_index(struct tt_step *step, struct tt_relation *relation, struct tt_str name)
{
    const struct tt_index *index = tt_find_index(step->model,
                                                 (struct tt_name){relation->name.schema, name});
    if (relation->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "0A000", "a partitioned table takes no USING INDEX");
    } else if (!index && relation->known) {
        tt_refused(step, relation, "42704", "there is no index \"" TT_FMT "\"", TT_ARG(name));
    } else if (index && index->relation != relation) {
        tt_refused(step, relation, "55000", "index \"" TT_FMT "\" is of another table",
                   TT_ARG(name));
    } else if (index && index->constraint) {
        tt_refused(step, relation, "55000", "index \"" TT_FMT "\" is a constraint's already",
                   TT_ARG(name));
    } else if (index && !index->valid) {
        tt_refused(step, relation, "55000", "index \"" TT_FMT "\" is not valid", TT_ARG(name));
    } else if (index && (!index->unique || index->computed)) {
        tt_refused(step, relation, "42809", "index \"" TT_FMT "\" is %s", TT_ARG(name),
                   index->unique ? "partial, or on an expression" : "not unique");
    } else if (index && has_own_order(index)) {
        tt_refused(step, relation, "42809", "index \"" TT_FMT "\" is in an order of its own",
                   TT_ARG(name));
    }
}
