/* ALTER TABLE … ADD COLUMN: what the rows that are there get. */
#include "model/alter.h"
#include "model/column_check.h"
#include "model/expr.h"
#include "model/predicate.h"
#include "model/state.h"
#include "model/volatility.h"

/* The value that rows get which are there. */
struct fill {
    bool given; /* otherwise it is NULL */
    struct tt_computed value;
};

static const struct tt_node *default_of(const struct tt_node *def)
{
    return tt_node_get(tt_column_clause(def, "CONSTR_DEFAULT"), "raw_expr");
}

/* The domain's own default, or that of the domain below it (get_typdefault()). */
static const struct tt_user_type *find_domain_default(struct tt_model *model,
                                                      const struct tt_user_type *type)
{
    while (type && type->kind == TT_TYPE_DOMAIN && !type->has_default) {
        type = tt_find_type(model, &type->base);
    }
    return type && type->kind == TT_TYPE_DOMAIN ? type : NULL;
}

static struct fill fill_of(struct tt_model *model, const struct tt_node *def,
                           const struct tt_column *column)
{
    struct fill fill = {0};
    const struct tt_node *expr = default_of(def);
    if (column->type.serial || column->identity) {
        fill.given = true;
        fill.value.volatility = TT_VOLATILE;
        fill.value.culprit = TT_STR("nextval()");
    } else if (expr) {
        fill.value = tt_compute(model, expr);
        fill.given = fill.value.constant != TT_CONSTANT_NULL;
    } else if (!column->type.array) {
        const struct tt_user_type *domain = find_domain_default(
            model, tt_find_type(model, &column->type));
        fill.given = domain != NULL;
        /* 12 looks at no domain's default but to store it. */
        bool differs = domain && domain->default_is_volatile && model->pg_version > 12;
        fill.value.volatility = differs ? TT_VOLATILE : TT_IMMUTABLE;
    }
    return fill;
}

static bool domain_takes_no_null(struct tt_model *model, const struct tt_user_type *type)
{
    while (type && type->kind == TT_TYPE_DOMAIN && !type->not_null) {
        type = tt_find_type(model, &type->base);
    }
    return type && type->kind == TT_TYPE_DOMAIN;
}

/* nextval('s') takes it as soon as it is called for a row. */
static void lock_sequences(struct tt_step *step, const struct tt_node *expr)
{
    struct tt_model *model = step->model;
    for (const struct tt_node *each = tt_node_first(expr); each; each = tt_node_next(each)) {
        struct tt_name function = tt_name_of_list(tt_node_get(each, "funcname"));
        const struct tt_node *first = tt_node_first(tt_node_get(each, "args"));
        const struct tt_node *cast = tt_node_as(first, "TypeCast");
        const struct tt_node *text = tt_node_as(cast ? tt_node_get(cast, "arg") : first,
                                                "A_Const");
        if (tt_str_is(tt_node_field(each), "FuncCall") && tt_str_is(function.name, "nextval")) {
            struct tt_name name = tt_name_as_written(
                &model->scratch, tt_node_text(tt_node_get(text, "sval"), "sval"));
            struct tt_relation *sequence = name.name.len > 0 ? tt_find_relation(model, name)
                                                             : NULL;
            if (sequence) {
                tt_take_other_lock(step, sequence, TT_LOCK_ROW_EXCLUSIVE);
            }
        }
        lock_sequences(step, each);
    }
}

static void rewrite(struct tt_step *step, struct tt_relation *relation,
                    struct tt_column *column, bool assumed, struct tt_str why)
{
    tt_rewrite_table(step, relation, column, TT_CAUSE_NEW_VALUES, why);
    for (size_t i = 0; assumed && i < step->outcome->works.count; i++) {
        struct tt_work *work = &step->outcome->works.items[i];
        if (work->relation == relation && work->column == column) {
            work->certainty = TT_ASSUMED;
        }
    }
}

static struct tt_str say_volatile(struct tt_model *model, const struct fill *fill)
{
    struct tt_str culprit = fill->value.culprit;
    return tt_str_format(
        &model->scratch, TT_FMT "%s", TT_ARG(culprit.len > 0 ? culprit : TT_STR("the default")),
        fill->value.assumed ? " was not seen: unless it is STABLE or IMMUTABLE, it is computed "
                              "for every row"
                            : " is volatile: it is computed for every row");
}

/*
 * ATExecAddColumn(): one value for all rows is kept in the catalog; what is
 * volatile, stored and generated, or checked by a domain is written into each.
 */
static void rewrite_if_due(struct tt_step *step, struct tt_relation *relation,
                           struct tt_column *column, const struct fill *fill)
{
    struct tt_model *model = step->model;
    const struct tt_user_type *type = column->type.array ? NULL
                                                         : tt_find_type(model, &column->type);
    if (column->is_virtual && column->not_null) {
        tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_NOT_NULL, relation)->column = column;
    }
    if (relation->kind != TT_TABLE || column->is_virtual) {
        return;
    }
    if (column->generated) {
        rewrite(step, relation, column, false,
                TT_STR("the generated column is computed for every row"));
    } else if (fill->given && fill->value.volatility == TT_VOLATILE) {
        rewrite(step, relation, column, fill->value.assumed, say_volatile(model, fill));
    } else if (type && tt_domain_is_constrained(model, type)) {
        rewrite(step, relation, column, false,
                tt_str_format(&model->scratch,
                              "domain \"" TT_FMT "\" has constraints, checked for every row",
                              TT_ARG(type->name)));
    }
}

/* Whatever the rows hold, the new column can't be in them. */
static void fail_on_rows(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, const struct fill *fill)
{
    struct tt_model *model = step->model;
    const struct tt_user_type *type = column->type.array ? NULL
                                                         : tt_find_type(model, &column->type);
    bool null = !fill->given && !column->generated;
    bool refused = column->not_null || domain_takes_no_null(model, type);
    if (!tt_may_hold_rows(model, relation) || relation->kind != TT_TABLE) {
        return;
    }
    if (null && refused) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23502", relation,
                       tt_str_format(&model->scratch,
                                     "rows that are there have no value for column \"" TT_FMT
                                     "\"",
                                     TT_ARG(column->name)));
    } else if (tt_domain_is_constrained(model, type) && fill->given) {
        tt_add_risk(step, "23514", relation,
                    tt_str_format(&model->scratch,
                                  "domain \"" TT_FMT "\" may not take the default",
                                  TT_ARG(type->name)));
    } else if (column->generated && column->not_null) {
        tt_add_risk(step, "23502", relation, TT_STR("the generated value may be NULL"));
    }
}

/* One value in two rows is once too often; so are two NULLs if they are not distinct. */
static void fail_on_duplicates(struct tt_step *step, struct tt_relation *relation,
                               const struct tt_node *def, const struct fill *fill)
{
    const struct tt_node *key = tt_column_clause(def, "CONSTR_PRIMARY");
    key = key ? key : tt_column_clause(def, "CONSTR_UNIQUE");
    bool nulls_clash = tt_node_flag(key, "nulls_not_distinct") && !fill->given;
    bool same = fill->given && fill->value.volatility < TT_VOLATILE;
    if (key && !tt_column_clause(def, "CONSTR_GENERATED") && (same || nulls_clash) &&
        tt_may_hold_rows(step->model, relation)) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23505", relation,
                       TT_STR("rows that are there all get the same value, and it must be "
                              "unique"));
    }
}

/* A constant that the new column's own CHECK does not take. */
static void fail_on_check(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_column *column, const struct tt_node *expr)
{
    struct tt_model *model = step->model;
    struct tt_str text = {0};
    if (!tt_may_hold_rows(model, relation) || !tt_constant_text(step, column, expr, &text)) {
        return;
    }
    const struct tt_test *given = tt_test_compare(model, column, TT_EQUAL, text);
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_CHECK && each->validated && each->test &&
            tt_columns_hold(each->columns, column) &&
            tt_test_implies(given, tt_test_negate(model, each->test))) {
            tt_add_failure(step, TT_FAILS_WITH_ROWS, "23514", relation,
                           tt_str_format(&model->scratch,
                                         "the default of the new column violates \"" TT_FMT
                                         "\"",
                                         TT_ARG(each->name)));
        }
    }
}

/* Answers false when nothing is added. */
static bool may_add(struct tt_step *step, struct tt_relation *relation,
                    const struct tt_node *command, struct tt_str name)
{
    const struct tt_column *there = tt_find_column(relation, name);
    if (there && there->known && tt_node_flag(command, "missing_ok")) {
        return false;
    }
    if (tt_refuse_columns(step, relation, 1)) {
        return false;
    }
    if ((there && there->known && relation->known) || tt_is_system_column(name)) {
        tt_refused(step, relation, "42701", "there is a column \"" TT_FMT "\" already",
                   TT_ARG(name));
        return false;
    }
    bool divided = relation->kind == TT_PARTITIONED_TABLE &&
                   tt_model_pg_version(step->model) >= 17;
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    if (relation->typed) {
        tt_refused(step, relation, "42809", "a typed table gets its columns from its type");
    } else if (relation->parent && relation->parent->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "42809", "a partition gets its columns from its parent");
    } else if (step->only && relation->children) {
        tt_refused(step, relation, "42P16", "the column must be added to child tables too");
    } else if (tt_column_clause(def, "CONSTR_IDENTITY") && relation->children && !divided) {
        tt_refused(step, relation, "42P16", "an identity column can't reach child tables");
    }
    return true;
}

/* A child takes over a column of the name that it has, and else gets one like it. */
static void add_to_children(struct tt_step *step, struct tt_relation *parent,
                            const struct tt_column *column, const struct fill *fill)
{
    for (struct tt_relation *each = parent->children; each; each = each->next_sibling) {
        const struct tt_column *own = tt_find_column(each, column->name);
        if (own && tt_type_known(&own->type) && !tt_type_same(&own->type, &column->type)) {
            tt_refused(step, each, "42804",
                       "child table \"" TT_FMT "\" has the column as " TT_FMT,
                       TT_ARG(each->name.name),
                       TT_ARG(tt_type_format(&step->model->scratch, &own->type)));
        }
        if (own) {
            continue;
        }
        if (tt_refuse_columns(step, each, 1)) {
            continue;
        }
        struct tt_column *added = tt_make_column(step->model, each, column->name);
        struct tt_column like = *column;
        like.name = added->name;
        like.next = added->next;
        like.sequence = NULL;
        *added = like;
        rewrite_if_due(step, each, added, fill);
        fail_on_rows(step, each, added, fill);
        add_to_children(step, each, added, fill);
    }
}

/* Up to 12, IF NOT EXISTS left out the column, but not what stands behind it. */
static void add_constraints_again(struct tt_step *step, struct tt_relation *relation,
                                  const struct tt_node *def)
{
    struct tt_column *there = tt_find_column(relation, tt_node_text(def, "colname"));
    const struct tt_node *each = there && step->model->pg_version <= 12
                                     ? tt_node_first(tt_node_get(def, "constraints"))
                                     : NULL;
    for (; each; each = tt_node_next(each)) {
        tt_add_column_constraint(step, relation, each, there);
    }
}

void tt_alter_add_column(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    if (!may_add(step, relation, command, tt_node_text(def, "colname"))) {
        add_constraints_again(step, relation, def);
        return;
    }
    struct tt_column *column = tt_define_column(step, relation, def);
    if (tt_node_flag(command, "missing_ok") && !relation->known) {
        column->birth = (struct tt_birth){0}; /* it may have been there */
    }
    struct fill fill = fill_of(step->model, def, column);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_COLUMN,
                                             relation);
    change->name = (struct tt_name){.name = column->name};
    change->column = column;
    change->not_null = column->not_null;
    change->has_default = fill.given || column->generated;
    tt_check_definition(step, relation, def, column);
    tt_check_column_value(step, relation, def, column);
    tt_check_constant(step, relation, column, default_of(def));
    rewrite_if_due(step, relation, column, &fill);
    if (default_of(def) && tt_may_hold_rows(step->model, relation)) {
        lock_sequences(step, tt_column_clause(def, "CONSTR_DEFAULT"));
    }
    fail_on_rows(step, relation, column, &fill);
    fail_on_duplicates(step, relation, def, &fill);
    const struct tt_node *each = tt_node_first(tt_node_get(def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        tt_add_column_constraint(step, relation, each, column);
    }
    fail_on_check(step, relation, column, default_of(def));
    add_to_children(step, relation, column, &fill);
}
