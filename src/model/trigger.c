/* Triggers, rules and policies: what hangs on a table without being part of it. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/expr.h"
#include "model/query.h"
#include "model/state.h"

/* CreateTrigger(): 42710 for a second one of the name, unless it is to be replaced. */
static void refuse_second(struct tt_step *step, struct tt_relation *relation, const char *kind,
                          struct tt_str name)
{
    if (tt_find_attached(relation, kind, name)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42710", relation,
                       tt_str_format(&step->model->scratch,
                                     "it has a %s \"" TT_FMT "\" already", kind, TT_ARG(name)));
    }
}

/* A trigger's WHEN and UPDATE OF name columns of its table. */
static void note_trigger(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_model *model = step->model;
    struct tt_dependent trigger = {
        .kind = "trigger",
        .name = tt_node_text(step->node, "trigname"),
        .calls = tt_name_of_list(tt_node_get(step->node, "funcname")).name,
        .for_rows = tt_node_flag(step->node, "row"),
        .transitions = tt_node_get(step->node, "transitionRels") != NULL,
        .columns = tt_columns_of_names(model, relation, tt_node_get(step->node, "columns")),
    };
    tt_drop_dependent(model, relation, trigger.kind, trigger.name);
    tt_add_dependent(model, relation, trigger);
    trigger.columns = tt_expr_columns(model, relation, tt_node_get(step->node, "whenClause"));
    tt_add_dependent(model, relation, trigger);
}

enum { TRIGGER_BEFORE = 1 << 1, TRIGGER_TRUNCATE = 1 << 5, TRIGGER_INSTEAD = 1 << 6 };

/* What CreateTriggerFiringOn() lets a trigger on such a relation be. */
static void check_trigger(struct tt_step *step, struct tt_relation *relation)
{
    long timing = tt_node_int(step->node, "timing", 0);
    bool row = tt_node_flag(step->node, "row"), instead = timing & TRIGGER_INSTEAD;
    bool truncate = tt_node_int(step->node, "events", 0) & TRIGGER_TRUNCATE;
    bool view = relation->kind == TT_VIEW;
    bool partitioned = relation->kind == TT_PARTITIONED_TABLE;
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
    } else if ((truncate && row) ||
               (instead && (!row || tt_node_get(step->node, "whenClause")))) {
        tt_refused(step, relation, "0A000", "such a trigger can't be fired so");
    } else if (row && partitioned && tt_node_get(step->node, "transitionRels")) {
        tt_refused(step, relation, "0A000", "rows of partitions have no transition tables");
    }
}

static void check_columns(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "columns"));
    for (; each; each = tt_node_next(each)) {
        if (relation->known && !tt_find_column(relation, tt_node_string(each))) {
            tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                       TT_ARG(tt_node_string(each)));
        }
    }
}

void tt_step_create_trigger(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name other = tt_name_of_relation(tt_node_get(step->node, "constrrel"));
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    bool row = tt_node_flag(step->node, "row");
    tt_take_lock(step, relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    tt_set(model, relation->row_triggers, relation->row_triggers || row);
    if (other.name.len > 0) {
        tt_take_other_lock(step, tt_need_relation(model, other), TT_LOCK_ACCESS_SHARE);
    }
    check_trigger(step, relation);
    check_columns(step, relation);
    if (!tt_node_flag(step->node, "replace")) {
        refuse_second(step, relation, "trigger", tt_node_text(step->node, "trigname"));
    }
    note_trigger(step, relation);
    /* CreateTriggerFiringOn() gives every partition a copy of a row trigger. */
    if (row && relation->kind == TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
}

/* ALTER POLICY as well: its parts are those of the policy that it changes. */
void tt_step_create_policy(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *qual = tt_node_get(step->node, "qual");
    const struct tt_node *check = tt_node_get(step->node, "with_check");
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "table")));
    struct tt_dependent policy = {
        .kind = "policy",
        .name = tt_node_text(step->node, "policy_name"),
        .columns = tt_expr_columns(model, relation, qual),
    };
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_follow_query(step, qual, TT_STAGE_ANALYZED);
    tt_follow_query(step, check, TT_STAGE_ANALYZED);
    if (tt_str_is(step->stmt->kind, "CreatePolicyStmt")) {
        refuse_second(step, relation, "policy", policy.name);
    } else {
        (void)tt_require_attached(step, relation, "policy", policy.name);
    }
    tt_add_dependent(model, relation, policy);
    policy.columns = tt_expr_columns(model, relation, check);
    tt_add_dependent(model, relation, policy);
}

/* Those that an INSERT or UPDATE names to write to. */
static struct tt_columns written_columns(struct tt_step *step, const struct tt_use *use)
{
    const struct tt_node *list = use->write == TT_WRITE_INSERT ? tt_node_get(use->node, "cols")
                                 : use->write == TT_WRITE_UPDATE
                                     ? tt_node_get(use->node, "targetList")
                                     : NULL;
    struct tt_columns found = {0};
    found.items = tt_new_array(&step->model->arena, struct tt_column *, tt_node_count(list));
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        struct tt_column *column = tt_find_column(
            use->relation, tt_node_text(tt_node_as(each, "ResTarget"), "name"));
        if (column) {
            found.items[found.count++] = column;
        }
    }
    return found;
}

/* The other tables that a rule speaks of, and their columns. */
static void note_rule(struct tt_step *step, struct tt_relation *relation, struct tt_str name,
                      const struct tt_node *query)
{
    struct tt_uses uses = {0};
    tt_query_uses(step, query, &uses);
    for (size_t i = 0; i < uses.found.count; i++) {
        struct tt_relation *other = uses.found.items[i].relation;
        if (other != relation) {
            struct tt_dependent dependent = {
                .kind = "rule",
                .name = name,
                .columns = tt_query_columns(step->model, other, query),
                .of = relation,
            };
            tt_add_dependent(step->model, other, dependent);
            dependent.columns = written_columns(step, &uses.found.items[i]);
            tt_add_dependent(step->model, other, dependent);
        }
    }
}

/* DefineRule(): the table, and what its actions name. */
void tt_step_create_rule(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    const struct tt_node *actions = tt_node_get(step->node, "actions");
    struct tt_dependent rule = {
        .kind = "rule",
        .name = tt_node_text(step->node, "rulename"),
        .columns = tt_query_columns(model, relation, actions),
    };
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_follow_query(step, actions, TT_STAGE_ANALYZED);
    tt_follow_query(step, tt_node_get(step->node, "whereClause"), TT_STAGE_ANALYZED);
    if (!tt_node_flag(step->node, "replace")) {
        refuse_second(step, relation, rule.kind, rule.name);
    }
    tt_drop_dependent(model, relation, rule.kind, rule.name);
    tt_add_dependent(model, relation, rule);
    note_rule(step, relation, rule.name, actions);
    note_rule(step, relation, rule.name, tt_node_get(step->node, "whereClause"));
}

/* ALTER TABLE … ENABLE or DISABLE of a trigger or rule by its name. */
void tt_alter_firing(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_node *command)
{
    struct tt_str subtype = tt_node_text(command, "subtype");
    struct tt_str tail = tt_str_slice(subtype, subtype.len - 4, subtype.len);
    struct tt_str name = tt_node_text(command, "name");
    if (name.len > 0) {
        (void)tt_require_attached(step, relation, tt_str_is(tail, "Rule") ? "rule" : "trigger",
                                  name);
    }
}
