#include "lint/replay.h"

#include "base/arena.h"
#include "model/version.h"

void tt_replay_init(struct tt_replay *replay, int pg_version)
{
    *replay = (struct tt_replay){
        .model = tt_model_create(),
        .pg_version = pg_version > 0 ? pg_version : TT_PG_SUPPORTED,
        .fixed = pg_version > 0,
    };
}

void tt_replay_finish(struct tt_replay *replay)
{
    tt_model_destroy(replay->model);
}

/* Answers false, with the release raised, when a statement proves a newer one. */
static bool read_file(struct tt_replay *replay, struct tt_script *script,
                      const struct tt_onlooker *onlooker)
{
    struct tt_stmt stmt;
    onlooker->begin(onlooker->user);
    tt_model_begin_file(replay->model, replay->pg_version);
    while (tt_script_next(script, &stmt)) {
        const char *feature = NULL;
        int needed = tt_needed_version(&stmt, &feature);
        if (needed > replay->pg_version && !replay->fixed) {
            replay->pg_version = needed;
            tt_model_abandon_file(replay->model);
            return false;
        }
        onlooker->statement(onlooker->user, tt_model_apply(replay->model, &stmt), needed,
                            feature);
    }
    onlooker->end(onlooker->user, script);
    tt_model_end_file(replay->model);
    return true;
}

void tt_replay_file(struct tt_replay *replay, const struct tt_source *source,
                    const struct tt_onlooker *onlooker)
{
    bool whole = false;
    while (!whole) {
        struct tt_arena arena = {0};
        struct tt_script *script = tt_script_open(&arena, source);
        if (replay->whole) {
            tt_script_read_all(script);
        }
        whole = read_file(replay, script, onlooker);
        tt_script_close(script);
        tt_arena_release(&arena);
    }
}
