/* What a statement does in words, as tiptoe.h tells it. */
#include "base/arena.h"
#include "base/str.h"
#include "lint/effects.h"

static void tell_locks(struct tt_effects *effects, struct tt_arena *arena,
                       const struct tt_summary *summary)
{
    struct tt_lock_effect *locks = tt_new_array(arena, struct tt_lock_effect,
                                                summary->locks.count);
    for (size_t i = 0; i < summary->locks.count; i++) {
        const struct tt_lock_taken *taken = &summary->locks.items[i];
        locks[i] = (struct tt_lock_effect){
            .relation = tt_full_name(arena, taken->name),
            .kind = tt_str_from(tt_relation_kind_name(taken->relation->kind)),
            .mode = tt_lock_pg_locks(taken->mode),
            .certainty = taken->certainty,
            .blocks_reads = tt_lock_blocks_reads(taken->mode),
            .blocks_writes = tt_lock_blocks_writes(taken->mode),
            .blocks_ddl = tt_lock_blocks_ddl(taken->mode),
        };
    }
    effects->locks = locks;
    effects->lock_count = summary->locks.count;
}

static void tell_held(struct tt_effects *effects, struct tt_arena *arena,
                      const struct tt_model *model)
{
    struct tt_relation *const *held = tt_model_held_all(model, &effects->held_count);
    struct tt_held_lock *told = tt_new_array(arena, struct tt_held_lock, effects->held_count);
    for (size_t i = 0; i < effects->held_count; i++) {
        told[i] = (struct tt_held_lock){
            .relation = tt_full_name(arena, held[i]->name),
            .mode = tt_lock_pg_locks(held[i]->held),
        };
    }
    effects->held = told;
}

static const char *how_name(enum tt_how how)
{
    static const char *const names[] = {
        [TT_HOW_REWRITTEN] = "rewritten",
        [TT_HOW_COPIED] = "copied",
        [TT_HOW_EMPTIED] = "emptied",
        [TT_HOW_REFRESHED] = "refreshed",
    };
    return names[how];
}

static const struct tt_work_effect *tell_works(struct tt_arena *arena,
                                               const struct tt_touched *touched, size_t count,
                                               bool rewrites)
{
    struct tt_work_effect *works = tt_new_array(arena, struct tt_work_effect, count);
    for (size_t i = 0; i < count; i++) {
        works[i] = (struct tt_work_effect){
            .relation = tt_full_name(arena, touched[i].relation->name),
            .how = tt_str_from(rewrites ? how_name(touched[i].how) : ""),
            .why = tt_str_copy(arena, touched[i].why),
            .certainty = touched[i].certainty,
        };
    }
    return works;
}

static void tell_builds(struct tt_effects *effects, struct tt_arena *arena,
                        const struct tt_summary *summary)
{
    struct tt_index_effect *builds = tt_new_array(arena, struct tt_index_effect,
                                                  summary->builds.count);
    for (size_t i = 0; i < summary->builds.count; i++) {
        const struct tt_work *build = &summary->builds.items[i];
        builds[i] = (struct tt_index_effect){
            .table = tt_full_name(arena, build->relation->name),
            .index = build->index ? tt_str_copy(arena, build->index->name.name)
                                  : (struct tt_str){0},
            .new_table = build->of_transaction,
        };
    }
    effects->index_builds = builds;
    effects->index_build_count = summary->builds.count;
}

static void tell_refusal(struct tt_effects *effects, struct tt_arena *arena,
                         const struct tt_outcome *outcome)
{
    const struct tt_failure *failure = &outcome->fails;
    effects->refused = failure->when == TT_FAILS_ALWAYS ? TT_REFUSED_ALWAYS
                                                        : TT_REFUSED_WITH_ROWS;
    if (failure->when == TT_FAILS_NEVER) {
        failure = &outcome->may_fail;
        effects->refused = TT_REFUSED_BY_VALUES;
    }
    if (failure->when == TT_FAILS_NEVER) {
        effects->refused = TT_REFUSED_NEVER;
    } else {
        effects->sqlstate = tt_str_from(failure->sqlstate);
        effects->refused_why = tt_str_copy(arena, failure->why);
    }
}

struct tt_effects tt_effects_of(struct tt_arena *arena, const struct tt_model *model,
                                const struct tt_source *source,
                                const struct tt_outcome *outcome)
{
    struct tt_summary summary;
    tt_summarize(&summary, arena, outcome);
    struct tt_effects effects = {
        .place = {.path = source->path,
                  .start = tt_source_position(source, outcome->stmt->span.start),
                  .end = tt_source_position(source, outcome->stmt->span.end)},
        .statement = tt_command_tag(arena, outcome->stmt),
        .certainty = summary.certainty,
        .refused_in_block = outcome->refused_in_block,
        .rewrites = tell_works(arena, summary.rewrites.items, summary.rewrites.count, true),
        .rewrite_count = summary.rewrites.count,
        .scans = tell_works(arena, summary.scans.items, summary.scans.count, false),
        .scan_count = summary.scans.count,
    };
    tell_locks(&effects, arena, &summary);
    tell_held(&effects, arena, model);
    tell_builds(&effects, arena, &summary);
    tell_refusal(&effects, arena, outcome);
    return effects;
}
