/* ALTER TABLE: constraints that are added, or come with a column. */
#include "model/alter.h"
#include "model/alter_foreign.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/key_check.h"
#include "model/object_name.h"
#include "model/partition.h"
#include "model/state.h"

static bool is_key(enum tt_constraint_kind kind)
{
    return kind == TT_PRIMARY_KEY || kind == TT_UNIQUE || kind == TT_EXCLUSION;
}

static bool is_partitioned(const struct tt_relation *relation)
{
    return relation->kind == TT_PARTITIONED_TABLE;
}

/* --- refusals ---------------------------------------------------------------- */

/* An index needs a name among relations, other constraints one among the table's own. */
static void refuse_taken_name(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *node, bool key)
{
    struct tt_str name = tt_node_text(node, "conname");
    struct tt_name full = {relation->name.schema, name};
    struct tt_str index = tt_node_text(node, "indexname");
    if (name.len == 0) {
        return;
    }
    bool taken = key && !tt_str_equal(name, index) &&
                 (tt_find_index(step->model, full) || tt_find_relation(step->model, full));
    if (taken) {
        tt_refused(step, relation, "42P07", "there is a relation \"" TT_FMT "\" already",
                   TT_ARG(name));
    } else if (tt_constraint_name_taken(step->model, full) &&
               tt_find_constraint(relation, name)) {
        tt_refused(step, relation, "42710", "there is a constraint \"" TT_FMT "\" already",
                   TT_ARG(name));
    }
}

static void refuse_second_primary_key(struct tt_step *step, struct tt_relation *relation)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_PRIMARY_KEY) {
            tt_refused(step, relation, "42P16", "the table has a primary key already");
        }
    }
}

static void refuse_check(struct tt_step *step, const struct tt_constraint *check,
                         const struct tt_node *node)
{
    struct tt_relation *relation = check->relation;
    (void)tt_check_expr(step, relation, TT_EXPR_CHECK, tt_node_get(node, "raw_expr"));
    bool below = relation->children && !check->no_inherit;
    if (step->only && below) {
        tt_refused(step, relation, "42P16", "the constraint must be added to child tables too");
    } else if (is_partitioned(relation) && check->no_inherit) {
        tt_refused(step, relation, "42P16", "partitions inherit every CHECK");
    }
}

/* --- what they cost ------------------------------------------------------------ */

/*
 * ATAddCheckConstraint(): a child that has the constraint keeps its own, and so
 * do those below it. NO INHERIT reaches no child.
 */
static void inherit_check(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_constraint *check, struct tt_work like)
{
    for (struct tt_relation *each = relation->children; !check->no_inherit && each;
         each = each->next_sibling) {
        struct tt_constraint *own = tt_find_constraint(each, check->name);
        tt_take_other_lock(step, each, step->mode);
        if (own) {
            tt_set(step->model, own->inherited, true);
        } else {
            (void)tt_inherit_constraint(step->model, each, check);
            if (check->validated) {
                tt_add_work_alone(step, each, like);
            }
            inherit_check(step, each, check, like);
        }
    }
}

/* Rows that are there have NULL in a column that comes without a value. */
static void fail_on_null(struct tt_step *step, const struct tt_constraint *check,
                         const struct tt_column *added)
{
    bool null = added && !added->has_default && !added->generated && !added->identity &&
                added->type.builtin;
    if (null && tt_columns_hold(check->proven_not_null, added) &&
        tt_may_hold_rows(step->model, check->relation)) {
        tt_add_failure(step, TT_FAILS_WITH_ROWS, "23514", check->relation,
                       TT_STR("rows that are there have NULL in the new column"));
    }
}

static void add_check(struct tt_step *step, struct tt_constraint *check,
                      const struct tt_node *node, struct tt_work like)
{
    refuse_check(step, check, node);
    like.kind = TT_WORK_SCAN;
    like.cause = TT_CAUSE_CHECK;
    if (check->validated && check->relation->kind != TT_FOREIGN_TABLE) {
        tt_add_work_alone(step, check->relation, like);
        fail_on_null(step, check, like.column);
        tt_add_risk(step, "23514", check->relation,
                    tt_str_format(&step->model->scratch, "rows may violate \"" TT_FMT "\"",
                                  TT_ARG(check->name)));
    }
    if (!step->only) {
        inherit_check(step, check->relation, check, like);
    }
}

/* DefineIndex() locks partitions as CREATE INDEX does. */
static void add_key(struct tt_step *step, struct tt_constraint *key, const struct tt_node *node,
                    struct tt_work like)
{
    tt_refuse_unordered(step, key);
    if (is_partitioned(key->relation)) {
        tt_refuse_key_of_partitions(step, key);
        if (!step->only) {
            tt_lock_below(step, key->relation, TT_LOCK_SHARE);
        }
    }
    if (tt_node_text(node, "indexname").len > 0) {
        return; /* the index is there */
    }
    like.kind = TT_WORK_INDEX_BUILD;
    like.cause = TT_CAUSE_KEY;
    like.index = key->index;
    if (!is_partitioned(key->relation)) {
        tt_add_work_alone(step, key->relation, like);
    } else if (!step->only) {
        tt_index_partitions(step, key->relation, key->index, like);
    } else {
        tt_set(step->model, key->index->valid, !key->relation->children);
    }
    tt_add_risk(step, key->kind == TT_EXCLUSION ? "23P01" : "23505", key->relation,
                tt_str_format(&step->model->scratch, "rows may clash under \"" TT_FMT "\"",
                              TT_ARG(key->name)));
}

void tt_refuse_constraint(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *node)
{
    struct tt_str kind = tt_node_text(node, "contype");
    struct tt_str index = tt_node_text(node, "indexname");
    bool primary = tt_str_is(kind, "CONSTR_PRIMARY");
    bool key = primary || tt_str_is(kind, "CONSTR_UNIQUE") ||
               tt_str_is(kind, "CONSTR_EXCLUSION");
    if (primary) {
        refuse_second_primary_key(step, relation);
    }
    if (key && relation->kind == TT_FOREIGN_TABLE) {
        tt_refused(step, relation, "0A000", "a foreign table has no keys");
    }
    if (index.len > 0) {
        tt_refuse_index(step, relation, index);
    }
    refuse_taken_name(step, relation, node, key);
    const char *const lists[] = {"keys", "fk_attrs"};
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        const struct tt_node *each = tt_node_first(tt_node_get(node, lists[i]));
        for (; each; each = tt_node_next(each)) {
            (void)tt_altered_column(step, relation, tt_node_string(each));
        }
    }
}

void tt_refuse_defined(struct tt_step *step, struct tt_constraint *constraint,
                       const struct tt_node *node)
{
    if (is_key(constraint->kind)) {
        tt_refuse_unordered(step, constraint);
    }
    if (constraint->kind == TT_CHECK) {
        refuse_check(step, constraint, node);
    } else if (constraint->kind == TT_FOREIGN_KEY) {
        tt_refuse_foreign_key(step, constraint, node);
    } else if (is_key(constraint->kind) && is_partitioned(constraint->relation)) {
        tt_refuse_key_of_partitions(step, constraint);
    }
}

/* `added`: the constraint stands behind a column that the statement adds. */
static struct tt_constraint *add(struct tt_step *step, struct tt_relation *relation,
                                 const struct tt_node *wrapped, struct tt_column *added)
{
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    tt_refuse_constraint(step, relation, node);
    struct tt_constraint *constraint = tt_define_constraint(step, relation, node, added);
    if (!constraint) {
        return NULL;
    }
    if (added) {
        tt_apply_attributes(constraint, tt_node_next(wrapped));
    }
    struct tt_work like = {
        .relation = relation,
        .constraint = constraint,
        .column = added,
        .added_column = added != NULL,
        .span = added ? tt_stmt_column_constraint(step->stmt, node) : step->part,
        .certainty = TT_PROVED,
    };
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_CONSTRAINT,
                                             relation);
    change->name = (struct tt_name){.name = constraint->name};
    change->constraint = constraint;
    change->span = like.span;
    if (constraint->kind == TT_CHECK) {
        add_check(step, constraint, node, like);
    } else if (constraint->kind == TT_FOREIGN_KEY) {
        tt_add_foreign_key(step, constraint, node, like);
    } else if (is_key(constraint->kind)) {
        add_key(step, constraint, node, like);
    }
    return constraint;
}

void tt_add_column_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *wrapped, struct tt_column *column)
{
    (void)add(step, relation, wrapped, column);
}

/* --- NOT NULL, and the primary key's ------------------------------------------- */

static const struct tt_constraint *find_not_null(const struct tt_relation *relation,
                                                 const struct tt_column *column)
{
    const struct tt_constraint *each = relation->constraints;
    while (each && !(each->kind == TT_NOT_NULL && tt_columns_hold(each->columns, column))) {
        each = each->next;
    }
    return each;
}

/* AdjustNotNullInheritance() of 18: a column has one such constraint, whatever it is called. */
static bool has_not_null(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, struct tt_str name, bool valid)
{
    const struct tt_constraint *there = find_not_null(relation, column);
    if (!there && !column->not_null) {
        return false;
    }
    struct tt_str own = there ? there->name
                              : tt_object_name(&step->model->scratch, relation->name.name,
                                               column->name, "not_null");
    if (name.len > 0 && !tt_str_equal(own, name)) {
        tt_refused(step, relation, "55000", "constraint \"" TT_FMT "\" says so already",
                   TT_ARG(own));
    } else if (there && !there->validated && valid) {
        tt_refused(step, relation, "55000", "constraint \"" TT_FMT "\" is NOT VALID",
                   TT_ARG(own));
    }
    return true;
}

/* ADD CONSTRAINT … NOT NULL column, since 18. */
static void add_not_null(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *wrapped)
{
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    const struct tt_node *key = tt_node_first(tt_node_get(node, "keys"));
    bool valid = !tt_node_flag(node, "skip_validation");
    struct tt_column *column = tt_altered_column(step, relation, tt_node_string(key));
    if (!column || has_not_null(step, relation, column, tt_node_text(node, "conname"), valid)) {
        return;
    }
    if (step->only && relation->children && !tt_node_flag(node, "is_no_inherit")) {
        tt_refused(step, relation, "42P16", "the constraint must be added to child tables too");
    }
    if (valid) {
        tt_require_not_null(step, relation, column, step->part, NULL);
    } else {
        tt_lock_below(step, relation, step->mode);
    }
    (void)add(step, relation, wrapped, NULL);
}

/* The columns must be NOT NULL first, here and below (transformIndexConstraint()). */
static void require_key_columns(struct tt_step *step, struct tt_relation *relation,
                                const struct tt_node *node)
{
    struct tt_str name = tt_node_text(node, "indexname");
    const struct tt_index *index = name.len == 0
                                       ? NULL
                                       : tt_find_index(
                                             step->model,
                                             (struct tt_name){relation->name.schema, name});
    const struct tt_node *each = tt_node_first(tt_node_get(node, "keys"));
    size_t count = index ? index->key_count : tt_node_count(tt_node_get(node, "keys"));
    for (size_t i = 0; i < count; i++) {
        struct tt_column *column = index ? index->keys[i].column
                                         : tt_find_column(relation, tt_node_string(each));
        each = tt_node_next(each);
        if (!column || column->not_null) {
            continue;
        }
        const struct tt_constraint *there = find_not_null(relation, column);
        if (there && !there->validated) {
            tt_refused(step, relation, "55000", "constraint \"" TT_FMT "\" is NOT VALID",
                       TT_ARG(there->name));
        }
        tt_require_not_null(step, relation, column, step->part, NULL);
    }
}

void tt_alter_add_constraint(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    const struct tt_node *wrapped = tt_node_get(command, "def");
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    if (tt_node_text_is(node, "contype", "CONSTR_NOTNULL")) {
        add_not_null(step, relation, wrapped);
        return;
    }
    if (tt_node_text_is(node, "contype", "CONSTR_PRIMARY")) {
        require_key_columns(step, relation, node);
    }
    (void)add(step, relation, wrapped, NULL);
}
