/* Columns and constraints, wherever SQL defines them. */
#include "model/define.h"

#include "model/alter.h"
#include "model/expr.h"
#include "model/object_name.h"
#include "model/predicate.h"
#include "model/state.h"
#include "model/step.h"
#include "model/written.h"

static bool is_null_constant(const struct tt_node *expr)
{
    return tt_node_flag(tt_node_as(expr, "A_Const"), "isnull");
}

struct tt_type tt_default_type(struct tt_model *model, const struct tt_node *expr,
                               const struct tt_type *column_type)
{
    bool text = tt_node_get(tt_node_as(expr, "A_Const"), "sval") != NULL;
    return text ? *column_type : tt_expr_type(model, NULL, expr);
}

static void apply_column_constraint(struct tt_model *model, struct tt_column *column,
                                    const struct tt_node *constraint)
{
    struct tt_str kind = tt_node_text(constraint, "contype");
    if (tt_str_is(kind, "CONSTR_NOTNULL") || tt_str_is(kind, "CONSTR_PRIMARY")) {
        column->not_null = true;
    } else if (tt_str_is(kind, "CONSTR_DEFAULT")) {
        column->default_written = true;
        column->default_type = tt_default_type(model, tt_node_get(constraint, "raw_expr"),
                                               &column->type);
        column->has_default = !is_null_constant(tt_node_get(constraint, "raw_expr"));
    } else if (tt_str_is(kind, "CONSTR_GENERATED")) {
        column->generated = true;
        column->is_virtual = tt_node_text_is(constraint, "generated_kind", "v");
    } else if (tt_str_is(kind, "CONSTR_IDENTITY")) {
        column->identity = true;
        column->identity_always = tt_node_text_is(constraint, "generated_when", "a");
        column->not_null = true;
    }
}

static void read_default(struct tt_step *step, struct tt_column *column,
                         const struct tt_node *wrapped, const struct tt_node *column_def)
{
    if (tt_node_text_is(tt_node_as(wrapped, "Constraint"), "contype", "CONSTR_DEFAULT")) {
        const struct tt_written *written = tt_written_value(
            step, NULL, wrapped, tt_node_get(column_def, "collClause"));
        tt_set(step->model, column->value,
               column->has_default ? tt_written_as(step->model, written, &column->type) : NULL);
    }
}

struct tt_column *tt_define_column(struct tt_step *step, struct tt_relation *relation,
                                   const struct tt_node *column_def)
{
    struct tt_model *model = step->model;
    struct tt_column *column = tt_make_column(model, relation,
                                              tt_node_text(column_def, "colname"));
    column->type = tt_type_now(model, tt_node_get(column_def, "typeName"));
    struct tt_name collation = tt_name_of_list(
        tt_node_get(tt_node_get(column_def, "collClause"), "collname"));
    column->collation = tt_str_copy(&model->arena, collation.name);
    column->not_null = column->type.serial;
    column->has_default = column->default_written = column->type.serial;
    const struct tt_node *each = tt_node_first(tt_node_get(column_def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *constraint = tt_node_as(each, "Constraint");
        apply_column_constraint(model, column, constraint);
        read_default(step, column, each, column_def);
    }
    if (column->type.serial || column->identity) {
        tt_make_owned_sequence(model, relation, column);
    }
    tt_vec_push(&model->scratch, &step->outcome->defined,
                (struct tt_defined){relation, column, column_def});
    return column;
}

/* ChooseRelationName() of generateSerialExtraStmts() in parse_utilcmd.c. */
void tt_make_owned_sequence(struct tt_model *model, struct tt_relation *relation,
                            struct tt_column *column)
{
    struct tt_name name = {relation->name.schema,
                           tt_index_name(model, relation, column->name, "seq")};
    struct tt_relation *sequence = tt_make_relation(model, name, TT_SEQUENCE);
    if (column->type.serial && column->has_default) {
        sequence->of_type = column->type;
        column->value = tt_written_nextval(model, sequence);
    }
    sequence->birth = column->birth;
    tt_own_sequence(model, sequence, relation, column);
}

/* MergeAttributes(): what a column from a parent gets besides. */
void tt_merge_column(struct tt_step *step, struct tt_relation *relation,
                     struct tt_column *column, const struct tt_node *column_def)
{
    const struct tt_node *type_name = tt_node_get(column_def, "typeName");
    struct tt_type type = tt_type_of(&step->model->arena, type_name);
    if (type_name && tt_type_known(&type) && tt_type_known(&column->type) &&
        !tt_type_equal(&type, &column->type)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42804", relation,
                       tt_str_format(&step->model->scratch,
                                     "column \"" TT_FMT "\" is inherited with another type",
                                     TT_ARG(column->name)));
    }
    const struct tt_node *each = tt_node_first(tt_node_get(column_def, "constraints"));
    for (; each; each = tt_node_next(each)) {
        apply_column_constraint(step->model, column, tt_node_as(each, "Constraint"));
        read_default(step, column, each, column_def);
    }
}

struct tt_columns tt_one_column(struct tt_model *model, struct tt_column *column)
{
    struct tt_column **items = tt_new(&model->arena, struct tt_column *);
    *items = column;
    return (struct tt_columns){items, 1};
}

struct tt_constraint *tt_new_constraint(struct tt_step *step, struct tt_relation *relation,
                                        enum tt_constraint_kind kind,
                                        const struct tt_node *node, struct tt_str joined,
                                        const char *label)
{
    struct tt_str name = tt_node_text(node, "conname");
    if (name.len == 0) {
        name = tt_node_text(node, "indexname"); /* USING INDEX gives its own */
    }
    if (name.len == 0) {
        /* A key's index shares the name, which must be free among relations. */
        bool key = kind == TT_PRIMARY_KEY || kind == TT_UNIQUE || kind == TT_EXCLUSION;
        name = key ? tt_index_name(step->model, relation, joined, label)
                   : tt_constraint_name(step->model, relation, joined, label);
    }
    struct tt_constraint *constraint = tt_make_constraint(step->model, relation, kind, name);
    constraint->enforced = tt_grammar_version() < 18 || kind == TT_PRIMARY_KEY ||
                           kind == TT_UNIQUE || kind == TT_EXCLUSION || kind == TT_NOT_NULL ||
                           tt_node_flag(node, "is_enforced");
    constraint->validated = constraint->enforced && !tt_node_flag(node, "skip_validation");
    constraint->deferrable = tt_node_flag(node, "deferrable");
    constraint->deferred = tt_node_flag(node, "initdeferred");
    constraint->no_inherit = tt_node_flag(node, "is_no_inherit");
    return constraint;
}

static struct tt_constraint *make(struct tt_step *step, struct tt_relation *relation,
                                  enum tt_constraint_kind kind, const struct tt_node *node,
                                  struct tt_columns columns, const char *label)
{
    /* A CHECK is named after its column only when there is just one. */
    bool alone = kind != TT_CHECK || columns.count == 1;
    struct tt_str joined = alone ? tt_join_columns(&step->model->arena, columns)
                                 : (struct tt_str){0};
    struct tt_constraint *constraint = tt_new_constraint(step, relation, kind, node, joined,
                                                         label);
    constraint->columns = columns;
    return constraint;
}

static struct tt_constraint *define_check(struct tt_step *step, struct tt_relation *relation,
                                          const struct tt_node *node)
{
    struct tt_model *model = step->model;
    const struct tt_node *expr = tt_node_get(node, "raw_expr");
    struct tt_columns columns = tt_expr_columns(model, relation, expr);
    struct tt_constraint *check = make(step, relation, TT_CHECK, node, columns, "check");
    check->proven_not_null = tt_expr_not_null(model, relation, expr);
    check->test = tt_test_of(step, relation, expr);
    check->written = tt_written_in_brackets(step, relation, node, "check", expr);
    return check;
}

static struct tt_columns primary_key_of(const struct tt_relation *relation)
{
    const struct tt_constraint *each = relation->constraints;
    while (each && each->kind != TT_PRIMARY_KEY) {
        each = each->next;
    }
    return each ? each->columns : (struct tt_columns){0};
}

static char letter(const struct tt_node *node, const char *field, char otherwise)
{
    struct tt_str text = tt_node_text(node, field);
    return text.len == 1 ? text.ptr[0] : otherwise;
}

static struct tt_constraint *define_foreign_key(struct tt_step *step,
                                                struct tt_relation *relation,
                                                const struct tt_node *node,
                                                struct tt_column *column)
{
    struct tt_model *model = step->model;
    struct tt_columns columns = column ? tt_one_column(model, column)
                                       : tt_columns_of_names(model, relation,
                                                             tt_node_get(node, "fk_attrs"));
    struct tt_constraint *key = make(step, relation, TT_FOREIGN_KEY, node, columns, "fkey");
    const struct tt_node *referenced = tt_node_get(node, "pk_attrs");
    key->references = tt_need_relation(model,
                                       tt_name_of_relation(tt_node_get(node, "pktable")));
    key->referenced = tt_node_count(referenced) > 0
                          ? tt_columns_of_names(model, key->references, referenced)
                          : primary_key_of(key->references);
    key->match = letter(node, "fk_matchtype", 's');
    key->on_update = letter(node, "fk_upd_action", 'a');
    key->on_delete = letter(node, "fk_del_action", 'a');
    key->delete_sets = tt_columns_of_names(model, relation,
                                           tt_node_get(node, "fk_del_set_cols"));
    tt_refer(model, key);
    return key;
}

static struct tt_constraint *define_not_null(struct tt_step *step, struct tt_relation *relation,
                                             const struct tt_node *node,
                                             struct tt_column *column)
{
    struct tt_columns columns = column ? tt_one_column(step->model, column)
                                       : tt_columns_of_names(step->model, relation,
                                                             tt_node_get(node, "keys"));
    struct tt_constraint *rule = make(step, relation, TT_NOT_NULL, node, columns, "not_null");
    for (size_t i = 0; rule->validated && i < columns.count; i++) {
        tt_set(step->model, columns.items[i]->not_null, true);
    }
    return rule;
}

/* transformConstraintAttrs() in parse_utilcmd.c; INITIALLY DEFERRED says DEFERRABLE too. */
void tt_apply_attributes(struct tt_constraint *constraint, const struct tt_node *following)
{
    for (; constraint && following; following = tt_node_next(following)) {
        struct tt_str kind = tt_node_text(tt_node_as(following, "Constraint"), "contype");
        if (!tt_str_starts(kind, "CONSTR_ATTR_")) {
            return;
        }
        if (tt_str_is(kind, "CONSTR_ATTR_DEFERRABLE")) {
            constraint->deferrable = true;
        } else if (tt_str_is(kind, "CONSTR_ATTR_DEFERRED")) {
            constraint->deferrable = constraint->deferred = true;
        } else if (tt_str_is(kind, "CONSTR_ATTR_NOT_ENFORCED")) {
            constraint->enforced = constraint->validated = false;
        }
    }
}

/* Which list there is depends on the kind. */
static size_t key_count(const struct tt_node *constraint)
{
    return tt_node_count(tt_node_get(constraint, "keys")) +
           tt_node_count(tt_node_get(constraint, "exclusions")) +
           tt_node_count(tt_node_get(constraint, "including")) +
           tt_node_count(tt_node_get(constraint, "fk_attrs"));
}

struct tt_constraint *tt_define_constraint(struct tt_step *step, struct tt_relation *relation,
                                           const struct tt_node *node, struct tt_column *column)
{
    struct tt_str kind = tt_node_text(node, "contype");
    if (tt_refuse_keys(step, relation, key_count(node))) {
        return NULL;
    }
    if (tt_str_is(kind, "CONSTR_CHECK")) {
        return define_check(step, relation, node);
    }
    if (tt_str_is(kind, "CONSTR_FOREIGN")) {
        return define_foreign_key(step, relation, node, column);
    }
    if (tt_str_is(kind, "CONSTR_PRIMARY")) {
        return tt_define_key(step, relation, TT_PRIMARY_KEY, node, column);
    }
    if (tt_str_is(kind, "CONSTR_UNIQUE")) {
        return tt_define_key(step, relation, TT_UNIQUE, node, column);
    }
    if (tt_str_is(kind, "CONSTR_EXCLUSION")) {
        return tt_define_key(step, relation, TT_EXCLUSION, node, column);
    }
    /* Behind a column it is only the column's, but for a name that 18 keeps. */
    bool named = tt_node_text(node, "conname").len > 0 &&
                 tt_model_pg_version(step->model) >= 18;
    if (tt_str_is(kind, "CONSTR_NOTNULL") && (!column || named)) {
        return define_not_null(step, relation, node, column);
    }
    if (tt_str_is(kind, "CONSTR_GENERATED") && column) {
        column->value = tt_written_in_brackets(step, relation, node, "as",
                                               tt_node_get(node, "raw_expr"));
        tt_add_dependent(step->model, relation,
                         (struct tt_dependent){
                             .kind = "generated column",
                             .name = column->name,
                             .columns = tt_expr_columns(step->model, relation,
                                                        tt_node_get(node, "raw_expr")),
                         });
    }
    return NULL;
}

static struct tt_columns columns_of_child(struct tt_model *model, struct tt_relation *child,
                                          struct tt_columns columns)
{
    struct tt_columns own = {0};
    own.items = tt_new_array(&model->arena, struct tt_column *, columns.count);
    for (size_t i = 0; i < columns.count; i++) {
        own.items[own.count++] = tt_need_column(model, child, columns.items[i]->name);
    }
    return own;
}

struct tt_constraint *tt_inherit_constraint(struct tt_model *model, struct tt_relation *child,
                                            const struct tt_constraint *constraint)
{
    struct tt_constraint *own = tt_make_constraint(model, child, constraint->kind,
                                                   constraint->name);
    own->columns = columns_of_child(model, child, constraint->columns);
    own->proven_not_null = columns_of_child(model, child, constraint->proven_not_null);
    own->test = constraint->test;
    own->written = constraint->written;
    own->match = constraint->match;
    own->on_update = constraint->on_update;
    own->on_delete = constraint->on_delete;
    own->delete_sets = columns_of_child(model, child, constraint->delete_sets);
    own->references = constraint->references;
    own->referenced = constraint->referenced;
    own->validated = constraint->validated;
    own->enforced = constraint->enforced;
    own->deferrable = constraint->deferrable;
    own->deferred = constraint->deferred;
    own->inherited = true;
    if (own->references) {
        tt_refer(model, own);
    }
    return own;
}
