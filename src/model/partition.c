/* Partitions made, attached and detached. */
#include "model/partition.h"

#include "base/str.h"
#include "model/attached.h"
#include "model/inherit.h"
#include "model/partition_bound.h"
#include "model/state.h"

static void refuse(struct tt_step *step, struct tt_relation *relation, const char *sqlstate,
                   const char *what, struct tt_str name, const char *why)
{
    tt_refused(step, relation, sqlstate, "%s \"" TT_FMT "\" %s", what, TT_ARG(name), why);
}

/* --- rows that must fit the bounds --------------------------------------------- */

/* What ConstraintImpliedByRelConstraint() goes by: NOT NULLs and valid CHECKs. */
static const struct tt_test *known_of(struct tt_model *model, const struct tt_relation *table)
{
    TT_VEC(const struct tt_test *) known = {0};
    for (const struct tt_column *each = table->columns; each; each = each->next) {
        if (each->not_null) {
            tt_vec_push(&model->arena, &known, tt_test_null(model, each, false));
        }
    }
    for (const struct tt_constraint *each = table->constraints; each; each = each->next) {
        if (each->kind == TT_CHECK && each->test && each->validated && each->enforced) {
            tt_vec_push(&model->arena, &known, each->test);
        }
    }
    return tt_test_join(model, TT_TEST_ALL, known.items, known.count);
}

bool tt_rows_meet(struct tt_model *model, const struct tt_relation *table,
                  const struct tt_test *claim)
{
    return tt_test_implies(known_of(model, table), claim);
}

/* QueuePartitionConstraintValidation(): where the claim isn't proved, rows are read. */
static void check_rows(struct tt_step *step, struct tt_relation *table,
                       const struct tt_test *claim, struct tt_str why)
{
    if (table->kind == TT_FOREIGN_TABLE || tt_rows_meet(step->model, table, claim)) {
        return;
    }
    for (struct tt_relation *each = table->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, TT_LOCK_ACCESS_EXCLUSIVE);
        check_rows(step, each, claim, why);
    }
    if (table->kind != TT_PARTITIONED_TABLE) {
        struct tt_work *work = tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_PARTITION_BOUND, table);
        work->why = why;
    }
}

/* The rows that the default partition may hold and the new one should. */
static void check_default(struct tt_step *step, struct tt_relation *parent,
                          const struct tt_bound *bound)
{
    struct tt_relation *other = tt_default_partition(parent);
    if (!other || bound->is_default) {
        return;
    }
    tt_take_other_lock(step, other, TT_LOCK_ACCESS_EXCLUSIVE);
    const struct tt_test *claim = tt_test_negate(step->model,
                                                 tt_bound_test(step->model, parent, bound));
    check_rows(step, other, claim,
               TT_STR("rows of the default partition may belong to the new one"));
}

/* The parent's bounds hold as well, and those of the parent's parents. */
static const struct tt_test *whole_test(struct tt_step *step, struct tt_relation *parent,
                                        const struct tt_bound *bound)
{
    struct tt_model *model = step->model;
    TT_VEC(const struct tt_test *) all = {0};
    tt_vec_push(&model->arena, &all, tt_bound_test(model, parent, bound));
    for (struct tt_relation *each = parent; each->is_partition && each->parent;
         each = each->parent) {
        tt_take_other_lock(step, each->parent, TT_LOCK_ACCESS_SHARE);
        tt_vec_push(&model->arena, &all, tt_bound_test(model, each->parent, each->bound));
    }
    return tt_test_join(model, TT_TEST_ALL, all.items, all.count);
}

/* --- foreign keys ---------------------------------------------------------------- */

/* CloneFkReferenced(): keys that point to the parent point to its new partition too. */
static void lock_referencing(struct tt_step *step, const struct tt_relation *parent,
                             enum tt_lock mode)
{
    for (; parent; parent = parent->is_partition ? parent->parent : NULL) {
        const struct tt_constraint *each = parent->referencing;
        for (; each; each = each->next_referencing) {
            if (!tt_is_ancestor(each->relation, parent)) {
                tt_take_other_lock(step, each->relation, mode);
            }
        }
    }
}

static enum tt_lock referencing_mode(const struct tt_step *step)
{
    return step->model->pg_version >= 15 ? TT_LOCK_SHARE_ROW_EXCLUSIVE : TT_LOCK_ACCESS_SHARE;
}

/* --- CREATE TABLE … PARTITION OF ----------------------------------------------------- */

void tt_create_partition(struct tt_step *step, struct tt_relation *child,
                         struct tt_relation *parent, const struct tt_node *spec)
{
    const struct tt_bound *bound = tt_bound_of(step, parent, spec);
    tt_take_other_lock(step, parent, TT_LOCK_ACCESS_EXCLUSIVE);
    if (parent->known && parent->kind != TT_PARTITIONED_TABLE) {
        refuse(step, parent, "42P17", "table", parent->name.name, "is not partitioned");
        return;
    }
    if (parent->known && child->temporary != parent->temporary) {
        refuse(step, child, "42809", "table", child->name.name,
               "is temporary or its parent is");
    }
    tt_check_bound(step, parent, bound);
    check_default(step, parent, bound);
    tt_join_parent(step->model, child, parent);
    tt_set_bound(step->model, parent, child, bound);
    tt_clone_checks(step, child, parent);
    tt_clone_indexes(step, child, parent->indexes, false);
    tt_inherit_foreign_keys(step, child, parent, false);
    lock_referencing(step, parent, referencing_mode(step));
}

/* --- ATTACH and DETACH ------------------------------------------------------------------ */

static bool check_kinship(struct tt_step *step, struct tt_relation *parent,
                          struct tt_relation *child)
{
    struct tt_str name = child->name.name;
    if (child->is_partition) {
        refuse(step, child, "42809", "table", name, "is already a partition");
    } else if (tt_is_ancestor(child, parent)) {
        refuse(step, child, "42P07", "table", name, "would be its own parent");
    } else if (child->parent || (child->children && child->kind == TT_TABLE)) {
        refuse(step, child, "42809", "table", name, "inherits or is inherited from");
    } else if (child->known && parent->known && child->temporary != parent->temporary) {
        refuse(step, child, "42809", "table", name, "is temporary or its parent is");
    } else {
        return true;
    }
    return false;
}

static void check_extra_columns(struct tt_step *step, struct tt_relation *parent,
                                struct tt_relation *child)
{
    for (const struct tt_column *each = child->columns; each; each = each->next) {
        if (parent->known && each->known && !tt_find_column(parent, each->name)) {
            refuse(step, child, "42804", "column", each->name, "is not in the parent");
        }
    }
}

/* ATExecAttachPartition() and CloneRowTriggersToPartition(). */
static void check_triggers(struct tt_step *step, const struct tt_relation *parent,
                           struct tt_relation *child)
{
    for (const struct tt_dependent *each = child->dependents; each; each = each->next) {
        const struct tt_dependent *same = each->for_rows
                                              ? tt_find_attached(parent, each->kind, each->name)
                                              : NULL;
        if (each->for_rows && each->transitions) {
            refuse(step, child, "0A000", "trigger", each->name, "has transition tables");
        } else if (same && same->for_rows) {
            refuse(step, child, "42710", "trigger", each->name, "is one of the parent's, too");
        }
    }
}

static void note_change(struct tt_step *step, enum tt_change_kind kind,
                        struct tt_relation *parent, struct tt_relation *child,
                        bool concurrently)
{
    struct tt_change *change = tt_add_change(step, kind, TT_OBJECT_TABLE, child);
    change->owner = parent->name;
    change->parent = parent;
    change->concurrently = concurrently;
}

void tt_alter_attach_partition(struct tt_step *step, struct tt_relation *parent,
                               const struct tt_node *command)
{
    struct tt_model *model = step->model;
    const struct tt_node *part = tt_node_get_as(command, "def", "PartitionCmd");
    struct tt_relation *child = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(part, "name")));
    tt_take_other_lock(step, child, TT_LOCK_ACCESS_EXCLUSIVE);
    note_change(step, TT_CHANGE_ATTACH, parent, child, false);
    if (!parent->known && parent->kind == TT_TABLE) {
        tt_set(model, parent->kind, TT_PARTITIONED_TABLE);
    }
    if (parent->kind != TT_PARTITIONED_TABLE) {
        /* 18 notices in ATSimplePermissions() already. */
        refuse(step, parent, tt_model_pg_version(model) < 18 ? "42P17" : "42809", "table",
               parent->name.name, "is not partitioned");
        return;
    }
    if (!check_kinship(step, parent, child)) {
        return;
    }
    check_triggers(step, parent, child);
    const struct tt_bound *bound = tt_bound_of(step, parent, tt_node_get(part, "bound"));
    tt_lock_below(step, child, TT_LOCK_ACCESS_EXCLUSIVE);
    check_extra_columns(step, parent, child);
    tt_check_shape(step, child, parent);
    tt_check_bound(step, parent, bound);
    const struct tt_test *claim = whole_test(step, parent, bound);
    check_default(step, parent, bound);
    tt_join_parent(model, child, parent);
    tt_set_bound(model, parent, child, bound);
    tt_mark_inherited(model, child, parent, true);
    tt_clone_indexes(step, child, parent->indexes, true);
    tt_inherit_foreign_keys(step, child, parent, true);
    lock_referencing(step, parent, referencing_mode(step));
    check_rows(step, child, claim, TT_STR("every row must be within the partition's bounds"));
    if (tt_may_hold_rows(model, child)) {
        tt_set(model, parent->filled, true);
    }
}

/* The keys that came down stay, and get triggers of their own at the other end. */
static void keep_foreign_keys(struct tt_step *step, struct tt_relation *child,
                              const struct tt_relation *parent)
{
    for (const struct tt_constraint *each = parent->constraints; each; each = each->next) {
        if (each->kind == TT_FOREIGN_KEY && each->references != child) {
            tt_take_other_lock(step, each->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        }
    }
    for (struct tt_constraint *each = child->constraints; each; each = each->next) {
        if (each->inherited) {
            tt_set(step->model, each->inherited, false);
        }
    }
    for (struct tt_index *each = child->indexes; each; each = each->next) {
        tt_set(step->model, each->parent, NULL);
    }
    lock_referencing(step, parent, TT_LOCK_ACCESS_EXCLUSIVE);
}

/* Since 14 under ACCESS EXCLUSIVE, or SHARE UPDATE EXCLUSIVE and then the same. */
static enum tt_lock detach_mode(const struct tt_step *step)
{
    return step->model->pg_version >= 14 ? TT_LOCK_ACCESS_EXCLUSIVE
                                         : TT_LOCK_SHARE_UPDATE_EXCLUSIVE;
}

void tt_alter_detach_partition(struct tt_step *step, struct tt_relation *parent,
                               const struct tt_node *command)
{
    struct tt_model *model = step->model;
    const struct tt_node *part = tt_node_get_as(command, "def", "PartitionCmd");
    bool concurrently = tt_node_flag(part, "concurrent");
    struct tt_relation *child = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(part, "name")));
    struct tt_relation *other = tt_default_partition(parent);
    step->outcome->refused_in_block = step->outcome->refused_in_block || concurrently;
    tt_take_other_lock(step, child, detach_mode(step));
    note_change(step, TT_CHANGE_DETACH, parent, child, concurrently);
    if (child->parent != parent && child->known && parent->known) {
        refuse(step, child, "42P01", "table", child->name.name, "is not a partition of it");
        return;
    }
    if (other && concurrently) {
        refuse(step, parent, "55000", "partition", other->name.name,
               "holds the default, with which none is detached concurrently");
        return;
    }
    if (other) {
        tt_take_other_lock(step, other, TT_LOCK_ACCESS_EXCLUSIVE);
    }
    tt_lock_below(step, child, TT_LOCK_ACCESS_EXCLUSIVE);
    if (model->pg_version < 14 && parent->referencing) {
        tt_take_other_lock(step, child, TT_LOCK_ACCESS_EXCLUSIVE); /* for its triggers */
    }
    keep_foreign_keys(step, child, parent);
    if (concurrently) {
        tt_keep_bound(step, child, parent, whole_test(step, parent, child->bound));
    }
    tt_leave_parent(model, child);
    tt_set(model, child->detached, true);
}

/* Only what a CONCURRENTLY that was cut off left behind can be finished. */
void tt_alter_detach_finalize(struct tt_step *step, struct tt_relation *parent,
                              const struct tt_node *command)
{
    const struct tt_node *part = tt_node_get_as(command, "def", "PartitionCmd");
    struct tt_relation *child = tt_need_relation(
        step->model, tt_name_of_relation(tt_node_get(part, "name")));
    tt_take_other_lock(step, child, TT_LOCK_ACCESS_EXCLUSIVE);
    if (child->parent == parent) {
        refuse(step, child, "55000", "partition", child->name.name, "is not being detached");
    }
}
