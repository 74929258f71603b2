/* lock_timeout and statement_timeout: whether a statement gives up waiting for a lock. */
#include "model/state.h"

static bool is_strong(enum tt_lock mode)
{
    return mode == TT_LOCK_SHARE || mode >= TT_LOCK_SHARE_ROW_EXCLUSIVE;
}

static bool is_bounded(const struct tt_settings *settings)
{
    return settings->lock_timeout.state == TT_TIMEOUT_ON ||
           settings->statement_timeout.state == TT_TIMEOUT_ON;
}

bool tt_set_timeout(struct tt_model *model, struct tt_str name, enum tt_timeout_state state,
                    struct tt_span span)
{
    struct tt_timeout *timeout = tt_str_equal_nocase(name, TT_STR("lock_timeout"))
                                     ? &model->settings.lock_timeout
                                 : tt_str_equal_nocase(name, TT_STR("statement_timeout"))
                                     ? &model->settings.statement_timeout
                                     : NULL;
    if (!timeout || (state == TT_TIMEOUT_OUTSIDE && timeout->state == TT_TIMEOUT_ON)) {
        return timeout != NULL;
    }
    bool standard_is_on = timeout == &model->settings.lock_timeout &&
                          model->standard.lock_timeout.state == TT_TIMEOUT_ON;
    if (state == TT_TIMEOUT_RESET && standard_is_on) {
        tt_set(model, *timeout, model->standard.lock_timeout);
        return true;
    }
    tt_set(model, *timeout, (struct tt_timeout){state, span});
    if (state == TT_TIMEOUT_ON && model->unguarded.relation && model->unguarded.late.end == 0) {
        model->unguarded.late = span;
    }
    return true;
}

static void end_timeout(struct tt_model *model, struct tt_timeout *timeout,
                        const struct tt_timeout *before)
{
    if (before->state == TT_TIMEOUT_ON && timeout->state != TT_TIMEOUT_ON) {
        tt_set(model, *timeout, (struct tt_timeout){TT_TIMEOUT_ENDED, before->span});
    }
}

void tt_end_timeouts(struct tt_model *model)
{
    struct tt_settings before = model->settings;
    tt_set(model, model->settings, model->after_local);
    end_timeout(model, &model->settings.lock_timeout, &before.lock_timeout);
    end_timeout(model, &model->settings.statement_timeout, &before.statement_timeout);
}

/* CREATE TABLE, or ALTER TABLE of a table that nobody else can use yet. */
static bool is_of_new_table(const struct tt_outcome *outcome)
{
    return tt_str_is(outcome->stmt->kind, "CreateStmt") ||
           (outcome->locks.count > 0 && outcome->locks.items[0].is_new);
}

/* Only refreshes of it conflict. */
static bool is_refreshed_beside_reads(const struct tt_lock_taken *taken)
{
    return taken->relation->kind == TT_MATERIALIZED_VIEW && !tt_lock_blocks_reads(taken->mode);
}

/* A new table's foreign key is left out: it locks a table that the statement only refers to. */
void tt_note_unguarded(struct tt_model *model, const struct tt_outcome *outcome)
{
    bool lock_timeout = model->settings.lock_timeout.state == TT_TIMEOUT_ON;
    if (model->unguarded.untimed.end == 0 && outcome->changes.count > 0 &&
        !(lock_timeout && model->settings.statement_timeout.state == TT_TIMEOUT_ON)) {
        model->unguarded.untimed = outcome->stmt->span;
        model->unguarded.lock_timeout = lock_timeout;
    }
    bool idle = model->unguarded.relation || is_bounded(&model->settings) ||
                outcome->fails.when == TT_FAILS_ALWAYS;
    for (size_t i = 0; !idle && i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        bool of_new_key = taken->other_end && taken->mode == TT_LOCK_SHARE_ROW_EXCLUSIVE &&
                          is_of_new_table(outcome);
        if (taken->is_new || !is_strong(taken->mode) || of_new_key ||
            taken->relation->kind == TT_SEQUENCE || is_refreshed_beside_reads(taken)) {
            continue;
        }
        model->unguarded = (struct tt_unguarded){
            .relation = taken->relation,
            .name = taken->name,
            .mode = taken->mode,
            .span = outcome->stmt->span,
            .timeout = model->settings.lock_timeout,
            .block = outcome->block,
            .refused_in_block = outcome->refused_in_block,
            .untimed = model->unguarded.untimed,
            .lock_timeout = model->unguarded.lock_timeout,
            .certainty = taken->certainty,
        };
        return;
    }
}

bool tt_model_is_bounded(const struct tt_model *model)
{
    return is_bounded(&model->settings);
}

const struct tt_unguarded *tt_model_unguarded(const struct tt_model *model)
{
    return &model->unguarded;
}
