/* Statements that read or write rows, and LOCK TABLE. */
#include "model/alter.h"
#include "model/options.h"
#include "model/query.h"
#include "model/query_check.h"
#include "model/state.h"
#include "model/unseen.h"

void tt_step_query(struct tt_step *step)
{
    tt_follow_query(step, step->node, TT_STAGE_EXECUTED);
    tt_check_query(step, step->node);
}

/* The queries of these are not run to their end, or not at all. */
void tt_step_explain(struct tt_step *step)
{
    bool runs = tt_option_flag(tt_node_get(step->node, "options"), "analyze", false);
    tt_follow_query(step, tt_node_get(step->node, "query"),
                    runs ? TT_STAGE_EXECUTED : TT_STAGE_PLANNED);
}

void tt_step_declare_cursor(struct tt_step *step)
{
    tt_follow_query(step, tt_node_get(step->node, "query"), TT_STAGE_PLANNED);
}

void tt_step_prepare(struct tt_step *step)
{
    tt_follow_query(step, tt_node_get(step->node, "query"), TT_STAGE_REWRITTEN);
}

void tt_step_call(struct tt_step *step)
{
    tt_follow_query(step, tt_node_get(step->node, "funccall"), TT_STAGE_EXECUTED);
    tt_note_call(step, tt_node_get(step->node, "funccall"));
}

/* --- COPY ----------------------------------------------------------------------- */

static void copy_from(struct tt_step *step, struct tt_relation *relation)
{
    tt_take_lock(step, relation, TT_LOCK_ROW_EXCLUSIVE);
    tt_copy_rows(step, relation, tt_node_get(step->node, "attlist"));
}

/* DoCopy() of 12 lets go of the table before the statement ends. */
static void copy_to(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "attlist"));
    for (; each; each = tt_node_next(each)) {
        (void)tt_altered_column(step, relation, tt_node_string(each));
    }
    if (step->model->pg_version > 12) {
        tt_take_lock(step, relation, TT_LOCK_ACCESS_SHARE);
    }
    if (relation->kind == TT_PARTITIONED_TABLE || relation->kind == TT_VIEW) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42809", relation,
                       TT_STR("COPY reads tables only, not what stands for several"));
    } else {
        (void)tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_QUERY, relation);
    }
}

void tt_step_copy(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    if (name.name.len == 0) {
        tt_follow_query(step, tt_node_get(step->node, "query"), TT_STAGE_EXECUTED);
        return;
    }
    if (tt_is_system_name(name) && !tt_find_relation(step->model, name)) {
        return;
    }
    struct tt_relation *relation = tt_need_relation(step->model, name);
    if (tt_node_flag(step->node, "is_from")) {
        copy_from(step, relation);
    } else {
        copy_to(step, relation);
    }
}

/* --- LOCK TABLE -------------------------------------------------------------------- */

enum { VIEWS_DEEP = 64 };

/* LockViewRecurse() and LockTableRecurse() in lockcmds.c. */
static void lock_whole(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode,
                       bool only, unsigned depth)
{
    if (depth > 0) {
        tt_take_other_lock(step, relation, mode);
    } else {
        tt_take_lock(step, relation, mode);
    }
    if (depth == 0 && (relation->kind == TT_MATERIALIZED_VIEW ||
                       relation->kind == TT_SEQUENCE || relation->kind == TT_FOREIGN_TABLE)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42809", relation,
                       TT_STR("only tables and views are locked by name"));
    }
    if (relation->kind != TT_VIEW) {
        if (!only) {
            tt_lock_below(step, relation, mode);
        }
        return;
    }
    for (size_t i = 0; relation->uses && depth < VIEWS_DEEP && i < relation->uses->found.count;
         i++) {
        const struct tt_use *use = &relation->uses->found.items[i];
        enum tt_relation_kind kind = use->relation->kind;
        if (kind == TT_TABLE || kind == TT_PARTITIONED_TABLE || kind == TT_VIEW) {
            lock_whole(step, use->relation, mode, use->only, depth + 1);
        }
    }
}

void tt_step_lock(struct tt_step *step)
{
    long number = tt_node_int(step->node, "mode", 8); /* lockdefs.h; from 1 */
    enum tt_lock mode = number >= 1 && number <= TT_LOCK_COUNT ? (enum tt_lock)(number - 1)
                                                               : TT_LOCK_ACCESS_EXCLUSIVE;
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "relations"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *range_var = tt_node_as(each, "RangeVar");
        struct tt_name name = tt_name_of_relation(range_var);
        if (!tt_is_system_name(name) || tt_find_relation(step->model, name)) {
            lock_whole(step, tt_need_relation(step->model, name), mode,
                       !tt_node_flag(range_var, "inh"), 0);
        }
    }
}
