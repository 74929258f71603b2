/* What DefineIndex() refuses. */
#include "model/index_check.h"
#include "model/alter.h"
#include "model/expr_kind.h"
#include "model/state.h"
#include "model/type_check.h"
#include "model/volatility.h"

static const struct {
    const char *method;
    bool unique;
    bool several; /* columns */
    int includes; /* the release since which INCLUDE works; 0: none */
} methods[] = {
    {"brin", false, true, 0},  {"btree", true, true, 11}, {"gin", false, true, 0},
    {"gist", false, true, 12}, {"hash", false, false, 0}, {"spgist", false, false, 14},
};

/* amcanunique, amcanmulticol and amcaninclude of the access methods that come with it. */
static void check_method(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_str method = tt_node_text(step->node, "accessMethod");
    bool unique = tt_node_flag(step->node, "unique");
    bool includes = tt_node_get(step->node, "indexIncludingParams") != NULL;
    bool several = tt_node_count(tt_node_get(step->node, "indexParams")) > 1;
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        bool included = methods[i].includes > 0 &&
                        step->model->pg_version >= methods[i].includes;
        if (tt_str_is(method, methods[i].method) &&
            ((unique && !methods[i].unique) || (several && !methods[i].several) ||
             (includes && !included))) {
            tt_refused(step, relation, "0A000", "a %s index can't be like this",
                       methods[i].method);
        }
    }
}

static void check_columns(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *params, bool included)
{
    struct tt_str method = tt_node_text(step->node, "accessMethod");
    for (const struct tt_node *each = tt_node_first(params); each; each = tt_node_next(each)) {
        const struct tt_node *element = tt_node_as(each, "IndexElem");
        struct tt_str name = tt_node_text(element, "name");
        const struct tt_column *column = tt_find_column(relation, name);
        if (name.len == 0) {
            if (included) {
                tt_refused(step, relation, "0A000", "INCLUDE takes plain columns");
            }
            continue;
        }
        if (column && tt_node_get(element, "collation") && !tt_type_collatable(&column->type)) {
            tt_refused(step, relation, "42804", "the type of \"" TT_FMT "\" has no collations",
                       TT_ARG(name));
        }
        if (tt_is_system_column(name)) {
            tt_refused(step, relation, "0A000", "\"" TT_FMT "\" is a system column",
                       TT_ARG(name));
        } else if (relation->known && !column) {
            tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                       TT_ARG(name));
        } else if (column && column->is_virtual) {
            tt_refused(step, relation, "0A000", "virtual column \"" TT_FMT "\" has no index",
                       TT_ARG(name));
        } else if (column && tt_str_is(method, "btree") && !tt_type_has_order(&column->type) &&
                   !tt_node_get(element, "opclass")) {
            tt_refused(step, relation, "42704", "values of \"" TT_FMT "\" have no order",
                       TT_ARG(name));
        }
    }
}

/* The key of the partitions must be among the columns of a unique index. */
void tt_check_partition_key(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_index *index)
{
    for (size_t i = 0; index->unique && i < relation->partition_key.count; i++) {
        const struct tt_column *wanted = relation->partition_key.items[i];
        bool found = false;
        for (size_t key = 0; key < index->key_count; key++) {
            found = found || (wanted && index->keys[key].column == wanted);
        }
        if (!found) {
            tt_refused(step, relation, "0A000",
                       "a unique index has to hold the key of the partitions");
            return;
        }
    }
}

/* CheckMutability() in indexcmds.c, behind parse analysis. */
static void check_expression(struct tt_step *step, struct tt_relation *relation,
                             enum tt_expr_kind kind, const struct tt_node *expr)
{
    struct tt_computed value = tt_compute(step->model, expr);
    if (expr && tt_check_expr(step, relation, kind, expr) && !value.assumed &&
        value.volatility >= TT_STABLE) {
        tt_refused(step, relation, "42P17", "the index would not stay true: " TT_FMT,
                   TT_ARG(value.culprit));
    }
}

bool tt_check_index(struct tt_step *step, struct tt_relation *relation)
{
    bool wrong = relation->kind == TT_VIEW || relation->kind == TT_FOREIGN_TABLE ||
                 relation->kind == TT_SEQUENCE;
    if (wrong) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is a %s",
                   TT_ARG(relation->name.name), tt_object_word(tt_relation_object(relation)));
        return false;
    }
    check_columns(step, relation, tt_node_get(step->node, "indexParams"), false);
    check_columns(step, relation, tt_node_get(step->node, "indexIncludingParams"), true);
    check_method(step, relation);
    tt_check_parameters(step, relation, tt_node_text(step->node, "accessMethod"),
                        tt_node_get(step->node, "options"));
    check_expression(step, relation, TT_EXPR_INDEX_PREDICATE,
                     tt_node_get(step->node, "whereClause"));
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "indexParams"));
    for (; each; each = tt_node_next(each)) {
        check_expression(step, relation, TT_EXPR_INDEX_EXPRESSION,
                         tt_node_get(tt_node_as(each, "IndexElem"), "expr"));
    }
    return true;
}
