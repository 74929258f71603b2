#include "model/column_check.h"

#include "model/alter.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/state.h"
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
    check_nullability(step, relation, def, column);
    check_sources(step, relation, def, column);
    if (column->identity) {
        check_identity(step, relation, column);
    }
    if (relation->kind == TT_FOREIGN_TABLE) {
        check_foreign(step, relation, def);
    }
    if (column->collation.len > 0 && !tt_type_collatable(&column->type)) {
        tt_refused(step, relation, "42804",
                   "the type of column \"" TT_FMT "\" has no collations", TT_ARG(column->name));
    }
}

/* --- its value: cookDefault() in heap.c ------------------------------------------------- */

/* The value is cast as an INSERT casts it. */
static void check_type(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_column *column, const struct tt_node *expr)
{
    struct tt_type type = tt_expr_type(step->model, relation, expr);
    if (tt_type_known(&type) && tt_type_known(&column->type) &&
        tt_conversion_of(step->model, &type, &column->type, column->name, NULL).conversion ==
            TT_CONVERSION_REFUSED) {
        struct tt_arena *scratch = tt_scratch_arena(step->model);
        tt_refused(step, relation, "42804", "a value of " TT_FMT " is not one of " TT_FMT,
                   TT_ARG(tt_type_format(scratch, &type)),
                   TT_ARG(tt_type_format(scratch, &column->type)));
    }
}

/* int4in() and its like take no text that starts with a letter. */
static bool is_no_integer(const struct tt_type *type, struct tt_str text)
{
    char first = text.len > 0 ? text.ptr[0] : '0';
    return type->builtin && is_integer(type) &&
           ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'));
}

void tt_check_default(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_column *column, const struct tt_node *expr)
{
    const struct tt_node *constant = tt_node_as(expr, "A_Const");
    struct tt_str text = tt_node_text(tt_node_get(constant, "sval"), "sval");
    if (!tt_check_expr(step, relation, TT_EXPR_COLUMN_DEFAULT, expr)) {
        return;
    }
    if (is_no_integer(&column->type, text)) {
        tt_refused(step, relation, "22P02", "'" TT_FMT "' is no " TT_FMT, TT_ARG(text),
                   TT_ARG(tt_type_format(&step->model->scratch, &column->type)));
    }
    check_type(step, relation, column, expr);
}

/* check_nested_generated(): a generated column, itself too, and the whole row. */
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
