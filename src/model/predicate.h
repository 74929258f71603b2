/*
 * What a CHECK or a partition's bounds say of rows, kept so that one can be
 * proved from another as PostgreSQL's predtest.c proves it.
 */
#ifndef MODEL_PREDICATE_H
#define MODEL_PREDICATE_H

#include "model/catalog.h"
#include "model/step.h"

enum tt_test_kind {
    TT_TEST_ALL, /* every part; of no parts: true */
    TT_TEST_ANY, /* one of the parts; of no parts: false */
    TT_TEST_COMPARE,
    TT_TEST_NULL,
    TT_TEST_NOT_NULL,
    TT_TEST_OTHER, /* not understood */
};

/* In the order of btree's strategies. */
enum tt_comparison {
    TT_LESS,
    TT_LESS_EQUAL,
    TT_EQUAL,
    TT_GREATER_EQUAL,
    TT_GREATER,
    TT_UNEQUAL
};

struct tt_test {
    enum tt_test_kind kind;
    const struct tt_test *const *parts;
    size_t count;
    const struct tt_column *column; /* of a comparison or a test for NULL */
    enum tt_comparison comparison;
    struct tt_str value; /* a constant as its type reads it, without quotes */
};

/* From an expression over the relation's columns; lives as long as the catalog. */
const struct tt_test *tt_test_of(struct tt_step *step, const struct tt_relation *relation,
                                 const struct tt_node *expr);
const struct tt_test *tt_test_join(struct tt_model *model, enum tt_test_kind kind,
                                   const struct tt_test *const *parts, size_t count);
const struct tt_test *tt_test_compare(struct tt_model *model, const struct tt_column *column,
                                      enum tt_comparison comparison, struct tt_str value);
const struct tt_test *tt_test_null(struct tt_model *model, const struct tt_column *column,
                                   bool is_null);
/* The opposite, as negate_clause() pushes NOT down. */
const struct tt_test *tt_test_negate(struct tt_model *model, const struct tt_test *test);

/*
 * The constant that a node spells, as text; false for anything else, and for a
 * cast that the column's type would not stand for. NULL is no constant here.
 */
bool tt_constant_text(struct tt_step *step, const struct tt_column *column,
                      const struct tt_node *wrapped, struct tt_str *ret_text);
/* Compares two constants of a column's type; false when this can't be told. */
bool tt_compare_constants(const struct tt_type *type, struct tt_str a, struct tt_str b,
                          int *ret_order);

/*
 * predicate_implied_by() with weak implication: no row that `given` is not
 * false for can make `claim` false. Columns are matched by name.
 */
bool tt_test_implies(const struct tt_test *given, const struct tt_test *claim);

#endif
