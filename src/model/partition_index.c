/* Indexes of partitions, which follow their parents'. */
#include "model/partition.h"
#include "model/state.h"

/* CompareIndexInfo(), and a constraint where the parent's has one. */
bool tt_index_fits(const struct tt_index *own, const struct tt_index *wanted)
{
    bool fits = own->unique == wanted->unique && own->computed == wanted->computed &&
                own->key_count == wanted->key_count && !own->parent &&
                (!wanted->constraint ||
                 (own->constraint && own->constraint->kind == wanted->constraint->kind));
    for (size_t i = 0; fits && i < own->key_count; i++) {
        const struct tt_column *a = own->keys[i].column, *b = wanted->keys[i].column;
        fits = a && b ? tt_str_equal(a->name, b->name) : a == b;
    }
    return fits;
}

struct tt_index *tt_inherit_index(struct tt_step *step, struct tt_relation *child,
                                  struct tt_index *source, bool *ret_made)
{
    struct tt_index *own = child->indexes;
    while (own && !tt_index_fits(own, source)) {
        own = own->next;
    }
    *ret_made = !own;
    if (!own) {
        return tt_clone_index(step, child, source);
    }
    tt_set(step->model, own->parent, source);
    if (own->constraint) {
        tt_set(step->model, own->constraint->inherited, true);
    }
    return own;
}

void tt_index_partitions(struct tt_step *step, const struct tt_relation *parent,
                         struct tt_index *index, struct tt_work like)
{
    for (struct tt_relation *each = parent->children; each; each = each->next_sibling) {
        bool made = false;
        like.index = tt_inherit_index(step, each, index, &made);
        if (made && each->kind != TT_PARTITIONED_TABLE) {
            tt_add_work_alone(step, each, like);
        }
        if (made) {
            tt_index_partitions(step, each, like.index, like);
        }
    }
}

static void give_index(struct tt_step *step, struct tt_relation *child, struct tt_index *source,
                       bool attached)
{
    bool made = false;
    struct tt_index *index = tt_inherit_index(step, child, source, &made);
    if (!attached || !made) {
        return;
    }
    if (child->kind != TT_PARTITIONED_TABLE) {
        struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_PARTITION_BOUND,
                                           child);
        work->index = index;
        work->why = TT_STR("the parent has an index that the new partition lacks");
    }
    for (struct tt_relation *each = child->children; each; each = each->next_sibling) {
        give_index(step, each, index, attached);
    }
}

/* As written, the oldest first; the list has the newest first. */
void tt_clone_indexes(struct tt_step *step, struct tt_relation *child, struct tt_index *source,
                      bool attached)
{
    if (source) {
        tt_clone_indexes(step, child, source->next, attached);
        give_index(step, child, source, attached);
    }
}
