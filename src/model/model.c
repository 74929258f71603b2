#include "model/model.h"

#include <assert.h>
#include <stdlib.h>

#include "model/pending.h"
#include "model/query.h"
#include "model/state.h"
#include "model/step.h"
#include "model/unseen.h"

struct tt_model *tt_model_create(void)
{
    struct tt_model *model = calloc(1, sizeof(*model));
    if (!model) {
        tt_out_of_memory();
    }
    tt_settings_reset(&model->standard);
    model->settings = model->standard;
    return model;
}

void tt_model_destroy(struct tt_model *model)
{
    if (!model) {
        return;
    }
    tt_map_finish(&model->relations);
    tt_map_finish(&model->indexes);
    tt_map_finish(&model->types);
    tt_map_finish(&model->constraint_names);
    tt_map_finish(&model->numbers);
    tt_map_finish(&model->functions);
    tt_undo_clear(&model->undo);
    tt_arena_release(&model->scratch);
    tt_arena_release(&model->arena);
    free(model);
}

static struct tt_point point_here(const struct tt_model *model)
{
    return (struct tt_point){
        .mark = tt_undo_mark(&model->undo),
        .transaction = model->transaction,
        .transaction_number = model->transaction_number,
        .has_local = model->has_local,
        .unguarded = model->unguarded,
    };
}

static void back_to(struct tt_model *model, const struct tt_point *point)
{
    tt_undo_to(&model->undo, point->mark);
    model->transaction = point->transaction;
    model->transaction_number = point->transaction_number;
    model->has_local = point->has_local;
    model->unguarded = point->unguarded;
}

/* There is no way back behind this point, unless someone asked for one. */
static void forget_undo(struct tt_model *model)
{
    if (!model->keeps_undo) {
        tt_undo_clear(&model->undo);
    }
}

static void begin_session(struct tt_model *model)
{
    forget_undo(model);
    model->settings = model->standard;
    model->transaction = (struct tt_transaction){0};
    model->has_local = false;
    model->transaction_number++;
}

void tt_model_begin_file(struct tt_model *model, int pg_version, bool goes_on)
{
    if (!goes_on) {
        begin_session(model);
    }
    model->unguarded = (struct tt_unguarded){0};
    model->as_one_text = false;
    model->file_number++;
    model->change_count = 0;
    model->pg_version = pg_version;
    model->file_start = point_here(model);
}

void tt_model_end_file(struct tt_model *model, bool stays_open)
{
    if (!stays_open || model->transaction.block != TT_BLOCK_OF_TOOL) {
        tt_transaction_commit(model);
    }
    if (!stays_open) {
        tt_drop_temporary(model, false);
        forget_undo(model);
    }
}

void tt_model_keep_undo(struct tt_model *model)
{
    model->keeps_undo = true;
}

struct tt_model_mark tt_model_mark(const struct tt_model *model)
{
    assert(!model->transaction.block && model->temporary.count == 0);
    return (struct tt_model_mark){
        .undo = tt_undo_mark(&model->undo),
        .relations = model->all_relations.count,
        .types = model->all_types.count,
        .functions = model->all_functions.count,
        .subscriptions = model->subscriptions.count,
        .servers = model->servers.count,
        .publications = model->publications.count,
        .file_number = model->file_number,
        .transaction_number = model->transaction_number,
        .labels_added_in = model->labels_added_in,
    };
}

/* statement_number goes on: relations remember which statement locked them last. */
void tt_model_rewind(struct tt_model *model, const struct tt_model_mark *mark)
{
    tt_undo_to(&model->undo, mark->undo);
    model->all_relations.count = mark->relations;
    model->all_types.count = mark->types;
    model->all_functions.count = mark->functions;
    model->subscriptions.count = mark->subscriptions;
    model->servers.count = mark->servers;
    model->publications.count = mark->publications;
    model->file_number = mark->file_number;
    model->transaction_number = mark->transaction_number;
    model->labels_added_in = mark->labels_added_in;
}

void tt_model_begin_part(struct tt_model *model, bool in_transaction, bool as_one_text)
{
    model->as_one_text = as_one_text;
    if (in_transaction) {
        tt_transaction_begin(model, TT_BLOCK_OF_TOOL);
    }
}

void tt_model_end_part(struct tt_model *model, bool goes_on)
{
    enum tt_block block = model->transaction.block;
    if (block == TT_BLOCK_OF_TEXT || (block == TT_BLOCK_OF_TOOL && !goes_on)) {
        tt_transaction_commit(model);
    }
    model->as_one_text = false;
}

void tt_model_begin_trial(struct tt_model *model)
{
    model->trial_start = point_here(model);
    model->transaction = (struct tt_transaction){0};
    model->transaction_number++;
    model->has_local = false;
}

void tt_model_end_trial(struct tt_model *model)
{
    back_to(model, &model->trial_start);
}

void tt_model_abandon_file(struct tt_model *model)
{
    back_to(model, &model->file_start);
}

bool tt_model_needs_all(const struct tt_model *model)
{
    return model->transaction.block && model->labels_added_in == model->transaction_number;
}

int tt_model_pg_version(const struct tt_model *model)
{
    return model->pg_version;
}

/* --- a statement's outcome ---------------------------------------------------- */

static enum tt_certainty certainty_of(const struct tt_relation *relation)
{
    return !relation || relation->known ? TT_PROVED : TT_ASSUMED;
}

/* Of what its columns, constraints and indexes tell. */
static enum tt_certainty certainty_of_shape(const struct tt_relation *relation)
{
    return relation && relation->assumed ? TT_ASSUMED : certainty_of(relation);
}

static bool is_of_transaction(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->birth.transaction == model->transaction_number;
}

static void take(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode,
                 bool other_end)
{
    if (relation->locked_in == step->model->statement_number) {
        struct tt_lock_taken *taken = &step->outcome->locks.items[relation->lock_place];
        taken->mode = mode > taken->mode ? mode : taken->mode;
        taken->other_end = taken->other_end && other_end;
        return;
    }
    relation->locked_in = step->model->statement_number;
    relation->lock_place = step->outcome->locks.count;
    tt_vec_push(&step->model->scratch, &step->outcome->locks,
                (struct tt_lock_taken){
                    .relation = relation,
                    .name = relation->name,
                    .mode = mode,
                    .is_new = tt_relation_is_new(step->model, relation),
                    .of_transaction = is_of_transaction(step->model, relation),
                    .before = tt_model_held(step->model, relation),
                    .other_end = other_end,
                    .certainty = certainty_of(relation),
                });
}

void tt_take_lock(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode)
{
    take(step, relation, mode, false);
}

void tt_take_other_lock(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode)
{
    take(step, relation, mode, true);
}

struct tt_work *tt_add_work(struct tt_step *step, enum tt_work_kind kind, enum tt_cause cause,
                            struct tt_relation *relation)
{
    tt_vec_push(&step->model->scratch, &step->outcome->works,
                (struct tt_work){
                    .kind = kind,
                    .cause = cause,
                    .relation = relation,
                    .is_new = relation && tt_relation_is_new(step->model, relation),
                    .of_transaction = relation && is_of_transaction(step->model, relation),
                    .span = step->part,
                    .certainty = certainty_of_shape(relation),
                });
    return &step->outcome->works.items[step->outcome->works.count - 1];
}

struct tt_change *tt_add_change(struct tt_step *step, enum tt_change_kind kind,
                                enum tt_object object, struct tt_relation *relation)
{
    struct tt_change change = {
        .kind = kind,
        .object = object,
        .relation = relation,
        .span = step->part,
        .transaction = step->model->transaction_number,
        .guarded = step->model->is_guarded,
        .certainty = certainty_of_shape(relation),
    };
    if (relation) {
        change.name = change.owner = relation->name;
        change.is_new = tt_relation_is_new(step->model, relation);
        change.is_partition = relation->parent &&
                              relation->parent->kind == TT_PARTITIONED_TABLE;
    }
    tt_vec_push(&step->model->scratch, &step->outcome->changes, change);
    return &step->outcome->changes.items[step->outcome->changes.count - 1];
}

void tt_add_failure(struct tt_step *step, enum tt_fails_when when, const char *sqlstate,
                    struct tt_relation *relation, struct tt_str why)
{
    bool unsure = (relation && relation->assumed) ||
                  tt_is_unseen(step->model, relation, sqlstate);
    /* A guard looks for itself, and what it finds is as likely what the model knows. */
    bool proved = (step->model->is_guarded || !unsure) && !tt_may_hold_variables(step);
    if (proved && when > step->outcome->fails.when) {
        step->outcome->fails = (struct tt_failure){
            .when = when,
            .sqlstate = sqlstate,
            .why = why,
            .span = step->part,
            .relation = relation,
        };
    }
}

void tt_add_risk(struct tt_step *step, const char *sqlstate, struct tt_relation *relation,
                 struct tt_str why)
{
    if (step->outcome->may_fail.when == TT_FAILS_NEVER &&
        tt_may_hold_rows(step->model, relation)) {
        step->outcome->may_fail = (struct tt_failure){
            .when = TT_FAILS_WITH_ROWS,
            .sqlstate = sqlstate,
            .why = why,
            .span = step->part,
            .relation = relation,
        };
    }
}

/* --- taking a statement -------------------------------------------------------- */

static tt_step_fn *find_step(struct tt_str kind)
{
    static const struct {
        const char *node;
        tt_step_fn *step;
    } steps[] = {
#define STATEMENT(node, function) {#node, function},
#include "model/statement.def"
#undef STATEMENT
    };
    size_t low = 0, high = sizeof(steps) / sizeof(steps[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = tt_str_compare(kind, tt_str_from(steps[middle].node));
        if (order == 0) {
            return steps[middle].step;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

/* INSERT and COPY, where they were not turned into trees. */
static void insert_into(struct tt_step *step, struct tt_str written)
{
    struct tt_name name = tt_name_as_written(&step->model->scratch, written);
    struct tt_relation *relation = name.name.len > 0 ? tt_find_relation(step->model, name)
                                                     : NULL;
    if (relation) {
        tt_take_lock(step, relation, TT_LOCK_ROW_EXCLUSIVE);
        tt_write_rows(step, relation, TT_WRITE_INSERT, NULL);
    }
}

/* The count is undone by ROLLBACK, which tells how many of the changes still stand. */
static void count_changes(struct tt_model *model)
{
    model->outcome.changes_before = model->change_count;
    if (model->outcome.changes.count > 0 && !tt_comes_to_nothing(&model->outcome)) {
        tt_set(model, model->change_count, model->change_count + model->outcome.changes.count);
    }
}

const struct tt_outcome *tt_model_apply(struct tt_model *model, const struct tt_stmt *stmt)
{
    tt_arena_reset(&model->scratch);
    model->statement_number++;
    if (model->guards && !model->is_guarded) {
        tt_end_guard(model);
    }
    if (model->as_one_text && !model->transaction.block) {
        tt_transaction_begin(model, TT_BLOCK_OF_TEXT); /* exec_simple_query() in postgres.c */
    }
    model->outcome = (struct tt_outcome){.stmt = stmt, .block = model->transaction.block};
    struct tt_step step = {
        .model = model,
        .stmt = stmt,
        .node = stmt->tree,
        .part = stmt->span,
        .outcome = &model->outcome,
    };
    tt_step_fn *follow = stmt->state == TT_STMT_PARSED ? find_step(stmt->kind) : NULL;
    size_t mark = tt_undo_mark(&model->undo);
    model->outcome.transaction = model->transaction_number;
    if (follow) {
        follow(&step);
    } else if (stmt->state == TT_STMT_SKIMMED && stmt->target.len > 0) {
        insert_into(&step, stmt->target);
    }
    if (!model->outcome.block) {
        model->outcome.transaction = model->transaction_number; /* it may be BEGIN */
    }
    tt_refuse_in_use(&step);
    tt_note_events(&step);
    if (tt_comes_to_nothing(&model->outcome)) {
        tt_undo_to(&model->undo, mark); /* nothing comes of it */
    }
    count_changes(model);
    tt_transaction_hold(model, &model->outcome);
    tt_note_unguarded(model, &model->outcome);
    if (!model->transaction.block) {
        tt_drop_temporary(model, true);
        model->transaction_number++;
    }
    return &model->outcome;
}
