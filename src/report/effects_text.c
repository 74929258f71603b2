/* "tiptoe effects" for people: a statement, then a line for each thing it does. */
#include "base/arena.h"
#include "base/str.h"
#include "report/display.h"
#include "report/effects.h"

static struct tt_str say(struct tt_arena *arena, const struct tt_relation *relation)
{
    struct tt_str name = tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(relation->name.schema),
                                       TT_ARG(relation->name.name));
    return tt_displayed(arena, name);
}

static const char *assumed(enum tt_certainty certainty)
{
    return certainty == TT_ASSUMED ? " (assumed)" : "";
}

static void print_works(struct tt_sink *sink, struct tt_arena *arena,
                        const struct tt_summary *effects)
{
    for (size_t i = 0; i < effects->rewrites.count; i++) {
        const struct tt_touched *rewrite = &effects->rewrites.items[i];
        tt_print(sink, "  rewrites " TT_FMT ": " TT_FMT "%s\n",
                 TT_ARG(say(arena, rewrite->relation)),
                 TT_ARG(tt_displayed(arena, rewrite->why)), assumed(rewrite->certainty));
    }
    for (size_t i = 0; i < effects->scans.count; i++) {
        const struct tt_touched *scan = &effects->scans.items[i];
        tt_print(sink, "  reads    " TT_FMT ": " TT_FMT "%s\n",
                 TT_ARG(say(arena, scan->relation)), TT_ARG(tt_displayed(arena, scan->why)),
                 assumed(scan->certainty));
    }
    for (size_t i = 0; i < effects->builds.count; i++) {
        const struct tt_work *build = &effects->builds.items[i];
        tt_print(sink, "  builds   " TT_FMT " on " TT_FMT "\n",
                 TT_ARG(build->index ? tt_displayed(arena, build->index->name.name)
                                     : TT_STR("every index")),
                 TT_ARG(say(arena, build->relation)));
    }
}

static void print_failures(struct tt_sink *sink, struct tt_arena *arena,
                           const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails, *may_fail = &outcome->may_fail;
    if (fails->when != TT_FAILS_NEVER) {
        tt_print(sink, "  fails    %s with SQLSTATE %s: " TT_FMT "\n",
                 fails->when == TT_FAILS_ALWAYS ? "always" : "on a table that holds a row",
                 fails->sqlstate, TT_ARG(tt_displayed(arena, fails->why)));
    } else if (may_fail->when != TT_FAILS_NEVER) {
        tt_print(sink, "  may fail with SQLSTATE %s: " TT_FMT "\n", may_fail->sqlstate,
                 TT_ARG(tt_displayed(arena, may_fail->why)));
    }
}

void tt_effects_text(struct tt_sink *sink, struct tt_model *model,
                     const struct tt_source *source, const struct tt_outcome *outcome)
{
    (void)model;
    struct tt_arena arena = {0};
    struct tt_summary effects;
    tt_summarize(&effects, &arena, outcome);
    struct tt_place place = tt_source_place(source, outcome->stmt->span.start,
                                            outcome->stmt->span.end);
    tt_display_path(sink, place.path);
    tt_print(sink, ":%u: " TT_FMT "\n", place.start.line,
             TT_ARG(tt_command_tag(&arena, outcome->stmt)));
    for (size_t i = 0; i < effects.locks.count; i++) {
        const struct tt_lock_taken *taken = &effects.locks.items[i];
        tt_print(sink, "  locks    " TT_FMT ": " TT_FMT ", %s%s\n",
                 TT_ARG(say(&arena, taken->relation)), TT_ARG(tt_lock_name(taken->mode)),
                 tt_who_waits(taken->mode), assumed(taken->certainty));
    }
    print_works(sink, &arena, &effects);
    print_failures(sink, &arena, outcome);
    if (outcome->refused_in_block) {
        tt_print(sink, "  refused  inside a transaction block\n");
    }
    tt_arena_release(&arena);
}
