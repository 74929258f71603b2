#include "report/timeline.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/model.h"
#include "report/effects.h"

const char *tt_who_is_blocked(enum tt_lock mode)
{
    return tt_lock_blocks_reads(mode)    ? "reads and writes"
           : tt_lock_blocks_writes(mode) ? "writes"
           : tt_lock_blocks_ddl(mode)    ? "schema changes"
                                         : "nobody";
}

const char *tt_held_until(const struct tt_step_told *step)
{
    switch (step->block) {
    case TT_BLOCK_NONE:
        break;
    case TT_BLOCK_WRITTEN:
    case TT_BLOCK_OF_TOOL:
        return "until COMMIT";
    case TT_BLOCK_OF_TEXT:
        return "until the file ends";
    case TT_BLOCK_OF_BODY:
        return "until DO ends";
    }
    return "while it runs";
}

static void add_locks(struct tt_step_told *step, struct tt_arena *arena,
                      const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (!taken->of_transaction && !taken->is_new && taken->mode >= TT_LOCK_ROW_EXCLUSIVE) {
            bool held = taken->before != TT_LOCK_COUNT && taken->before >= taken->mode;
            struct tt_lock_told told = {tt_effect_name(arena, taken->name), taken->mode, held,
                                        taken->certainty};
            tt_vec_push(arena, &step->locks, told);
        }
    }
}

static bool is_new(const struct tt_outcome *outcome, const struct tt_relation *relation)
{
    for (size_t i = 0; i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        if (work->relation == relation && (work->is_new || work->of_transaction)) {
            return true;
        }
    }
    return false;
}

/* That its rows are read for it goes without saying. */
static bool has_more(const struct tt_summary *effects, const struct tt_relation *relation)
{
    for (size_t i = 0; i < effects->builds.count; i++) {
        if (effects->builds.items[i].relation == relation) {
            return true;
        }
    }
    for (size_t i = 0; i < effects->rewrites.count; i++) {
        if (effects->rewrites.items[i].relation == relation) {
            return true;
        }
    }
    return false;
}

static void add_effect(struct tt_step_told *step, struct tt_arena *arena, const char *word,
                       const struct tt_touched *effect)
{
    struct tt_str name = tt_effect_name(arena, effect->relation->name);
    tt_vec_push(arena, &step->works,
                tt_str_format(arena, "%s " TT_FMT ": " TT_FMT, word, TT_ARG(name),
                              TT_ARG(effect->why)));
}

static void add_builds(struct tt_step_told *step, struct tt_arena *arena,
                       const struct tt_summary *effects)
{
    for (size_t i = 0; i < effects->builds.count; i++) {
        const struct tt_work *build = &effects->builds.items[i];
        if (!build->is_new && !build->of_transaction) {
            struct tt_str index = build->index ? build->index->name.name
                                               : TT_STR("every index");
            struct tt_str name = tt_effect_name(arena, build->relation->name);
            tt_vec_push(arena, &step->works,
                        tt_str_format(arena, "builds " TT_FMT " on " TT_FMT, TT_ARG(index),
                                      TT_ARG(name)));
        }
    }
}

static void add_works(struct tt_step_told *step, struct tt_arena *arena,
                      const struct tt_outcome *outcome)
{
    struct tt_arena scratch = {0};
    struct tt_summary effects;
    tt_summarize(&effects, &scratch, outcome);
    for (size_t i = 0; i < effects.rewrites.count; i++) {
        const struct tt_touched *each = &effects.rewrites.items[i];
        if (!is_new(outcome, each->relation)) {
            add_effect(step, arena, tt_how_word(each->how), each);
        }
    }
    for (size_t i = 0; i < effects.scans.count; i++) {
        const struct tt_touched *each = &effects.scans.items[i];
        if (!is_new(outcome, each->relation) && !has_more(&effects, each->relation)) {
            add_effect(step, arena, "reads all of", each);
        }
    }
    add_builds(step, arena, &effects);
    tt_arena_release(&scratch);
    if (outcome->fails.when == TT_FAILS_ALWAYS) {
        tt_vec_push(arena, &step->works,
                    tt_str_format(arena, "fails with SQLSTATE %s: " TT_FMT,
                                  outcome->fails.sqlstate, TT_ARG(outcome->fails.why)));
    }
}

static bool is_control(struct tt_str tag)
{
    static const char *const tags[] = {"BEGIN", "START", "COMMIT", "ROLLBACK", "PREPARE"};
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        if (tt_str_is(tag, tags[i])) {
            return true;
        }
    }
    return false;
}

static void begin(void *user)
{
    struct tt_timeline *timeline = user;
    timeline->steps.count = 0;
    timeline->skipped = 0;
}

static void add_statement(void *user, const struct tt_source *source,
                          const struct tt_outcome *outcome)
{
    struct tt_timeline *timeline = user;
    const struct tt_stmt *stmt = outcome->stmt;
    struct tt_step_told step = {
        .start = stmt->span.start,
        .end = stmt->span.end,
        .line = tt_source_position(source, stmt->span.start).line,
        .skipped = timeline->skipped,
        .block = outcome->block,
        .transaction = outcome->transaction,
    };
    struct tt_arena scratch = {0};
    struct tt_str tag = tt_command_tag(&scratch, stmt);
    add_locks(&step, timeline->arena, outcome);
    add_works(&step, timeline->arena, outcome);
    if (step.locks.count > 0 || step.works.count > 0 || is_control(tag) ||
        stmt->state == TT_STMT_FAILED) {
        step.tag = tt_str_copy(timeline->arena, tag);
        tt_vec_push(timeline->arena, &timeline->steps, step);
        timeline->skipped = 0;
    } else {
        timeline->skipped++;
    }
    tt_arena_release(&scratch);
}

struct tt_watcher tt_timeline_watcher(struct tt_timeline *timeline)
{
    return (struct tt_watcher){begin, add_statement, timeline};
}
