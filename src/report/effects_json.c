/* "tiptoe effects --format json": the contract that truth is held against. */
#include "base/arena.h"
#include "base/str.h"
#include "report/effects.h"
#include "report/json_string.h"
#include "report/schema.h"

static void print_text(struct tt_sink *sink, const char *key, struct tt_str value)
{
    tt_print(sink, ", \"%s\": ", key);
    tt_json_string(sink, value);
}

static void print_position(struct tt_sink *sink, const char *key, struct tt_position at)
{
    tt_print(sink, "\"%s\": {\"line\": %u, \"column\": %u, \"offset\": %zu}, ", key, at.line,
             at.column, at.offset);
}

static const char *certainty_name(enum tt_certainty certainty)
{
    return certainty == TT_PROVED ? "proved" : "assumed";
}

static const char *yes_no(bool value)
{
    return value ? "true" : "false";
}

static void print_locks(struct tt_sink *sink, struct tt_arena *arena,
                        const struct tt_effects *effects)
{
    tt_print(sink, ", \"locks\": [");
    for (size_t i = 0; i < effects->locks.count; i++) {
        const struct tt_lock_taken *taken = &effects->locks.items[i];
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, tt_schema_name(arena, taken->name));
        tt_print(sink, ", \"kind\": \"%s\"", tt_relation_kind_name(taken->relation->kind));
        print_text(sink, "mode", tt_lock_pg_locks(taken->mode));
        tt_print(sink,
                 ", \"certainty\": \"%s\", \"blocks\": {\"reads\": %s, \"writes\": %s, "
                 "\"ddl\": %s}}",
                 certainty_name(taken->certainty), yes_no(tt_lock_blocks_reads(taken->mode)),
                 yes_no(tt_lock_blocks_writes(taken->mode)),
                 yes_no(tt_lock_blocks_ddl(taken->mode)));
    }
    tt_print(sink, "]");
}

static void print_held(struct tt_sink *sink, struct tt_arena *arena, struct tt_model *model)
{
    size_t count = 0;
    struct tt_relation *const *held = tt_model_held_all(model, &count);
    tt_print(sink, ", \"held\": [");
    for (size_t i = 0; i < count; i++) {
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, tt_schema_name(arena, held[i]->name));
        print_text(sink, "mode", tt_lock_pg_locks(held[i]->held));
        tt_print(sink, "}");
    }
    tt_print(sink, "]");
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

static void print_effects(struct tt_sink *sink, struct tt_arena *arena, const char *key,
                          const struct tt_effect *effects, size_t count, bool rewrites)
{
    tt_print(sink, ", \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, tt_schema_name(arena, effects[i].relation->name));
        if (rewrites) {
            print_text(sink, "how", tt_str_from(how_name(effects[i].how)));
        }
        print_text(sink, "why", effects[i].why);
        tt_print(sink, ", \"certainty\": \"%s\"}", certainty_name(effects[i].certainty));
    }
    tt_print(sink, "]");
}

static void print_builds(struct tt_sink *sink, struct tt_arena *arena,
                         const struct tt_effects *effects)
{
    tt_print(sink, ", \"index_builds\": [");
    for (size_t i = 0; i < effects->builds.count; i++) {
        const struct tt_work *build = &effects->builds.items[i];
        tt_print(sink, "%s{\"table\": ", i > 0 ? ", " : "");
        tt_json_string(sink, tt_schema_name(arena, build->relation->name));
        print_text(sink, "index", build->index ? build->index->name.name : (struct tt_str){0});
        tt_print(sink, ", \"new_table\": %s}", yes_no(build->of_transaction));
    }
    tt_print(sink, "]");
}

static void print_failures(struct tt_sink *sink, const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails, *may_fail = &outcome->may_fail;
    if (fails->when == TT_FAILS_NEVER) {
        tt_print(sink, ", \"fails\": null");
    } else {
        tt_print(sink, ", \"fails\": {\"when\": \"%s\", \"sqlstate\": \"%s\"",
                 fails->when == TT_FAILS_ALWAYS ? "always" : "with-rows", fails->sqlstate);
        print_text(sink, "why", fails->why);
        tt_print(sink, "}");
    }
    if (fails->when != TT_FAILS_NEVER || may_fail->when == TT_FAILS_NEVER) {
        tt_print(sink, ", \"may_fail\": null}");
    } else {
        tt_print(sink, ", \"may_fail\": {\"sqlstate\": \"%s\"", may_fail->sqlstate);
        print_text(sink, "why", may_fail->why);
        tt_print(sink, "}}");
    }
}

void tt_effects_json(struct tt_sink *sink, struct tt_model *model,
                     const struct tt_source *source, const struct tt_outcome *outcome)
{
    struct tt_arena arena = {0};
    struct tt_effects effects;
    tt_effects_of(&effects, &arena, outcome);
    tt_print(sink, "{");
    print_position(sink, "start", tt_source_position(source, outcome->stmt->span.start));
    print_position(sink, "end", tt_source_position(source, outcome->stmt->span.end));
    tt_print(sink, "\"statement\": ");
    tt_json_string(sink, tt_command_tag(&arena, outcome->stmt));
    tt_print(sink, ", \"certainty\": \"%s\", \"transaction_block\": \"%s\"",
             certainty_name(effects.certainty),
             outcome->refused_in_block ? "refused" : "allowed");
    print_locks(sink, &arena, &effects);
    print_held(sink, &arena, model);
    print_effects(sink, &arena, "rewrites", effects.rewrites.items, effects.rewrites.count,
                  true);
    print_effects(sink, &arena, "scans", effects.scans.items, effects.scans.count, false);
    print_builds(sink, &arena, &effects);
    print_failures(sink, outcome);
    tt_arena_release(&arena);
}
