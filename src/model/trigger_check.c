#include "model/trigger_check.h"

#include "model/alter.h"
#include "model/column_check.h"
#include "model/expr_kind.h"
#include "model/function.h"
#include "model/state.h"

/* --- NEW and OLD ------------------------------------------------------------------------- */

static void check_row(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_row_rules *rules, bool is_new, struct tt_str name)
{
    const char *none = is_new ? rules->no_new : rules->no_old;
    const struct tt_column *column = tt_find_column(relation, name);
    bool early = is_new && rules->before;
    if (none) {
        tt_refused(step, relation, none, "there is no %s row", is_new ? "NEW" : "OLD");
    } else if (tt_is_system_column(name)) {
        if (early) {
            tt_refused(step, relation, "0A000", "the new row has no \"" TT_FMT "\" yet",
                       TT_ARG(name));
        }
    } else if (name.len > 0 && !column && relation->known) {
        tt_refused(step, relation, "42703", "there is no column \"" TT_FMT "\"", TT_ARG(name));
    } else if (early && column && column->generated) {
        tt_refused(step, relation, "42P17", "\"" TT_FMT "\" is not generated yet",
                   TT_ARG(name));
    }
}

static void check_reference(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_row_rules *rules, const struct tt_node *fields)
{
    struct tt_str first = tt_node_string(tt_node_first(fields));
    struct tt_str last = tt_node_string(tt_node_last(fields));
    bool is_new = tt_str_is(first, "new"), is_old = tt_str_is(first, "old");
    if (is_new || is_old) {
        bool whole = tt_node_count(fields) == 1;
        check_row(step, relation, rules, is_new, whole ? (struct tt_str){0} : last);
    } else if (rules->strict && tt_node_count(fields) == 1) {
        bool both = tt_find_column(relation, last) != NULL;
        if (both || relation->known) {
            tt_refused(step, relation, both ? "42702" : "42703", "\"" TT_FMT "\" is %s",
                       TT_ARG(last), both ? "of NEW or of OLD" : "no column");
        }
    }
}

void tt_check_rows(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_row_rules *rules, const struct tt_node *expr)
{
    for (const struct tt_node *each = tt_node_first(expr); each; each = tt_node_next(each)) {
        if (tt_str_is(tt_node_field(each), "ColumnRef")) {
            check_reference(step, relation, rules, tt_node_get(each, "fields"));
        } else {
            tt_check_rows(step, relation, rules, each);
        }
    }
}

/* --- CREATE TRIGGER ------------------------------------------------------------------------
 */

static void check_relation(struct tt_step *step, struct tt_relation *relation)
{
    long timing = tt_node_int(step->node, "timing", 0);
    bool row = tt_node_flag(step->node, "row"), instead = timing & TRIGGER_INSTEAD;
    bool truncate = tt_node_int(step->node, "events", 0) & TRIGGER_TRUNCATE;
    bool view = relation->kind == TT_VIEW;
    bool partitioned = relation->kind == TT_PARTITIONED_TABLE;
    bool of_constraint = tt_node_flag(step->node, "isconstraint");
    if (!relation->known && !view) {
        return;
    }
    if (relation->kind == TT_MATERIALIZED_VIEW || relation->kind == TT_SEQUENCE) {
        tt_refused(step, relation, "42809", "nothing fires on such a relation");
    } else if (instead != view && (instead || row)) {
        tt_refused(step, relation, "42809",
                   "INSTEAD OF is for views, and rows of views for it");
    } else if ((truncate && view) || (partitioned && row && (timing & TRIGGER_BEFORE) &&
                                      step->model->pg_version < 13)) {
        tt_refused(step, relation, "42809", "such a relation has no triggers of this kind");
    } else if (relation->kind == TT_FOREIGN_TABLE && of_constraint) {
        tt_refused(step, relation, "42809", "a foreign table has no constraint triggers");
    } else if ((truncate && row) ||
               (instead && (!row || tt_node_get(step->node, "whenClause")))) {
        tt_refused(step, relation, "0A000", "such a trigger can't be fired so");
    }
}

/* What one REFERENCING … TABLE needs. */
static void check_transition(struct tt_step *step, struct tt_relation *relation, bool is_new)
{
    long timing = tt_node_int(step->node, "timing", 0);
    long events = tt_node_int(step->node, "events", 0);
    long wanted = TRIGGER_UPDATE | (is_new ? TRIGGER_INSERT : TRIGGER_DELETE);
    bool row = tt_node_flag(step->node, "row");
    if (relation->kind == TT_VIEW || relation->kind == TT_FOREIGN_TABLE) {
        tt_refused(step, relation, "42809", "such a relation has no transition tables");
    } else if (row && (relation->kind == TT_PARTITIONED_TABLE || relation->parent)) {
        tt_refused(step, relation, "0A000", "rows of children have no transition tables");
    } else if (timing & (TRIGGER_BEFORE | TRIGGER_INSTEAD)) {
        tt_refused(step, relation, "42P17", "transition tables are there AFTER it");
    } else if (events & TRIGGER_TRUNCATE) {
        tt_refused(step, relation, "0A000", "TRUNCATE has no transition tables");
    } else if ((events & (events - 1)) != 0) {
        tt_refused(step, relation, "0A000", "transition tables are for one event");
    } else if (tt_node_get(step->node, "columns")) {
        tt_refused(step, relation, "0A000", "transition tables are for all columns");
    } else if (!(events & wanted)) {
        tt_refused(step, relation, "42P17", "there are no %s rows", is_new ? "NEW" : "OLD");
    }
}

static void check_when(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *when = tt_node_get(step->node, "whenClause");
    long events = tt_node_int(step->node, "events", 0);
    bool row = tt_node_flag(step->node, "row");
    struct tt_row_rules rules = {
        .no_new = !row || (events & TRIGGER_DELETE) ? "42P17" : NULL,
        .no_old = !row || (events & TRIGGER_INSERT) ? "42P17" : NULL,
        .before = tt_node_int(step->node, "timing", 0) & TRIGGER_BEFORE,
        .strict = true,
    };
    if (tt_check_expr(step, relation, TT_EXPR_TRIGGER_WHEN, when)) {
        tt_check_rows(step, relation, &rules, when);
    }
}

/* Of an only function of the name, what it gives. */
static void check_function(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, "funcname"));
    const struct tt_function *called = tt_functions_of(step->model, name);
    bool alone = called && called->exists && !called->next && called->in_count == 0;
    if (alone && tt_type_known(&called->result) && !called->result.opaque &&
        !tt_str_is(called->result.name, "trigger")) {
        tt_refused(step, relation, "42P17", "function \"" TT_FMT "\" is not for triggers",
                   TT_ARG(name.name));
    }
}

void tt_check_trigger(struct tt_step *step, struct tt_relation *relation)
{
    check_relation(step, relation);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "transitionRels"));
    for (; each; each = tt_node_next(each)) {
        check_transition(step, relation,
                         tt_node_flag(tt_node_as(each, "TriggerTransition"), "isNew"));
    }
    check_when(step, relation);
    tt_check_column_list(step, relation, tt_node_get(step->node, "columns"));
    check_function(step, relation);
}
