/* ALTER TABLE … DROP COLUMN, and what goes with the column or holds it back. */
#include <string.h>

#include "model/alter.h"
#include "model/attached.h"
#include "model/dependency.h"
#include "model/state.h"

static bool is_cascade(const struct tt_node *command)
{
    return tt_node_text_is(command, "behavior", "DROP_CASCADE");
}

/* A view takes the views on it along; how deep they stand on each other is small. */
static void drop_owner(struct tt_step *step, struct tt_relation *view)
{
    if (!view->exists) {
        return;
    }
    tt_take_other_lock(step, view, TT_LOCK_ACCESS_EXCLUSIVE);
    for (struct tt_dependent *each = view->dependents; each; each = each->next) {
        if (each->owner) {
            drop_owner(step, each->owner);
        }
    }
    tt_remove_relation(step->model, view);
}

/* Up to 14 a generated column went silently with the column it reads. */
static bool goes_along(const struct tt_step *step, const struct tt_dependent *dependent)
{
    return strcmp(dependent->kind, "generated column") == 0 &&
           tt_model_pg_version(step->model) < 15;
}

static void drop_dependents(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_column *column, bool cascade)
{
    struct tt_dependent *next = NULL;
    for (struct tt_dependent *each = relation->dependents; each; each = next) {
        next = each->next;
        if (!tt_dependent_exists(each) || !tt_columns_hold(each->columns, column) ||
            tt_str_equal(each->name, column->name)) {
            continue;
        }
        if (!cascade && !goes_along(step, each)) {
            tt_refused(step, relation, "2BP01", "%s \"" TT_FMT "\" depends on the column",
                       each->kind, TT_ARG(each->name));
            continue;
        }
        struct tt_column *generated = strcmp(each->kind, "generated column") == 0
                                          ? tt_find_column(relation, each->name)
                                          : NULL;
        if (each->of) {
            tt_drop_rule(step, each);
        } else if (each->owner) {
            drop_owner(step, each->owner);
        } else if (generated) {
            tt_remove_column(step->model, relation, generated);
        }
        tt_drop_dependent(step->model, relation, each->kind, each->name);
    }
}

/* Foreign keys stop both ends as they go; others' keep the column unless CASCADE is said. */
static void drop_foreign_keys(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_column *column, bool cascade)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->references && each->references != relation &&
            tt_columns_hold(each->columns, column)) {
            tt_take_other_lock(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_lock_below(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    struct tt_constraint *next = NULL;
    for (struct tt_constraint *each = relation->referencing; each; each = next) {
        next = each->next_referencing;
        if (!tt_columns_hold(each->referenced, column) ||
            (each->relation == relation && tt_columns_hold(each->columns, column))) {
            continue;
        }
        if (!cascade) {
            tt_refused(step, relation, "2BP01",
                       "foreign key \"" TT_FMT "\" of \"" TT_FMT "\" refers to the column",
                       TT_ARG(each->name), TT_ARG(each->relation->name.name));
            continue;
        }
        tt_take_other_lock(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_lock_below(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_remove_constraint(step->model, each);
    }
}

/* Through ONLY, an inheritance child keeps the column as its own. */
void tt_drop_column(struct tt_step *step, struct tt_relation *relation,
                    struct tt_column *column, bool cascade)
{
    drop_foreign_keys(step, relation, column, cascade);
    drop_dependents(step, relation, column, cascade);
    if (column->sequence) {
        tt_take_other_lock(step, column->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_release_sequence(step, column->sequence, cascade);
    }
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, step->mode);
        if (step->only) {
            continue;
        }
        struct tt_column *inherited = tt_find_column(each, column->name);
        if (inherited) {
            tt_drop_column(step, each, inherited, cascade);
        }
    }
    tt_remove_column(step->model, relation, column);
}

/* ATExecDropColumn(). */
static void refuse_drop(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column)
{
    if (relation->typed) {
        tt_refused(step, relation, "42809", "a typed table has the columns of its type");
    } else if (tt_columns_hold(relation->partition_key, column)) {
        tt_refused(step, relation, "42P16", "the column is part of the partition key");
    } else if (relation->parent && tt_find_column(relation->parent, column->name)) {
        tt_refused(step, relation, "42P16", "the column is inherited from \"" TT_FMT "\"",
                   TT_ARG(relation->parent->name.name));
    } else if (step->only && relation->kind == TT_PARTITIONED_TABLE && relation->children) {
        tt_refused(step, relation, "42P16", "the partitions have the column too");
    }
}

void tt_alter_drop_column(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(command, "name");
    struct tt_column *column = tt_find_column(relation, name);
    bool missing_ok = tt_node_flag(command, "missing_ok");
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_COLUMN, relation);
    change->name = (struct tt_name){.name = name};
    change->column = column;
    change->is_new = change->is_new || (column && tt_is_new(model, column->birth));
    change->if_exists = missing_ok && !column;
    if (column) {
        refuse_drop(step, relation, column);
        tt_drop_column(step, relation, column, is_cascade(command));
    } else if (!missing_ok) {
        (void)tt_altered_column(step, relation, name);
    }
}
