/* What runs in the body of DO: in a transaction, which may be its own. */
#include "model/state.h"
#include "model/step.h"

void tt_model_begin_body(struct tt_model *model)
{
    if (!model->transaction.block) {
        tt_transaction_begin(model, TT_BLOCK_OF_BODY);
    }
}

/* SPI_commit() and SPI_rollback() go on in a new one; in one that was open before, they fail.
 */
void tt_model_end_in_body(struct tt_model *model, bool commit)
{
    if (model->transaction.block != TT_BLOCK_OF_BODY) {
        return;
    }
    if (commit) {
        tt_transaction_commit(model);
    } else {
        tt_transaction_rollback(model);
    }
    tt_transaction_begin(model, TT_BLOCK_OF_BODY);
}

void tt_model_end_body(struct tt_model *model)
{
    if (model->transaction.block == TT_BLOCK_OF_BODY) {
        tt_transaction_commit(model);
    }
}

/* As the subtransaction of a block with EXCEPTION: an error takes its locks back as well. */
const struct tt_outcome *tt_model_apply_guarded(struct tt_model *model,
                                                const struct tt_stmt *stmt)
{
    size_t mark = tt_undo_mark(&model->undo);
    size_t held = model->transaction.held.count, strong = model->transaction.strong.count;
    model->is_guarded = true;
    const struct tt_outcome *outcome = tt_model_apply(model, stmt);
    model->is_guarded = false;
    if (outcome->fails.when != TT_FAILS_ALWAYS) {
        return outcome;
    }
    tt_undo_to(&model->undo, mark);
    model->transaction.held.count = held;
    model->transaction.strong.count = strong;
    return NULL;
}
