/* The foreign keys that partitions have because tables above them do. */
#include "base/str.h"
#include "model/alter.h"
#include "model/partition.h"
#include "model/state.h"

static bool same_columns(struct tt_columns a, struct tt_columns b)
{
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++) {
        same = tt_str_equal(a.items[i]->name, b.items[i]->name);
    }
    return same;
}

/* tryAttachPartitionForeignKey(); since 18, one that is not valid will do. */
static bool is_same(const struct tt_constraint *own, const struct tt_constraint *wanted,
                    bool valid)
{
    return own->kind == TT_FOREIGN_KEY && own->references == wanted->references &&
           !own->inherited && own->enforced && (own->validated || !valid) &&
           own->deferrable == wanted->deferrable && own->deferred == wanted->deferred &&
           own->match == wanted->match && own->on_update == wanted->on_update &&
           own->on_delete == wanted->on_delete && same_columns(own->columns, wanted->columns) &&
           same_columns(own->referenced, wanted->referenced);
}

/* AttachPartitionForeignKey() */
static void take_over(struct tt_step *step, struct tt_constraint *own,
                      const struct tt_constraint *wanted, const struct tt_work *like)
{
    /* Its triggers on the referenced table are dropped. */
    tt_take_other_lock(step, own->references, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_set(step->model, own->inherited, true);
    if (step->model->pg_version >= 18) {
        tt_lock_below(step, own->relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
    if (wanted->validated && !own->validated) {
        tt_set(step->model, own->validated, true);
        if (like) {
            tt_add_work_below(step, own->relation, *like);
        }
    }
}

static struct tt_constraint *find_same(const struct tt_relation *child,
                                       const struct tt_constraint *wanted, bool valid)
{
    struct tt_constraint *own = child->constraints;
    while (own && !is_same(own, wanted, valid)) {
        own = own->next;
    }
    return own;
}

bool tt_partitions_have_key(const struct tt_relation *parent, const struct tt_constraint *key)
{
    bool all = parent->children != NULL;
    for (struct tt_relation *each = parent->children; all && each; each = each->next_sibling) {
        all = find_same(each, key, true) || tt_partitions_have_key(each, key);
    }
    return all;
}

void tt_inherit_foreign_key(struct tt_step *step, struct tt_relation *child,
                            const struct tt_constraint *source, const struct tt_work *like)
{
    struct tt_constraint *own = find_same(child, source, step->model->pg_version < 18);
    if (own) {
        take_over(step, own, source, like);
        return;
    }
    struct tt_constraint *key = tt_clone_foreign_key(step, child, source);
    if (like && key->validated && key->enforced) {
        tt_add_work_alone(step, child, *like);
    }
    for (struct tt_relation *each = child->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        tt_inherit_foreign_key(step, each, key, like);
    }
}

void tt_inherit_foreign_keys(struct tt_step *step, struct tt_relation *child,
                             const struct tt_relation *parent, bool attached)
{
    for (struct tt_constraint *each = parent->constraints; each; each = each->next) {
        if (each->kind == TT_FOREIGN_KEY && each->references != child) {
            struct tt_work like = {
                .kind = TT_WORK_SCAN,
                .cause = TT_CAUSE_PARTITION_BOUND,
                .constraint = each,
                .span = step->part,
                .why = TT_STR("the parent's foreign key is checked for the new partition"),
                .certainty = TT_PROVED,
            };
            tt_take_other_lock(step, each->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
            tt_inherit_foreign_key(step, child, each, attached ? &like : NULL);
        }
    }
}
