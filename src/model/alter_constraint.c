/* ALTER TABLE: constraints that are added, validated and dropped. */
#include "model/alter.h"
#include "model/state.h"

/* What a constraint costs that ALTER TABLE adds to a table with rows. */
static void add_foreign_key(struct tt_step *step, struct tt_constraint *key,
                            struct tt_work like, bool checked)
{
    if (key->references != key->relation) {
        tt_take_other_lock(step, key->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
    if (key->validated && key->enforced && checked) {
        like.kind = TT_WORK_SCAN;
        like.cause = TT_CAUSE_FOREIGN_KEY;
        tt_add_work_below(step, key->relation, like);
    }
}

static void add_key(struct tt_step *step, struct tt_constraint *key, const struct tt_node *node,
                    struct tt_work like)
{
    if (tt_node_text(node, "indexname").len > 0) {
        return; /* the index is there */
    }
    like.kind = TT_WORK_INDEX_BUILD;
    like.cause = TT_CAUSE_KEY;
    like.index = key->index;
    tt_add_work_below(step, key->relation, like);
}

/* `added`: the constraint stands behind a column that the statement adds. */
static void add(struct tt_step *step, struct tt_relation *relation,
                const struct tt_node *wrapped, struct tt_column *added)
{
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    struct tt_constraint *constraint = tt_define_constraint(step, relation, node, added);
    if (!constraint) {
        return;
    }
    if (added) {
        tt_apply_attributes(constraint, tt_node_next(wrapped));
    }
    struct tt_work like = {
        .constraint = constraint,
        .column = added,
        .added_column = added != NULL,
        .span = added ? tt_step_span(step, node) : step->part,
        .certainty = TT_PROVED,
    };
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_CONSTRAINT,
                                             relation);
    change->name = (struct tt_name){.name = constraint->name};
    change->constraint = constraint;
    change->not_valid = !constraint->validated;
    change->span = like.span;
    switch (constraint->kind) {
    case TT_CHECK:
        if (constraint->validated && constraint->enforced) {
            like.kind = TT_WORK_SCAN;
            like.cause = TT_CAUSE_CHECK;
            tt_add_work_below(step, relation, like);
        }
        break;
    case TT_FOREIGN_KEY:
        /* A new column that is NULL in every row has nothing to look up. */
        add_foreign_key(step, constraint, like, !added || added->has_default);
        break;
    case TT_PRIMARY_KEY:
    case TT_UNIQUE:
    case TT_EXCLUSION:
        add_key(step, constraint, node, like);
        break;
    case TT_NOT_NULL:
        break; /* see tt_alter_add_constraint */
    }
}

void tt_add_column_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *wrapped, struct tt_column *column)
{
    add(step, relation, wrapped, column);
}

/* ADD CONSTRAINT … NOT NULL column, since 18. */
static void add_not_null(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *wrapped)
{
    struct tt_model *model = step->model;
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    bool valid = !tt_node_flag(node, "skip_validation");
    const struct tt_node *each = tt_node_first(tt_node_get(node, "keys"));
    for (; valid && each; each = tt_node_next(each)) {
        struct tt_column *column = tt_need_column(model, relation, tt_node_string(each));
        tt_require_not_null(step, relation, column, step->part, NULL);
    }
    add(step, relation, wrapped, NULL);
}

void tt_alter_add_constraint(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    const struct tt_node *wrapped = tt_node_get(command, "def");
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    if (tt_node_text_is(node, "contype", "CONSTR_NOTNULL")) {
        add_not_null(step, relation, wrapped);
    } else {
        add(step, relation, wrapped, NULL);
    }
}

void tt_alter_validate(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(command, "name");
    struct tt_constraint *constraint = tt_find_constraint(relation, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_VALIDATE, TT_OBJECT_CONSTRAINT,
                                             relation);
    change->name = (struct tt_name){.name = name};
    change->constraint = constraint;
    if (!constraint || constraint->validated) {
        return;
    }
    if (constraint->references && constraint->references != relation) {
        tt_take_other_lock(step, constraint->references, TT_LOCK_ROW_SHARE);
    }
    struct tt_work *work = tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_VALIDATE, relation);
    work->constraint = constraint;
    tt_set(model, constraint->validated, true);
    for (size_t i = 0; constraint->kind == TT_NOT_NULL && i < constraint->columns.count; i++) {
        tt_set(model, constraint->columns.items[i]->not_null, true);
    }
}

void tt_alter_drop_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(command, "name");
    struct tt_constraint *constraint = tt_find_constraint(relation, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_CONSTRAINT,
                                             relation);
    change->name = (struct tt_name){.name = name};
    change->constraint = constraint;
    if (!constraint) {
        return;
    }
    if (constraint->references && constraint->references != relation) {
        tt_take_other_lock(step, constraint->references, TT_LOCK_ACCESS_EXCLUSIVE);
    }
    for (size_t i = 0; constraint->kind == TT_NOT_NULL && i < constraint->columns.count; i++) {
        tt_set(model, constraint->columns.items[i]->not_null, false);
    }
    tt_remove_constraint(model, constraint);
}

void tt_alter_constraint(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command)
{
    (void)step;
    (void)relation;
    (void)command;
}
