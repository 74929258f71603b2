#include "model/column_check.h"

#include "model/alter.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/function.h"
#include "model/predicate.h"
#include "model/state.h"
#include "model/type_check.h"
#include "model/volatility.h"

const struct tt_node *tt_column_clause(const struct tt_node *def, const char *kind)
{
    const struct tt_node *each = tt_node_first(tt_node_get(def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *constraint = tt_node_as(each, "Constraint");
        if (tt_node_text_is(constraint, "contype", kind)) {
            return constraint;
        }
    }
    return NULL;
}

/* --- the definition ------------------------------------------------------------------ */

/* NULL and NOT NULL in either order; the latter may be meant by another clause. */
static void check_nullability(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *def, const struct tt_column *column)
{
    bool primary = tt_column_clause(def, "CONSTR_PRIMARY") &&
                   tt_model_pg_version(step->model) >= 18;
    if (tt_column_clause(def, "CONSTR_NULL") &&
        (tt_column_clause(def, "CONSTR_NOTNULL") || column->type.serial || column->identity ||
         primary)) {
        tt_refused(step, relation, "42601", "column \"" TT_FMT "\" is NULL and NOT NULL",
                   TT_ARG(column->name));
    }
}

/* Each of them alone may stand once. */
static void check_sources(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *def, const struct tt_column *column)
{
    static const char *const kinds[] = {"CONSTR_DEFAULT", "CONSTR_GENERATED",
                                        "CONSTR_IDENTITY"};
    int sources = column->type.serial ? 1 : 0;
    const struct tt_node *each = tt_node_first(tt_node_get(def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        struct tt_str kind = tt_node_text(tt_node_as(each, "Constraint"), "contype");
        for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
            sources += tt_str_is(kind, kinds[i]);
        }
    }
    if (sources > 1) {
        tt_refused(step, relation, "42601", "column \"" TT_FMT "\" gets its value twice",
                   TT_ARG(column->name));
    }
}

static bool is_integer(const struct tt_type *type)
{
    return !type->array && (tt_str_is(type->name, "int2") || tt_str_is(type->name, "int4") ||
                            tt_str_is(type->name, "int8"));
}

/* generateSerialExtraStmts() makes a sequence of the column's type. */
static void check_identity(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_column *column)
{
    const struct tt_user_type *own = tt_find_type(step->model, &column->type);
    if (relation->typed || relation->is_partition) {
        tt_refused(step, relation, "0A000", "%s has no identity columns of its own",
                   relation->typed ? "a typed table" : "a partition");
    } else if ((column->type.builtin || own) && !is_integer(&column->type)) {
        tt_refused(step, relation, "22023",
                   "an identity column is smallint, integer or bigint");
    }
}

/* GetAttributeStorage() and GetAttributeCompression(). */
static void check_storage(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *def, const struct tt_column *column)
{
    struct tt_str storage = tt_node_text(def, "storage_name");
    struct tt_str method = tt_node_text(def, "compression");
    bool moves = tt_type_toastable(&column->type) || !tt_type_known(&column->type);
    bool moved = storage.len > 0 && !tt_str_equal_nocase(storage, TT_STR("plain")) &&
                 !tt_str_equal_nocase(storage, TT_STR("default"));
    bool packed = method.len > 0 && !tt_str_is(method, "default");
    if (!moves && (moved || packed)) {
        tt_refused(step, relation, "0A000", "values of the column's type are never moved out");
    } else if (packed && !tt_str_is(method, "pglz") && !tt_str_is(method, "lz4")) {
        tt_refused(step, relation, "22023", "there is no compression method \"" TT_FMT "\"",
                   TT_ARG(method));
    }
}

/*
 * The values of virtual columns, new in 18, are stored nowhere: nothing can be indexed or
 * referred to, and what computes them must be of the server's own.
 */
static void check_virtual(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *def, const struct tt_column *column)
{
    const struct tt_user_type *own = tt_find_type(step->model, &column->type);
    if (tt_column_clause(def, "CONSTR_PRIMARY") || tt_column_clause(def, "CONSTR_UNIQUE") ||
        tt_column_clause(def, "CONSTR_FOREIGN")) {
        tt_refused(step, relation, "0A000", "a virtual column has no keys");
    } else if (own) {
        tt_refused(step, relation, "0A000", "a virtual column can't be of type \"" TT_FMT "\"",
                   TT_ARG(own->name));
    }
}

/* What is stored elsewhere is checked there. */
static void check_foreign(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *def)
{
    if (tt_column_clause(def, "CONSTR_PRIMARY") || tt_column_clause(def, "CONSTR_UNIQUE") ||
        tt_column_clause(def, "CONSTR_FOREIGN")) {
        tt_refused(step, relation, "0A000", "a foreign table has no keys");
    }
}

/* transformColumnDefinition() in parse_utilcmd.c. */
void tt_check_definition(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *def, const struct tt_column *column)
{
    if (column->type.serial && column->type.array) {
        tt_refused(step, relation, "0A000", "there are no arrays of serial");
    }
    tt_check_type(step, relation, &column->type);
    check_nullability(step, relation, def, column);
    check_sources(step, relation, def, column);
    if (column->identity) {
        check_identity(step, relation, column);
    }
    if (relation->kind == TT_FOREIGN_TABLE) {
        check_foreign(step, relation, def);
    }
    if (column->is_virtual) {
        check_virtual(step, relation, def, column);
    }
    check_storage(step, relation, def, column);
    if (column->collation.len > 0 && !tt_type_collatable(&column->type)) {
        tt_refused(step, relation, "42804",
                   "the type of column \"" TT_FMT "\" has no collations", TT_ARG(column->name));
    }
}

/* --- its value: cookDefault() in heap.c ------------------------------------------------- */

/* The value is cast as an INSERT casts it. */
void tt_check_assignable(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, struct tt_type type)
{
    if (tt_type_known(&type) && tt_type_known(&column->type) &&
        tt_conversion_of(step->model, &type, &column->type, column->name, NULL).conversion ==
            TT_CONVERSION_REFUSED) {
        struct tt_arena *scratch = tt_scratch_arena(step->model);
        tt_refused(step, relation, "42804", "a value of " TT_FMT " is not one of " TT_FMT,
                   TT_ARG(tt_type_format(scratch, &type)),
                   TT_ARG(tt_type_format(scratch, &column->type)));
    }
}

static void check_type(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_column *column, const struct tt_node *expr)
{
    tt_check_assignable(step, relation, column, tt_expr_type(step->model, relation, expr));
}

void tt_check_default(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_column *column, const struct tt_node *expr)
{
    const struct tt_node *constant = tt_node_as(expr, "A_Const");
    struct tt_str text = tt_node_text(tt_node_get(constant, "sval"), "sval");
    if (!tt_check_expr(step, relation, TT_EXPR_COLUMN_DEFAULT, expr)) {
        return;
    }
    const char *error = tt_node_get(constant, "sval")
                            ? tt_text_error(step->model, &column->type, text)
                            : NULL;
    if (error) {
        tt_refused(step, relation, error, "'" TT_FMT "' is no " TT_FMT, TT_ARG(text),
                   TT_ARG(tt_type_format(&step->model->scratch, &column->type)));
    }
    check_type(step, relation, column, expr);
}

static bool is_zero(const struct tt_node *expr)
{
    const struct tt_node *constant = tt_node_as(expr, "A_Const");
    const struct tt_node *number = tt_node_get(constant, "ival");
    return number && tt_node_int(number, "ival", 0) == 0;
}

/* ATExecAddColumn() works the default out at once unless it is volatile. */
void tt_check_constant(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_column *column, const struct tt_node *expr)
{
    const struct tt_node *division = tt_node_as(expr, "A_Expr");
    struct tt_str op = tt_name_of_list(tt_node_get(division, "name")).name, text = {0};
    bool stored = relation->kind == TT_TABLE;
    if (stored && (tt_str_is(op, "/") || tt_str_is(op, "%")) &&
        tt_node_get_as(division, "lexpr", "A_Const") &&
        is_zero(tt_node_get(division, "rexpr"))) {
        tt_refused(step, relation, "22012", "the default is a division by zero");
    }
    const char *error = stored && tt_constant_text(step, column, expr, &text)
                            ? tt_value_error(&column->type, text)
                            : NULL;
    if (error) {
        tt_refused(step, relation, error, "the default does not fit into " TT_FMT,
                   TT_ARG(tt_type_format(&step->model->scratch, &column->type)));
    }
}

/* check_nested_generated(): a generated column, and itself too. */
static bool reads_generated(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_column *column, const struct tt_node *expr)
{
    struct tt_columns columns = tt_expr_columns(step->model, relation, expr);
    for (size_t i = 0; i < columns.count; i++) {
        if (columns.items[i]->generated || columns.items[i] == column) {
            tt_refused(step, relation, "42P17", "generated column \"" TT_FMT "\" is read",
                       TT_ARG(columns.items[i]->name));
            return true;
        }
    }
    return false;
}

/* check_virtual_generated_security() of 18. */
static bool calls_own(struct tt_model *model, const struct tt_node *expr)
{
    for (const struct tt_node *each = tt_node_first(expr); each; each = tt_node_next(each)) {
        struct tt_name name = tt_name_of_list(tt_node_get(each, "funcname"));
        if ((tt_str_is(tt_node_field(each), "FuncCall") && tt_functions_of(model, name)) ||
            calls_own(model, each)) {
            return true;
        }
    }
    return false;
}

void tt_check_generated(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column, const struct tt_node *expr)
{
    if (!tt_check_expr(step, relation, TT_EXPR_GENERATED_COLUMN, expr) ||
        reads_generated(step, relation, column, expr)) {
        return;
    }
    struct tt_computed value = tt_compute(step->model, expr);
    if (value.volatility >= TT_STABLE && !value.assumed) {
        tt_refused(step, relation, "42P17", "the generation expression is not immutable");
    }
    if (column->is_virtual && calls_own(step->model, expr)) {
        tt_refused(step, relation, "0A000", "a virtual column calls only the server's own");
    }
    check_type(step, relation, column, expr);
}

void tt_check_column_value(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *def, const struct tt_column *column)
{
    const struct tt_node *value = tt_column_clause(def, "CONSTR_DEFAULT");
    const struct tt_node *generated = tt_column_clause(def, "CONSTR_GENERATED");
    if (value) {
        tt_check_default(step, relation, column, tt_node_get(value, "raw_expr"));
    }
    if (generated) {
        tt_check_generated(step, relation, column, tt_node_get(generated, "raw_expr"));
    }
}

static struct tt_str name_of_element(const struct tt_node *element)
{
    const struct tt_node *target = tt_node_as(element, "ResTarget");
    return target ? tt_node_text(target, "name") : tt_node_string(element);
}

bool tt_is_named_before(const struct tt_node *names, const struct tt_node *each)
{
    struct tt_str name = name_of_element(each);
    const struct tt_node *other = tt_node_first(names);
    while (other != each && !tt_str_equal(name_of_element(other), name)) {
        other = tt_node_next(other);
    }
    return other != each;
}

void tt_check_column_list(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *names)
{
    bool few = tt_node_count(names) <= TT_COLUMNS_MAX;
    for (const struct tt_node *each = tt_node_first(names); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_string(each);
        if (relation->known && !tt_find_column(relation, name)) {
            tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                       TT_ARG(name));
        }
        if (few && tt_is_named_before(names, each)) {
            tt_refused(step, relation, "42701", "column \"" TT_FMT "\" stands there twice",
                       TT_ARG(name));
        }
    }
}
