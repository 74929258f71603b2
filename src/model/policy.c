/* Policies and rules. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/query.h"
#include "model/state.h"
#include "model/trigger_check.h"

/* FOR …; of ALTER POLICY that of the policy. */
static struct tt_str command_of(const struct tt_step *step, const struct tt_relation *relation)
{
    const struct tt_dependent *there = tt_find_attached(
        relation, "policy", tt_node_text(step->node, "policy_name"));
    bool creates = tt_str_is(step->stmt->kind, "CreatePolicyStmt");
    return creates ? tt_str_copy(&step->model->arena, tt_node_text(step->node, "cmd_name"))
           : there ? there->command
                   : (struct tt_str){0};
}

/* CreatePolicy() and AlterPolicy(): rows that are read, and rows that are written. */
static void check_policy(struct tt_step *step, struct tt_relation *relation,
                         struct tt_str command)
{
    const struct tt_node *qual = tt_node_get(step->node, "qual");
    const struct tt_node *check = tt_node_get(step->node, "with_check");
    if (relation->known && relation->kind != TT_TABLE &&
        relation->kind != TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "42809", "only tables have policies");
    } else if ((qual && tt_str_is(command, "insert")) ||
               (check && (tt_str_is(command, "select") || tt_str_is(command, "delete")))) {
        tt_refused(step, relation, "42601", "a policy for " TT_FMT " has no %s",
                   TT_ARG(command), check ? "WITH CHECK" : "USING");
    }
    (void)tt_check_expr(step, relation, TT_EXPR_POLICY, qual);
    (void)tt_check_expr(step, relation, TT_EXPR_POLICY, check);
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
        .command = command_of(step, relation),
    };
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_follow_query(step, qual, TT_STAGE_ANALYZED);
    tt_follow_query(step, check, TT_STAGE_ANALYZED);
    check_policy(step, relation, policy.command);
    if (tt_str_is(step->stmt->kind, "CreatePolicyStmt")) {
        tt_refuse_second(step, relation, "policy", policy.name);
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

/* transformRuleStmt() and DefineQueryRewrite(). */
static void check_rule(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_str event = tt_node_text(step->node, "event");
    struct tt_row_rules rules = {
        .no_new = tt_str_is(event, "CMD_DELETE") ? "42P01" : NULL,
        .no_old = tt_str_is(event, "CMD_INSERT") ? "42P01" : NULL,
    };
    bool stored = relation->known && relation->kind != TT_VIEW;
    bool named = tt_node_text_is(step->node, "rulename", "_RETURN");
    bool converts = step->model->pg_version < 16; /* a table without rows into a view */
    if (tt_str_is(event, "CMD_SELECT") && stored && !(named && converts)) {
        tt_refused(step, relation, converts ? "42P17" : "42809",
                   "only a view has a rule for SELECT");
    }
    tt_check_rows(step, relation, &rules, tt_node_get(step->node, "whereClause"));
    struct tt_row_rules anywhere = {0};
    tt_check_rows(step, relation, &anywhere, tt_node_get(step->node, "actions"));
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
        tt_refuse_second(step, relation, rule.kind, rule.name);
    }
    tt_drop_dependent(model, relation, rule.kind, rule.name);
    tt_add_dependent(model, relation, rule);
    check_rule(step, relation);
    note_rule(step, relation, rule.name, actions);
    note_rule(step, relation, rule.name, tt_node_get(step->node, "whereClause"));
}
