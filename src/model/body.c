/* What runs in the body of DO: in a transaction, which may be its own. */
#include "base/str.h"
#include "model/alter.h"
#include "model/state.h"
#include "model/step.h"

void tt_model_begin_body(struct tt_model *model)
{
    if (!model->transaction.block) {
        tt_transaction_begin(model, TT_BLOCK_OF_BODY);
    }
}

static bool ends(struct tt_str kind)
{
    return tt_str_is(kind, "TRANS_STMT_COMMIT") || tt_str_is(kind, "TRANS_STMT_ROLLBACK");
}

/* SPI_commit() and SPI_rollback() go on in a new transaction. */
void tt_end_in_body(struct tt_step *step, struct tt_str kind)
{
    struct tt_model *model = step->model;
    if (step->stmt->executed || !ends(kind)) {
        tt_refused(step, NULL, "0A000", "PL/pgSQL has no such command");
    } else if (model->subtransactions > 0) {
        tt_refused(step, NULL, "2D000",
                   "a block with EXCEPTION is a transaction within another, and ends first");
    } else if (model->transaction.block != TT_BLOCK_OF_BODY) {
        tt_refused(step, NULL, "2D000", "a transaction was open before DO");
    } else {
        if (tt_str_is(kind, "TRANS_STMT_COMMIT")) {
            tt_transaction_commit(model);
        } else {
            tt_transaction_rollback(model);
        }
        tt_transaction_begin(model, TT_BLOCK_OF_BODY);
    }
}

void tt_end_guard(struct tt_model *model)
{
    model->guards = false;
    for (size_t i = model->guarded_from; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && relation->known && !relation->temporary) {
            tt_take_for_old(model, relation);
        }
    }
}

void tt_model_end_body(struct tt_model *model)
{
    if (model->guards) {
        tt_end_guard(model);
    }
    model->tries.count = model->subtransactions = 0;
    if (model->transaction.block == TT_BLOCK_OF_BODY) {
        tt_transaction_commit(model);
    }
}

static struct tt_try here(const struct tt_model *model)
{
    return (struct tt_try){
        .mark = tt_undo_mark(&model->undo),
        .transaction = model->transaction,
        .transaction_number = model->transaction_number,
        .has_local = model->has_local,
    };
}

static void back_to(struct tt_model *model, const struct tt_try *point)
{
    tt_undo_to(&model->undo, point->mark);
    model->transaction = point->transaction;
    model->transaction_number = point->transaction_number;
    model->has_local = point->has_local;
}

void tt_model_begin_try(struct tt_model *model)
{
    tt_vec_push(&model->arena, &model->tries, here(model));
    model->subtransactions++;
}

void tt_model_begin_handlers(struct tt_model *model, bool failed)
{
    struct tt_try *last = &model->tries.items[model->tries.count - 1];
    if (failed) {
        back_to(model, last);
    }
    *last = here(model);
    last->failed = failed;
    model->subtransactions--;
}

void tt_model_end_handlers(struct tt_model *model)
{
    const struct tt_try *last = &model->tries.items[--model->tries.count];
    if (!last->failed) {
        back_to(model, last);
    }
}

/* Whose names and types only the body's declarations tell; other statements take none. */
bool tt_may_hold_variables(const struct tt_step *step)
{
    static const char *const kinds[] = {"InsertStmt", "UpdateStmt", "DeleteStmt",
                                        "MergeStmt",  "SelectStmt", "CreateTableAsStmt"};
    bool holds = false;
    for (size_t i = 0; step->stmt->in_body && !holds && i < sizeof(kinds) / sizeof(kinds[0]);
         i++) {
        holds = tt_str_is(step->stmt->kind, kinds[i]);
    }
    return holds;
}

/* As the subtransaction of a block with EXCEPTION: an error takes its locks back as well. */
const struct tt_outcome *tt_model_apply_guarded(struct tt_model *model,
                                                const struct tt_stmt *stmt)
{
    size_t mark = tt_undo_mark(&model->undo);
    size_t held = model->transaction.held.count, strong = model->transaction.strong.count;
    if (!model->guards) {
        model->guards = true;
        model->guarded_from = model->all_relations.count;
    }
    model->is_guarded = true;
    const struct tt_outcome *outcome = tt_model_apply(model, stmt);
    model->is_guarded = false;
    if (outcome->fails.when != TT_FAILS_ALWAYS || tt_str_is(stmt->kind, "TransactionStmt")) {
        return outcome;
    }
    tt_undo_to(&model->undo, mark);
    model->transaction.held.count = held;
    model->transaction.strong.count = strong;
    return NULL;
}
