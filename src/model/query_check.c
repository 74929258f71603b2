#include "model/query_check.h"

#include "model/alter.h"
#include "model/column_check.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/function.h"
#include "model/output.h"
#include "model/state.h"
#include "model/type_check.h"

/* What is stored: a text that is none of the type, or does not fit. `names` has the columns
 * that the expression may speak of, or is NULL. */
static void check_stored(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_relation *names, const struct tt_column *column,
                         const struct tt_node *expr)
{
    struct tt_str text = tt_node_text(tt_node_get(tt_node_as(expr, "A_Const"), "sval"), "sval");
    const char *error = text.len > 0 ? tt_text_error(step->model, &column->type, text) : NULL;
    error = error || text.len == 0 ? error : tt_value_error(&column->type, text);
    if (error) {
        tt_refused(step, relation, error, "'" TT_FMT "' is no " TT_FMT, TT_ARG(text),
                   TT_ARG(tt_type_format(&step->model->scratch, &column->type)));
    }
    tt_check_assignable(step, relation, column, tt_expr_type(step->model, names, expr));
}

/* The only relation of which names can be columns; NULL when there are more, or an alias. */
static struct tt_relation *only_relation(struct tt_step *step, const struct tt_node *query)
{
    const struct tt_node *range_var = tt_node_get(query, "relation");
    struct tt_relation *relation = tt_find_relation(step->model,
                                                    tt_name_of_relation(range_var));
    bool more = tt_node_get(query, "fromClause") || tt_node_get(query, "usingClause") ||
                tt_node_get(query, "withClause") || tt_node_get(range_var, "alias");
    return more ? NULL : relation;
}

static struct tt_relation *target_of(struct tt_step *step, const struct tt_node *query)
{
    return tt_find_relation(step->model, tt_name_of_relation(tt_node_get(query, "relation")));
}

/* --- UPDATE and DELETE -------------------------------------------------------------------- */

/* Whether a column that gets NULL stays so: triggers and rules may do as they like. */
static bool takes_no_null(const struct tt_relation *relation, const struct tt_column *column)
{
    return relation->known && column->known && column->not_null && column->type.builtin &&
           !relation->row_triggers && !relation->dependents &&
           relation->kind != TT_FOREIGN_TABLE;
}

static bool is_key_alone(const struct tt_relation *relation, const struct tt_column *column)
{
    for (const struct tt_index *each = relation->indexes; each; each = each->next) {
        if (each->unique && !each->computed && each->key_count == 1 &&
            each->keys[0].column == column) {
            return true;
        }
    }
    return false;
}

/* One constant for every row, where nothing spares any. */
static void fail_on_rows(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, const struct tt_node *query,
                         const struct tt_node *value)
{
    const struct tt_node *constant = tt_node_as(value, "A_Const");
    bool null = tt_node_flag(constant, "isnull");
    bool all = !tt_node_get(query, "whereClause") && !tt_node_get(query, "fromClause");
    if (!all || !constant || !takes_no_null(relation, column) ||
        !tt_may_hold_rows(step->model, relation)) {
        return;
    }
    if (null) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23502", relation,
                       TT_STR("the column takes no NULL"));
    } else if (is_key_alone(relation, column)) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23505", relation,
                       TT_STR("all rows would get the same value, and it must be unique"));
    }
}

static void check_set(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *query)
{
    const struct tt_node *targets = tt_node_get(query, "targetList");
    bool few = tt_node_count(targets) <= TT_COLUMNS_MAX;
    for (const struct tt_node *each = tt_node_first(targets); each; each = tt_node_next(each)) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        const struct tt_node *value = tt_node_get(target, "val");
        struct tt_str name = tt_node_text(target, "name");
        const struct tt_column *column = tt_find_column(relation, name);
        if (few && !tt_node_get(target, "indirection") && tt_is_named_before(targets, each)) {
            tt_refused(step, relation, "42601", "column \"" TT_FMT "\" is set twice",
                       TT_ARG(name));
        }
        bool plain = !tt_node_as(value, "SetToDefault") && !tt_node_as(value, "MultiAssignRef");
        if (plain && tt_check_expr(step, only_relation(step, query), TT_EXPR_SET, value) &&
            column && !tt_node_get(target, "indirection")) {
            check_stored(step, relation, only_relation(step, query), column, value);
            fail_on_rows(step, relation, column, query, value);
        }
    }
}

/* --- INSERT ---------------------------------------------------------------------------------
 */

static void refuse_null(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column)
{
    tt_refused(step, relation, "23502", "column \"" TT_FMT "\" takes no NULL",
               TT_ARG(column->name));
}

static bool is_listed(const struct tt_node *names, const struct tt_column *column)
{
    for (const struct tt_node *each = tt_node_first(names); each; each = tt_node_next(each)) {
        if (tt_str_equal(tt_node_text(tt_node_as(each, "ResTarget"), "name"), column->name)) {
            return true;
        }
    }
    return false;
}

static void check_value(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column, const struct tt_node *value)
{
    bool filled = column->has_default || column->identity || column->generated;
    bool null = tt_node_flag(tt_node_as(value, "A_Const"), "isnull");
    bool defaulted = tt_node_as(value, "SetToDefault") != NULL;
    if ((null || (defaulted && !filled)) && takes_no_null(relation, column)) {
        refuse_null(step, relation, column);
    } else if (!defaulted) {
        check_stored(step, relation, NULL, column, value);
    }
}

static void check_row(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *names, const struct tt_node *row)
{
    const struct tt_node *name = tt_node_first(names);
    const struct tt_column *next = relation->columns;
    const struct tt_node *value = tt_node_first(tt_node_get(tt_node_as(row, "List"), "items"));
    for (; value && (names ? name != NULL : next != NULL); value = tt_node_next(value)) {
        const struct tt_column *column =
            names
                ? tt_find_column(relation, tt_node_text(tt_node_as(name, "ResTarget"), "name"))
                : next;
        bool plain = tt_node_as(value, "SetToDefault") ||
                     tt_check_expr(step, NULL, TT_EXPR_VALUES, value);
        if (column && plain) {
            check_value(step, relation, column, value);
        }
        name = name ? tt_node_next(name) : NULL;
        next = next ? next->next : NULL;
    }
}

/* Columns that no row names, and nothing fills. */
static void check_left_out(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *names)
{
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        bool filled = each->has_default || each->identity || each->generated;
        if (!filled && takes_no_null(relation, each) && !is_listed(names, each)) {
            refuse_null(step, relation, each);
            return;
        }
    }
}

/* infer_arbiter_indexes(): a unique index on just these columns. */
static bool has_arbiter(const struct tt_relation *relation, const struct tt_node *elements)
{
    for (const struct tt_index *index = relation->indexes; index; index = index->next) {
        bool fits = index->unique && index->key_count == tt_node_count(elements);
        for (size_t i = 0; fits && i < index->key_count; i++) {
            bool found = false;
            const struct tt_node *each = tt_node_first(elements);
            for (; each && !found; each = tt_node_next(each)) {
                struct tt_str name = tt_node_text(tt_node_as(each, "IndexElem"), "name");
                found = !index->keys[i].column ||
                        tt_str_equal(index->keys[i].column->name, name);
            }
            fits = found;
        }
        if (fits) {
            return true;
        }
    }
    return false;
}

static void check_conflict(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *insert)
{
    const struct tt_node *clause = tt_node_get(insert, "onConflictClause");
    const struct tt_node *infer = tt_node_get(clause, "infer");
    const struct tt_node *elements = tt_node_get(infer, "indexElems");
    struct tt_str named = tt_node_text(infer, "conname");
    bool plain = elements && !tt_node_get(infer, "whereClause");
    if (tt_node_text_is(clause, "action", "ONCONFLICT_UPDATE") && !infer) {
        tt_refused(step, relation, "42601", "DO UPDATE must say which key");
    }
    for (const struct tt_node *each = tt_node_first(elements); each;
         each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "IndexElem"), "name");
        plain = plain && name.len > 0;
        if (relation->known && name.len > 0 && !tt_find_column(relation, name)) {
            tt_refused(step, relation, "42703", "there is no column \"" TT_FMT "\"",
                       TT_ARG(name));
        }
    }
    if (relation->known && plain && !has_arbiter(relation, elements)) {
        tt_refused(step, relation, "42P10", "no unique index is on just these columns");
    }
    if (relation->known && named.len > 0) {
        (void)tt_altered_constraint(step, relation, named);
    }
}

/* The columns of a query, one by one. */
static void check_selected(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *names, const struct tt_node *select)
{
    struct tt_output output = {0};
    tt_query_output(step, select, &output);
    const struct tt_node *name = tt_node_first(names);
    const struct tt_column *next = relation->columns;
    size_t i = 0;
    for (; i < output.columns.count && (names ? name != NULL : next != NULL); i++) {
        const struct tt_column *column =
            names
                ? tt_find_column(relation, tt_node_text(tt_node_as(name, "ResTarget"), "name"))
                : next;
        /* A text may be a constant, which is read as the column's type. */
        if (column && !tt_str_is(output.columns.items[i].type.name, "text")) {
            tt_check_assignable(step, relation, column, output.columns.items[i].type);
        }
        name = name ? tt_node_next(name) : NULL;
        next = next ? next->next : NULL;
    }
    if (output.complete && (name || i < output.columns.count)) {
        tt_refused(step, relation, "42601", "the values are not as many as the columns");
    }
}

static void check_insert(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    const struct tt_node *names = tt_node_get(insert, "cols");
    const struct tt_node *rows = tt_node_get(select, "valuesLists");
    bool few = tt_node_count(names) <= TT_COLUMNS_MAX;
    check_conflict(step, relation, insert);
    for (const struct tt_node *each = tt_node_first(names); each && few;
         each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "ResTarget"), "name");
        if (tt_is_named_before(names, each)) {
            tt_refused(step, relation, "42701", "column \"" TT_FMT "\" stands there twice",
                       TT_ARG(name));
        }
    }
    for (const struct tt_node *row = tt_node_first(rows); row; row = tt_node_next(row)) {
        check_row(step, relation, names, row);
    }
    if (!select || (names && rows)) {
        check_left_out(step, relation, names);
    } else if (!rows && relation->known) {
        check_selected(step, relation, names, select);
    }
}

/* --- SELECT
 * ----------------------------------------------------------------------------------- */

bool tt_aggregates(struct tt_model *model, const struct tt_node *list)
{
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        struct tt_name name = tt_name_of_list(tt_node_get(each, "funcname"));
        bool call = tt_str_is(tt_node_field(each), "FuncCall");
        if ((call && tt_function_kind(model, name) == TT_FUNCTION_AGGREGATE) ||
            (!tt_str_is(tt_node_field(each), "SubLink") && tt_aggregates(model, each))) {
            return true;
        }
    }
    return false;
}

void tt_check_select(struct tt_step *step, const struct tt_node *select)
{
    (void)tt_check_expr(step, NULL, TT_EXPR_WHERE, tt_node_get(select, "whereClause"));
    /* CheckSelectLocking() in analyze.c: rows that are not those of a table. */
    bool made = tt_node_get(select, "distinctClause") || tt_node_get(select, "groupClause") ||
                tt_node_get(select, "havingClause") || tt_node_get(select, "larg") ||
                tt_aggregates(step->model, tt_node_get(select, "targetList"));
    if (tt_node_get(select, "lockingClause") && made) {
        tt_refused(step, NULL, "0A000", "only rows of tables can be locked");
    }
}

void tt_check_query(struct tt_step *step, const struct tt_node *query)
{
    struct tt_str kind = step->stmt->kind;
    struct tt_relation *relation = target_of(step, query);
    bool updates = tt_str_is(kind, "UpdateStmt"), deletes = tt_str_is(kind, "DeleteStmt");
    if (relation && tt_str_is(kind, "InsertStmt")) {
        check_insert(step, relation, query);
    } else if (relation && updates) {
        check_set(step, relation, query);
    }
    if (updates || deletes) {
        (void)tt_check_expr(step, only_relation(step, query), TT_EXPR_WHERE,
                            tt_node_get(query, "whereClause"));
    }
}
