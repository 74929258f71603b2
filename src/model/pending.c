#include "model/pending.h"

#include "model/state.h"

/* --- which constraints wait ------------------------------------------------- */

static bool is_deferred(const struct tt_model *model, const struct tt_constraint *constraint)
{
    const struct tt_transaction *transaction = &model->transaction;
    for (size_t i = transaction->deferrals.count; i > 0; i--) {
        const struct tt_deferral *said = &transaction->deferrals.items[i - 1];
        if (said->constraint.len == 0 || tt_str_equal(said->constraint, constraint->name)) {
            return constraint->deferrable && said->deferred;
        }
    }
    return constraint->deferred;
}

/* Events that waited for constraints of the name, or for any if it is empty, are over. */
static void fire_events(struct tt_model *model, struct tt_str name)
{
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        bool waits = relation->events_in == model->transaction_number;
        if (waits && (name.len == 0 || tt_find_constraint(relation, name))) {
            tt_set(model, relation->events_in, 0);
        }
    }
}

/* SET CONSTRAINTS; without a name in it, of ALL. */
void tt_step_set_constraints(struct tt_step *step)
{
    struct tt_model *model = step->model;
    bool deferred = tt_node_flag(step->node, "deferred");
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "constraints"));
    bool all = !each;
    while (model->transaction.block && (all || each)) {
        struct tt_str name = all ? (struct tt_str){0}
                                 : tt_name_of_relation(tt_node_as(each, "RangeVar")).name;
        tt_vec_push(&model->arena, &model->transaction.deferrals,
                    (struct tt_deferral){tt_str_copy(&model->arena, name), deferred});
        if (!deferred) {
            fire_events(model, name);
        }
        all = false;
        each = tt_node_next(each);
    }
}

/* --- what leaves events behind ------------------------------------------------ */

static void note(struct tt_model *model, struct tt_relation *relation, enum tt_events events)
{
    bool stronger = relation->events_in != model->transaction_number ||
                    events > relation->events;
    if (stronger) {
        tt_set(model, relation->events_in, model->transaction_number);
        tt_set(model, relation->events, events);
    }
}

/* Each new row of a referencing table is looked up. */
static void note_insert(struct tt_model *model, struct tt_relation *relation, bool surely)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_FOREIGN_KEY && each->enforced && is_deferred(model, each)) {
            note(model, relation, surely ? TT_EVENTS_SURELY : TT_EVENTS_PERHAPS);
        }
    }
}

static bool sets_any(const struct tt_node *targets, struct tt_columns columns)
{
    for (const struct tt_node *each = tt_node_first(targets); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "ResTarget"), "name");
        for (size_t i = 0; i < columns.count; i++) {
            if (tt_str_equal(columns.items[i]->name, name)) {
                return true;
            }
        }
    }
    return false;
}

/* Of the rows that are written only keys count: RI_FKey_fk_upd_check_required(). */
static void note_change(struct tt_step *step, struct tt_relation *relation, bool update)
{
    struct tt_model *model = step->model;
    const struct tt_node *targets = tt_node_get(step->node, "targetList");
    bool all = !tt_node_get(step->node, "whereClause");
    enum tt_events events = all ? TT_EVENTS_WITH_ROWS : TT_EVENTS_PERHAPS;
    const struct tt_constraint *each = update ? relation->constraints : NULL;
    for (; each; each = each->next) {
        if (each->kind == TT_FOREIGN_KEY && each->enforced && is_deferred(model, each) &&
            sets_any(targets, each->columns)) {
            note(model, relation, events);
        }
    }
    for (each = relation->referencing; each; each = each->next_referencing) {
        if (each->enforced && is_deferred(model, each) &&
            (!update || sets_any(targets, each->referenced))) {
            note(model, relation, events);
        }
    }
}

static bool inserts_surely(const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    bool values = !select || tt_node_get(select, "valuesLists");
    return values && !tt_node_get(insert, "onConflictClause");
}

/* ON CONFLICT may leave every row out. */
static bool says_conflict(struct tt_str text)
{
    static const struct tt_str word = {"conflict", 8};
    for (size_t i = 0; i + word.len <= text.len; i++) {
        if (tt_str_equal_nocase(tt_str_slice(text, i, i + word.len), word)) {
            return true;
        }
    }
    return false;
}

static void note_skimmed(struct tt_step *step)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_as_written(&model->scratch, stmt->target);
    struct tt_relation *relation = name.name.len > 0 ? tt_find_relation(model, name) : NULL;
    if (relation) {
        note_insert(model, relation,
                    tt_str_is(stmt->kind, "InsertStmt") && !says_conflict(stmt->text));
    }
}

void tt_note_events(struct tt_step *step)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_model *model = step->model;
    if (!model->transaction.block) {
        return;
    }
    if (stmt->state == TT_STMT_SKIMMED) {
        note_skimmed(step);
        return;
    }
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    bool update = tt_str_is(stmt->kind, "UpdateStmt");
    bool insert = tt_str_is(stmt->kind, "InsertStmt");
    bool writes = update || insert || tt_str_is(stmt->kind, "DeleteStmt");
    struct tt_relation *relation = writes ? tt_find_relation(model, name) : NULL;
    if (relation && insert) {
        note_insert(model, relation, inserts_surely(step->node));
    } else if (relation) {
        note_change(step, relation, update);
    }
}

/* --- what stumbles on them ------------------------------------------------------ */

static bool alters_tables(struct tt_str kind)
{
    static const char *const kinds[] = {"AlterTableStmt", "ClusterStmt", "DropStmt",
                                        "IndexStmt",      "ReindexStmt", "TruncateStmt"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (tt_str_is(kind, kinds[i])) {
            return true;
        }
    }
    return false;
}

void tt_refuse_in_use(struct tt_step *step)
{
    static const struct tt_str why = {
        "rows written in this transaction wait for their deferred constraints", 68};
    struct tt_outcome *outcome = step->outcome;
    for (size_t i = 0; alters_tables(step->stmt->kind) && i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        struct tt_relation *relation = taken->relation;
        if (taken->other_end || relation->events_in != step->model->transaction_number) {
            continue;
        }
        if (relation->events == TT_EVENTS_PERHAPS) {
            tt_add_risk(step, "55006", relation, why);
        } else {
            tt_add_failure(step,
                           relation->events == TT_EVENTS_SURELY ? TT_FAILS_ALWAYS
                                                                : TT_FAILS_WITH_ROWS,
                           "55006", relation, why);
        }
    }
}
