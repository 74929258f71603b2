#include "lint/replay.h"

#include "base/arena.h"
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

struct pass {
    const struct tt_file *file;
    struct tt_replay *replay;
    const struct tt_source *source;
    const struct tt_onlooker *onlooker;
};

/* Answers false, with the release raised, when a statement proves a newer one. */
static bool run_up(const struct pass *pass, struct tt_script *script)
{
    struct tt_replay *replay = pass->replay;
    struct tt_stmt stmt;
    while (tt_script_next(script, &stmt)) {
        const char *feature = NULL;
        int needed = tt_needed_version(&stmt, &feature);
        if (needed > replay->pg_version && !replay->fixed) {
            replay->pg_version = replay->proved = needed;
            return false;
        }
        const struct tt_outcome *outcome = tt_model_apply(replay->model, &stmt);
        if (pass->onlooker->statement) {
            pass->onlooker->statement(pass->onlooker->user, outcome, needed, feature);
        }
        if (tt_model_needs_all(replay->model)) {
            tt_script_read_all(script);
        }
    }
    return true;
}

/* What leads back is tried behind what it takes back; then it is as if it had not been. */
static void try_down(const struct pass *pass, struct tt_script *script)
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

/* The source as if it ended with the part. */
static struct tt_source cut(const struct tt_source *source, const struct tt_part *part)
{
    struct tt_source own = *source;
    own.start = part->start > source->start ? part->start : source->start;
    if (part->end < source->end) {
        own.end = part->end;
        own.fault = TT_SOURCE_OK;
    }
    return own;
}

/* `next` is the part that runs after it, or NULL. */
static bool read_part(const struct pass *pass, const struct tt_part *part,
                      const struct tt_part *next)
{
    struct tt_source source = cut(pass->source, part);
    if (source.start > source.end || (part->down && pass->file->is_history)) {
        return true;
    }
    struct tt_arena arena = {0};
    struct tt_script *script = tt_script_open(&arena, &source);
    if (pass->replay->whole) {
        tt_script_read_all(script);
    }
    bool whole = true;
    if (part->down) {
        try_down(pass, script);
    } else {
        bool goes_on = part->goes_on || pass->file->goes_on;
        tt_model_begin_part(pass->replay->model, part->in_transaction && !goes_on,
                            part->as_one_text && tt_has_company(&source));
        whole = run_up(pass, script);
        tt_model_end_part(pass->replay->model, next ? next->goes_on : pass->file->stays_open);
    }
    if (whole && pass->onlooker->problems) {
        pass->onlooker->problems(pass->onlooker->user, script);
    }
    tt_script_close(script);
    tt_arena_release(&arena);
    return whole;
}

static const struct tt_part *next_up(const struct tt_part *parts, size_t count, size_t at)
{
    for (at++; at < count; at++) {
        if (!parts[at].down) {
            return &parts[at];
        }
    }
    return NULL;
}

static bool read_parts(const struct pass *pass, const struct tt_part *parts, size_t count)
{
    if (pass->onlooker->begin) {
        pass->onlooker->begin(pass->onlooker->user);
    }
    tt_model_begin_file(pass->replay->model, pass->replay->pg_version, pass->file->goes_on);
    for (size_t i = 0; i < count; i++) {
        if (!read_part(pass, &parts[i], parts[i].down ? NULL : next_up(parts, count, i))) {
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
    const struct pass pass = {file, replay, source, onlooker};
    const struct tt_part whole = {.end = source->bytes.len};
    bool plain = file->part_count == 0;
    while (!read_parts(&pass, plain ? &whole : file->parts, plain ? 1 : file->part_count)) {
    }
}
