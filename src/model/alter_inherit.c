/* ALTER TABLE … INHERIT, NO INHERIT and OF. */
#include "model/alter.h"
#include "model/inherit.h"
#include "model/partition.h"
#include "model/state.h"

static struct tt_relation *parent_of(struct tt_step *step, const struct tt_node *command)
{
    return tt_need_relation(step->model,
                            tt_name_of_relation(tt_node_get_as(command, "def", "RangeVar")));
}

static bool may_inherit(struct tt_step *step, struct tt_relation *child,
                        const struct tt_relation *parent)
{
    if (child->is_partition || child->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, child, "42809", "what is partitioned inherits from its parent alone");
    } else if (parent->is_partition || parent->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, child, "42809",
                   "a partitioned table and its partitions have no "
                   "other children");
    } else if (child->parent == parent) {
        tt_refused(step, child, "42P07", "the table inherits from it already");
    } else if (tt_is_ancestor(child, parent)) {
        tt_refused(step, child, "42P07", "the table would be its own parent");
    } else {
        return true;
    }
    return false;
}

/* ATExecAddInherit(): it must have what it is to inherit. */
void tt_alter_inherit(struct tt_step *step, struct tt_relation *child,
                      const struct tt_node *command)
{
    struct tt_relation *parent = parent_of(step, command);
    tt_take_other_lock(step, parent, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    if (may_inherit(step, child, parent)) {
        tt_lock_below(step, child, TT_LOCK_ACCESS_SHARE);
        tt_check_shape(step, child, parent);
        tt_join_parent(step->model, child, parent);
        tt_mark_inherited(step->model, child, parent, true);
    }
}

void tt_alter_no_inherit(struct tt_step *step, struct tt_relation *child,
                         const struct tt_node *command)
{
    struct tt_relation *parent = parent_of(step, command);
    tt_take_other_lock(step, parent, TT_LOCK_ACCESS_SHARE);
    if (child->is_partition) {
        tt_refused(step, child, "42809", "a partition is detached instead");
    } else if (child->parent != parent && child->known && parent->known) {
        tt_refused(step, child, "42P01", "the table does not inherit from it");
    } else {
        tt_leave_parent(step->model, child);
        tt_mark_inherited(step->model, child, parent, false);
    }
}
