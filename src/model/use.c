/* The locks and scans of what a query uses. */
#include <string.h>

#include "model/alter.h"
#include "model/query.h"
#include "model/state.h"

void tt_keep_uses(struct tt_step *step, struct tt_relation *view, const struct tt_uses *uses)
{
    struct tt_arena *arena = &step->model->arena;
    struct tt_uses *kept = tt_new(arena, struct tt_uses);
    for (size_t i = 0; i < uses->found.count; i++) {
        struct tt_use use = uses->found.items[i];
        use.node = NULL;
        tt_vec_push(arena, &kept->found, use);
    }
    kept->one_table = uses->one_table;
    for (size_t i = 0; i < uses->calls.count; i++) {
        tt_vec_push(arena, &kept->calls, tt_str_copy(arena, uses->calls.items[i]));
    }
    tt_set(step->model, view->uses, kept);
}

const struct tt_relation *tt_read_by_view(const struct tt_relation *view, size_t index)
{
    bool there = view->uses && index < view->uses->found.count;
    return there ? view->uses->found.items[index].relation : NULL;
}

static void scan(struct tt_step *step, struct tt_relation *relation, bool only)
{
    if (relation->kind == TT_TABLE || relation->kind == TT_MATERIALIZED_VIEW) {
        (void)tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_QUERY, relation);
    }
    for (struct tt_relation *each = only ? NULL : relation->children; each;
         each = each->next_sibling) {
        scan(step, each, false);
    }
}

/*
 * AcquireRewriteLocks() locks what a view's query names, FOR UPDATE is pushed
 * down to it, and a write through the view (rewriteTargetView()) goes to the
 * table that its query names first.
 */
static struct tt_use through_view(const struct tt_use *outer, const struct tt_use *inner,
                                  bool first)
{
    struct tt_use use = *inner;
    if (outer->mode == TT_LOCK_ROW_SHARE && use.mode < TT_LOCK_ROW_SHARE) {
        use.mode = TT_LOCK_ROW_SHARE;
    } else if (outer->write != TT_WRITE_NOTHING && first) {
        use.mode = TT_LOCK_ROW_EXCLUSIVE;
        use.write = outer->write;
        use.node = outer->node;
    }
    use.scanned = use.scanned && outer->scanned;
    return use;
}

/* view_query_is_auto_updatable(); a trigger or rule may do it instead. */
static void refuse_write(struct tt_step *step, struct tt_relation *relation)
{
    bool view = relation->kind == TT_VIEW && relation->known && relation->uses;
    bool helped = false;
    for (const struct tt_dependent *each = relation->dependents; each; each = each->next) {
        bool own = !each->of;
        helped = helped || (own && (strcmp(each->kind, "trigger") == 0 ||
                                    strcmp(each->kind, "rule") == 0));
    }
    if (view && !relation->uses->one_table && !helped) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "55000", relation,
                       TT_STR("its rows are not those of one table"));
    } else if (relation->kind == TT_MATERIALIZED_VIEW || relation->kind == TT_SEQUENCE) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42809", relation,
                       TT_STR("its rows are not written by queries"));
    }
}

enum { VIEWS_DEEP = 64 }; /* a view can't be defined on itself, but replayed histories err */

static void apply(struct tt_step *step, const struct tt_use *use, enum tt_stage stage,
                  unsigned depth)
{
    if (use->sequence_call && stage < TT_STAGE_EXECUTED) {
        return;
    }
    struct tt_relation *relation = use->relation;
    if (depth > 0) {
        tt_take_other_lock(step, relation, use->mode);
    } else {
        tt_take_lock(step, relation, use->mode);
    }
    if (use->write != TT_WRITE_NOTHING && stage >= TT_STAGE_REWRITTEN) {
        refuse_write(step, relation);
    }
    if (relation->kind == TT_VIEW) {
        const struct tt_uses *uses = relation->uses;
        bool deeper = uses && stage >= TT_STAGE_REWRITTEN && depth < VIEWS_DEEP;
        for (size_t i = 0; deeper && i < uses->found.count; i++) {
            struct tt_use inner = through_view(use, &uses->found.items[i], i == 0);
            apply(step, &inner, stage, depth + 1);
        }
        return;
    }
    /* Rows that are inserted look for their own partition. */
    bool routed = use->write == TT_WRITE_INSERT;
    if (stage >= TT_STAGE_PLANNED && !use->only && !routed) {
        tt_lock_below(step, relation, use->mode);
    }
    if (stage == TT_STAGE_EXECUTED && relation->kind == TT_MATERIALIZED_VIEW &&
        relation->known && !relation->filled) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "55000", relation, TT_STR("it was never filled"));
    }
    if (stage == TT_STAGE_EXECUTED && use->scanned) {
        scan(step, relation, use->only);
    }
    if (stage == TT_STAGE_EXECUTED && use->write != TT_WRITE_NOTHING) {
        tt_note_rows(step, relation, use->write, use->node);
        tt_write_rows(step, relation, use->write, use->node);
    }
}

void tt_apply_uses(struct tt_step *step, const struct tt_uses *uses, enum tt_stage stage)
{
    for (size_t i = 0; i < uses->found.count; i++) {
        apply(step, &uses->found.items[i], stage, 0);
    }
}

void tt_follow_query(struct tt_step *step, const struct tt_node *query, enum tt_stage stage)
{
    struct tt_uses uses = {0};
    tt_query_uses(step, query, &uses);
    tt_check_labels(step, &uses);
    tt_check_targets(step, &uses);
    tt_apply_uses(step, &uses, stage);
}
