/* BEGIN … COMMIT and what lies between, and the settings that end with it. */
#include "model/alter.h"
#include "model/state.h"
#include "model/step.h"

void tt_transaction_begin(struct tt_model *model, enum tt_block block)
{
    if (model->transaction.block == TT_BLOCK_OF_TEXT) {
        model->transaction.block = block; /* what came before is in it too */
    }
    if (model->transaction.block) {
        return; /* the server only warns */
    }
    model->transaction = (struct tt_transaction){
        .block = block,
        .mark = tt_undo_mark(&model->undo),
    };
    model->transaction_number++;
    model->has_local = false;
}

void tt_drop_temporary(struct tt_model *model, bool only_on_commit)
{
    size_t kept = 0;
    for (size_t i = 0; i < model->temporary.count; i++) {
        struct tt_relation *relation = model->temporary.items[i];
        if (relation->exists && only_on_commit && !relation->drops_on_commit) {
            model->temporary.items[kept++] = relation;
        } else if (relation->exists) {
            tt_remove_relation(model, relation);
        }
    }
    model->temporary.count = kept;
}

static void end(struct tt_model *model)
{
    model->transaction = (struct tt_transaction){0};
    model->transaction_number++;
}

void tt_transaction_commit(struct tt_model *model)
{
    if (model->has_local) {
        tt_end_timeouts(model);
        model->has_local = false;
    }
    tt_drop_temporary(model, true);
    end(model);
}

void tt_transaction_rollback(struct tt_model *model)
{
    if (model->transaction.block) {
        tt_undo_to(&model->undo, model->transaction.mark);
    }
    model->has_local = false;
    end(model);
}

static void hold(struct tt_model *model, struct tt_relation *relation, enum tt_lock mode,
                 struct tt_span span)
{
    tt_set(model, relation->held, mode);
    tt_set(model, relation->held_span, span);
    tt_set(model, relation->held_file, model->file_number);
}

/* Noted on the relation itself, so that ROLLBACK TO takes it back with all else. */
void tt_transaction_hold(struct tt_model *model, const struct tt_outcome *outcome)
{
    for (size_t i = 0; model->transaction.block && i < outcome->locks.count; i++) {
        struct tt_relation *relation = outcome->locks.items[i].relation;
        enum tt_lock mode = outcome->locks.items[i].mode;
        enum tt_lock before = tt_model_held(model, relation);
        if (tt_lock_blocks_writes(mode) &&
            (before == TT_LOCK_COUNT || !tt_lock_blocks_writes(before))) {
            tt_vec_push(&model->arena, &model->transaction.strong, relation);
        }
        if (before == TT_LOCK_COUNT) {
            tt_set(model, relation->held_by, model->transaction_number);
            hold(model, relation, mode, outcome->stmt->span);
            tt_vec_push(&model->arena, &model->transaction.held, relation);
        } else if (mode > before) {
            hold(model, relation, mode, outcome->stmt->span);
        }
    }
}

enum tt_lock tt_model_held(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->held_by == model->transaction_number ? relation->held : TT_LOCK_COUNT;
}

enum tt_lock tt_model_held_before(const struct tt_model *model,
                                  const struct tt_relation *relation, struct tt_span *ret_span)
{
    enum tt_lock now = tt_model_held(model, relation), before = now;
    if (relation->locked_in == model->statement_number) {
        before = model->outcome.locks.items[relation->lock_place].before;
    }
    *ret_span = before == now ? relation->held_span : (struct tt_span){0};
    return before;
}

bool tt_model_held_from_before(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->held_file != model->file_number;
}

bool tt_model_left_open(const struct tt_model *model, struct tt_span *ret_begin)
{
    *ret_begin = model->transaction.begin;
    return model->transaction.block == TT_BLOCK_WRITTEN;
}

struct tt_relation *const *tt_model_held_all(const struct tt_model *model, size_t *ret_count)
{
    *ret_count = model->transaction.held.count;
    return model->transaction.held.items;
}

struct tt_relation *const *tt_model_held_strong(const struct tt_model *model, size_t *ret_count)
{
    *ret_count = model->transaction.strong.count;
    return model->transaction.strong.items;
}

static void save(struct tt_model *model, struct tt_str name)
{
    tt_vec_push(&model->arena, &model->transaction.savepoints,
                (struct tt_savepoint){
                    .name = tt_str_copy(&model->arena, name),
                    .mark = tt_undo_mark(&model->undo),
                    .held_count = model->transaction.held.count,
                    .strong_count = model->transaction.strong.count,
                });
}

/* The newest savepoint of the name; the older ones of the name are hidden. */
static struct tt_savepoint *find_savepoint(struct tt_model *model, struct tt_str name)
{
    for (size_t i = model->transaction.savepoints.count; i > 0; i--) {
        struct tt_savepoint *savepoint = &model->transaction.savepoints.items[i - 1];
        if (tt_str_equal(savepoint->name, name)) {
            return savepoint;
        }
    }
    return NULL;
}

static void back_to(struct tt_model *model, struct tt_str name)
{
    const struct tt_savepoint *savepoint = find_savepoint(model, name);
    if (savepoint) {
        tt_undo_to(&model->undo, savepoint->mark);
        model->transaction.held.count = savepoint->held_count;
        model->transaction.strong.count = savepoint->strong_count;
        model->transaction.savepoints.count = (size_t)(savepoint -
                                                       model->transaction.savepoints.items) +
                                              1;
    }
}

static void release(struct tt_model *model, struct tt_str name)
{
    const struct tt_savepoint *savepoint = find_savepoint(model, name);
    if (savepoint) {
        model->transaction.savepoints.count = (size_t)(savepoint -
                                                       model->transaction.savepoints.items);
    }
}

static bool is_about_savepoint(struct tt_str kind)
{
    return tt_str_is(kind, "TRANS_STMT_SAVEPOINT") || tt_str_is(kind, "TRANS_STMT_RELEASE") ||
           tt_str_is(kind, "TRANS_STMT_ROLLBACK_TO");
}

static bool ends_transaction(struct tt_str kind)
{
    return tt_str_is(kind, "TRANS_STMT_COMMIT") || tt_str_is(kind, "TRANS_STMT_ROLLBACK");
}

void tt_step_transaction(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str kind = tt_node_text(step->node, "kind");
    struct tt_str name = tt_node_text(step->node, "savepoint_name");
    bool chain = tt_node_flag(step->node, "chain");
    if (step->stmt->in_body) {
        tt_end_in_body(step, kind);
        return;
    }
    if (model->transaction.block == TT_BLOCK_OF_TEXT && is_about_savepoint(kind)) {
        tt_refused(step, NULL, "25P01", "a savepoint needs BEGIN before it");
        return;
    }
    bool inside = model->transaction.block == TT_BLOCK_WRITTEN ||
                  model->transaction.block == TT_BLOCK_OF_TOOL;
    if (!inside && ends_transaction(kind)) {
        step->outcome->warning = TT_STR("there is no transaction in progress");
    }
    if (tt_str_is(kind, "TRANS_STMT_BEGIN") || tt_str_is(kind, "TRANS_STMT_START")) {
        step->outcome->warning = inside ? TT_STR("there is already a transaction in progress")
                                        : TT_STR("");
        tt_transaction_begin(model, TT_BLOCK_WRITTEN);
        if (!inside) {
            model->transaction.begin = step->stmt->span;
        }
    } else if (tt_str_is(kind, "TRANS_STMT_COMMIT") || tt_str_is(kind, "TRANS_STMT_PREPARE")) {
        tt_transaction_commit(model);
    } else if (tt_str_is(kind, "TRANS_STMT_ROLLBACK")) {
        tt_transaction_rollback(model);
    } else if (tt_str_is(kind, "TRANS_STMT_SAVEPOINT")) {
        save(model, name);
    } else if (tt_str_is(kind, "TRANS_STMT_ROLLBACK_TO")) {
        back_to(model, name);
    } else if (tt_str_is(kind, "TRANS_STMT_RELEASE")) {
        release(model, name);
    }
    if (chain) {
        tt_transaction_begin(model, TT_BLOCK_WRITTEN);
    }
}
