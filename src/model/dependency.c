#include "model/dependency.h"

#include "base/str.h"
#include "model/alter.h"
#include "model/attached.h"
#include "model/function_use.h"
#include "model/inherit.h"
#include "model/partition_bound.h"
#include "model/state.h"
#include "model/written.h"

/* One DROP: what it names, and behind that what goes along. */
struct deletion {
    struct tt_step *step;
    bool cascade;
    TT_VEC(struct tt_relation *) doomed;
};

static bool is_doomed(const struct deletion *deletion, const struct tt_relation *relation)
{
    for (size_t i = 0; i < deletion->doomed.count; i++) {
        if (deletion->doomed.items[i] == relation) {
            return true;
        }
    }
    return false;
}

/* DEPENDENCY_AUTO: it goes silently. */
static void take_along(struct deletion *deletion, struct tt_relation *relation)
{
    if (relation->exists && !is_doomed(deletion, relation)) {
        tt_vec_push(&deletion->step->model->scratch, &deletion->doomed, relation);
    }
}

/* DEPENDENCY_NORMAL: only CASCADE takes it. */
static bool may_go(struct deletion *deletion, struct tt_relation *relation, const char *kind,
                   struct tt_str name)
{
    if (!deletion->cascade) {
        tt_refused(deletion->step, relation, "2BP01",
                   "%s \"" TT_FMT "\" depends on \"" TT_FMT "\"", kind, TT_ARG(name),
                   TT_ARG(relation->name.name));
    }
    return deletion->cascade;
}

static void take_children(struct deletion *deletion, struct tt_relation *relation)
{
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        if (each->is_partition || is_doomed(deletion, each) ||
            may_go(deletion, relation, "table", each->name.name)) {
            take_along(deletion, each);
        }
    }
    for (struct tt_column *each = relation->columns; each; each = each->next) {
        if (each->sequence) {
            take_along(deletion, each->sequence);
        }
    }
}

/* Views, and defaults that draw from the sequence. */
static void take_dependents(struct deletion *deletion, struct tt_relation *relation)
{
    for (struct tt_dependent *each = relation->dependents; each; each = each->next) {
        struct tt_relation *owner = each->owner;
        if (each->of && tt_dependent_exists(each) && !is_doomed(deletion, each->of) &&
            may_go(deletion, relation, each->kind, each->name)) {
            tt_drop_rule(deletion->step, each);
        }
        if (!owner || !owner->exists || is_doomed(deletion, owner)) {
            continue;
        }
        if (may_go(deletion, relation, each->kind, each->name)) {
            take_along(deletion, owner);
        }
    }
}

/* Of a partition, also the foreign keys to the tables above it. */
static void release_referencing(struct deletion *deletion, struct tt_relation *relation)
{
    struct tt_step *step = deletion->step;
    struct tt_relation *pointed = relation;
    for (; pointed; pointed = pointed->is_partition ? pointed->parent : NULL) {
        struct tt_constraint *next = NULL;
        for (struct tt_constraint *each = pointed->referencing; each; each = next) {
            next = each->next_referencing;
            if (is_doomed(deletion, each->relation) || each->inherited ||
                tt_is_ancestor(each->relation, relation)) {
                continue;
            }
            if (may_go(deletion, relation, "foreign key", each->name)) {
                tt_take_other_lock(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
                tt_lock_below(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
                tt_take_other_lock(step, pointed, TT_LOCK_ACCESS_EXCLUSIVE);
                tt_lock_below(step, pointed, TT_LOCK_ACCESS_EXCLUSIVE);
                tt_remove_constraint(step->model, each);
            }
        }
    }
}

/* RemoveTriggerById(): a foreign key's triggers stand on the table that it refers to. */
static void lock_referenced(struct tt_step *step, const struct tt_relation *relation)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        /* A partition's key leaves those triggers to its parent's. */
        if (each->references && each->references != relation && !each->inherited) {
            tt_take_other_lock(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_lock_below(step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
}

/* heap_drop_with_catalog(): the default partition gets other bounds. */
static void leave_partitioned(struct deletion *deletion, struct tt_relation *relation)
{
    struct tt_relation *parent = relation->parent;
    if (!parent || is_doomed(deletion, parent)) {
        return;
    }
    struct tt_relation *other = tt_default_partition(parent);
    if (relation->is_partition) {
        tt_take_other_lock(deletion->step, parent, TT_LOCK_ACCESS_EXCLUSIVE);
        if (other && other != relation) {
            tt_take_other_lock(deletion->step, other, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    tt_leave_parent(deletion->step->model, relation);
}

static bool draws(const struct tt_column *column, const struct tt_relation *sequence)
{
    for (size_t i = 0; column->value && i < column->value->name_count; i++) {
        if (column->value->names[i].sequence == sequence) {
            return true;
        }
    }
    return false;
}

/* Defaults that draw from a sequence which is not their column's own. */
static void release_defaults(struct deletion *deletion, struct tt_relation *sequence)
{
    struct tt_model *model = deletion->step->model;
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *table = model->all_relations.items[i];
        struct tt_column *each = table->exists && !is_doomed(deletion, table) ? table->columns
                                                                              : NULL;
        for (; each; each = each->next) {
            if (each->sequence != sequence && draws(each, sequence) &&
                may_go(deletion, sequence, "default of column", each->name)) {
                tt_take_other_lock(deletion->step, table, TT_LOCK_ACCESS_EXCLUSIVE);
                tt_set(model, each->has_default, false);
                tt_set(model, each->value, NULL);
            }
        }
    }
}

void tt_release_sequence(struct tt_step *step, struct tt_relation *sequence, bool cascade)
{
    struct deletion deletion = {.step = step, .cascade = cascade};
    release_defaults(&deletion, sequence);
}

/* What needs a sequence: the default of its column, or the column itself. */
static void refuse_sequence(struct deletion *deletion, struct tt_relation *sequence)
{
    struct tt_relation *table = sequence->owner;
    if (!table || is_doomed(deletion, table)) {
        return;
    }
    for (struct tt_column *each = table->columns; each; each = each->next) {
        if (each->sequence != sequence) {
            continue;
        }
        if (each->identity) {
            tt_refused(deletion->step, table, "2BP01",
                       "identity column \"" TT_FMT "\" requires the sequence",
                       TT_ARG(each->name));
        } else if (each->type.serial && each->has_default &&
                   may_go(deletion, sequence, "default of column", each->name)) {
            tt_take_other_lock(deletion->step, table, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_set(deletion->step->model, each->has_default, false);
        }
    }
}

void tt_drop_relations(struct tt_step *step, struct tt_relation *const *targets, size_t count,
                       bool cascade)
{
    struct deletion deletion = {.step = step, .cascade = cascade};
    for (size_t i = 0; i < count; i++) {
        take_along(&deletion, targets[i]);
    }
    size_t named = deletion.doomed.count;
    for (size_t i = 0; i < deletion.doomed.count; i++) {
        struct tt_relation *relation = deletion.doomed.items[i];
        if (i < named) {
            tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
        } else {
            tt_take_other_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
        }
        take_children(&deletion, relation);
        take_dependents(&deletion, relation);
    }
    for (size_t i = 0; i < deletion.doomed.count; i++) {
        struct tt_relation *relation = deletion.doomed.items[i];
        release_referencing(&deletion, relation);
        lock_referenced(step, relation);
        tt_drop_functions_of(step, &relation->name, cascade);
        leave_partitioned(&deletion, relation);
        if (relation->kind == TT_SEQUENCE) {
            refuse_sequence(&deletion, relation);
            release_defaults(&deletion, relation);
        }
    }
    for (size_t i = 0; i < deletion.doomed.count; i++) {
        if (deletion.doomed.items[i]->exists) {
            tt_remove_relation(step->model, deletion.doomed.items[i]);
        }
    }
}
