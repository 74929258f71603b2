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

static struct tt_timeout *find_timeout(struct tt_model *model, struct tt_str name)
{
    return tt_str_equal_nocase(name, TT_STR("lock_timeout")) ? &model->settings.lock_timeout
           : tt_str_equal_nocase(name, TT_STR("statement_timeout"))
               ? &model->settings.statement_timeout
               : NULL;
}

bool tt_is_timeout(struct tt_model *model, struct tt_str name)
{
    return find_timeout(model, name) != NULL;
}

void tt_set_timeout(struct tt_model *model, struct tt_str name, enum tt_timeout_state state,
                    int milliseconds, struct tt_span span)
{
    struct tt_timeout *timeout = find_timeout(model, name);
    if (!timeout || (state == TT_TIMEOUT_OUTSIDE && timeout->state == TT_TIMEOUT_ON)) {
        return;
    }
    bool standard_is_on = timeout == &model->settings.lock_timeout &&
                          model->standard.lock_timeout.state == TT_TIMEOUT_ON;
    if (state == TT_TIMEOUT_RESET && standard_is_on) {
        tt_set(model, *timeout, model->standard.lock_timeout);
        return;
    }
    tt_set(model, *timeout, (struct tt_timeout){state, milliseconds, span});
    if (state == TT_TIMEOUT_ON && model->unguarded.relation && model->unguarded.late.end == 0) {
        model->unguarded.late = span;
    }
}

static void end_timeout(struct tt_model *model, struct tt_timeout *timeout,
                        const struct tt_timeout *before)
{
    if (before->state == TT_TIMEOUT_ON && timeout->state != TT_TIMEOUT_ON) {
        tt_set(model, *timeout, (struct tt_timeout){TT_TIMEOUT_ENDED, 0, before->span});
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
static const struct tt_lock_taken *find_strong(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        bool of_new_key = taken->other_end && taken->mode == TT_LOCK_SHARE_ROW_EXCLUSIVE &&
                          is_of_new_table(outcome);
        if (!taken->is_new && is_strong(taken->mode) && !of_new_key &&
            taken->relation->kind != TT_SEQUENCE && !is_refreshed_beside_reads(taken)) {
            return taken;
        }
    }
    return NULL;
}

static void note_endless(struct tt_model *model, const struct tt_outcome *outcome)
{
    const struct tt_lock_taken *taken = find_strong(outcome);
    struct tt_unguarded *noted = &model->unguarded;
    if (!taken) {
        return;
    }
    noted->relation = taken->relation;
    noted->name = taken->name;
    noted->mode = taken->mode;
    noted->span = outcome->stmt->span;
    noted->timeout = model->settings.lock_timeout;
    noted->late = (struct tt_span){0};
    noted->block = outcome->block;
    noted->refused_in_block = outcome->refused_in_block;
    noted->certainty = taken->certainty;
}

static void note_long(struct tt_model *model, const struct tt_outcome *outcome)
{
    const struct tt_timeout *lock = &model->settings.lock_timeout;
    const struct tt_timeout *whole = &model->settings.statement_timeout;
    bool ends_first = whole->state == TT_TIMEOUT_ON &&
                      whole->milliseconds <= lock->milliseconds;
    const struct tt_lock_taken *taken = NULL;
    if (lock->state == TT_TIMEOUT_ON && !ends_first &&
        lock->milliseconds > model->unguarded.longest.timeout.milliseconds) {
        taken = find_strong(outcome);
    }
    if (taken) {
        model->unguarded.longest = (struct tt_long_wait){
            .relation = taken->relation,
            .name = taken->name,
            .span = outcome->stmt->span,
            .timeout = *lock,
        };
    }
}

void tt_note_unguarded(struct tt_model *model, const struct tt_outcome *outcome)
{
    bool lock_timeout = model->settings.lock_timeout.state == TT_TIMEOUT_ON;
    if (model->unguarded.untimed.end == 0 && outcome->changes.count > 0 &&
        !(lock_timeout && model->settings.statement_timeout.state == TT_TIMEOUT_ON)) {
        model->unguarded.untimed = outcome->stmt->span;
        model->unguarded.lock_timeout = lock_timeout;
    }
    if (outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    if (is_bounded(&model->settings)) {
        note_long(model, outcome);
    } else if (!model->unguarded.relation) {
        note_endless(model, outcome);
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
