#include "lint/replay.h"

#include "base/str.h"
#include "lint/reading.h"
#include "lint/run.h"
#include "model/version.h"

void tt_replay_init(struct tt_replay *replay, int pg_version)
{
    *replay = (struct tt_replay){.model = tt_model_create(), .proved = TT_PG_SUPPORTED};
    tt_replay_fix(replay, pg_version);
}

void tt_replay_fix(struct tt_replay *replay, int pg_version)
{
    replay->fixed = pg_version > 0;
    replay->pg_version = replay->fixed ? pg_version : replay->proved;
}

void tt_replay_finish(struct tt_replay *replay)
{
    tt_model_destroy(replay->model);
}

enum tt_ran tt_run_statement(const struct tt_pass *pass, const struct tt_stmt *stmt,
                             bool guarded)
{
    struct tt_replay *replay = pass->replay;
    const char *feature = NULL;
    int needed = tt_needed_version(stmt, &feature);
    if (needed > replay->pg_version && !replay->fixed) {
        replay->pg_version = replay->proved = needed;
        return TT_RAN_TOO_NEW;
    }
    const struct tt_outcome *outcome = guarded ? tt_model_apply_guarded(replay->model, stmt)
                                               : tt_model_apply(replay->model, stmt);
    if (outcome && pass->onlooker->statement) {
        pass->onlooker->statement(pass->onlooker->user, outcome, needed, feature);
    }
    return outcome && outcome->fails.when != TT_FAILS_ALWAYS ? TT_RAN : TT_RAN_IN_VAIN;
}

/* Answers false, with the release raised, when a statement proves a newer one. */
static bool run_up(const struct tt_pass *pass, struct tt_script *script)
{
    struct tt_replay *replay = pass->replay;
    struct tt_stmt stmt;
    while (tt_script_next(script, &stmt)) {
        if (tt_run_statement(pass, &stmt, false) == TT_RAN_TOO_NEW ||
            (tt_str_is(stmt.kind, "DoStmt") && !tt_run_body(pass, script, &stmt))) {
            return false;
        }
        if (tt_model_needs_all(replay->model)) {
            tt_script_read_all(script);
        }
    }
    return true;
}

/* What leads back is tried behind what it takes back; then it is as if it had not been. */
static void try_down(const struct tt_pass *pass, struct tt_script *script)
{
    struct tt_model *model = pass->replay->model;
    struct tt_stmt stmt;
    tt_model_begin_trial(model);
    while (tt_script_next(script, &stmt)) {
        const struct tt_outcome *outcome = tt_model_apply(model, &stmt);
        if (pass->onlooker->down) {
            pass->onlooker->down(pass->onlooker->user, outcome);
        }
    }
    tt_model_end_trial(model);
}

/* `stays_open`: what runs behind it goes on in its transaction. */
static bool run_part(const struct tt_pass *pass, const struct tt_part *part, bool stays_open,
                     struct tt_part_reading *reading)
{
    bool goes_on = part->goes_on || pass->file->goes_on;
    bool whole = true;
    if (pass->replay->whole) {
        tt_script_read_all(reading->script);
    }
    if (part->down) {
        try_down(pass, reading->script);
    } else {
        tt_model_begin_part(pass->replay->model, part->in_transaction && !goes_on,
                            reading->several);
        whole = run_up(pass, reading->script);
        tt_model_end_part(pass->replay->model, stays_open);
    }
    if (whole && pass->onlooker->problems) {
        pass->onlooker->problems(pass->onlooker->user, reading->script);
    }
    return whole;
}

/* Whether what runs behind the part goes on in its transaction. */
static bool stays_open(const struct tt_file *file, size_t at)
{
    while (++at < tt_file_part_count(file)) {
        struct tt_part part = tt_file_part(file, at);
        if (!part.down) {
            return part.goes_on;
        }
    }
    return file->stays_open;
}

/* `reading` was made ahead, or is NULL. */
static bool read_part(const struct tt_pass *pass, size_t at, struct tt_part_reading *reading)
{
    struct tt_part part = tt_file_part(pass->file, at);
    struct tt_part_reading own = {0};
    bool open = !part.down && stays_open(pass->file, at);
    bool whole = true;
    if (reading) {
        return !reading->script || run_part(pass, &part, open, reading);
    }
    if (tt_part_reading_open(&own, pass->file, pass->source, &part)) {
        whole = run_part(pass, &part, open, &own);
    }
    tt_part_reading_close(&own);
    return whole;
}

static bool read_parts(const struct tt_pass *pass, const struct tt_reading *ahead)
{
    if (pass->onlooker->begin) {
        pass->onlooker->begin(pass->onlooker->user);
    }
    tt_model_begin_file(pass->replay->model, pass->replay->pg_version, pass->file->goes_on);
    for (size_t i = 0; i < tt_file_part_count(pass->file); i++) {
        if (!read_part(pass, i, ahead ? &ahead->parts[i] : NULL)) {
            tt_model_abandon_file(pass->replay->model);
            return false;
        }
    }
    if (pass->onlooker->end) {
        pass->onlooker->end(pass->onlooker->user);
    }
    tt_model_end_file(pass->replay->model, pass->file->stays_open);
    return true;
}

void tt_replay_file(struct tt_replay *replay, const struct tt_file *file,
                    const struct tt_source *source, const struct tt_onlooker *onlooker)
{
    const struct tt_pass pass = {file, replay, source, onlooker};
    bool whole = read_parts(&pass, file->reading);
    while (!whole) {
        /* What was read ahead has been handed out. */
        whole = read_parts(&pass, NULL);
    }
}
