#include "lsp/effect.h"

#include "base/buffer.h"
#include "base/str.h"
#include "model/model.h"
#include "report/effects.h"

enum { NAMES_MAX = 3 };

/* --- one line ------------------------------------------------------------------------ */

static enum tt_lock strongest(const struct tt_summary *effects)
{
    enum tt_lock mode = effects->locks.items[0].mode;
    for (size_t i = 1; i < effects->locks.count; i++) {
        enum tt_lock each = effects->locks.items[i].mode;
        mode = each > mode ? each : mode;
    }
    return mode;
}

/* The relations that have the strongest lock; the rest is told on demand. */
static void say_locks(struct tt_sink *sink, struct tt_arena *arena,
                      const struct tt_summary *effects)
{
    enum tt_lock mode = strongest(effects);
    size_t names = 0;
    tt_print(sink, TT_FMT " on ", TT_ARG(tt_lock_name(mode)));
    for (size_t i = 0; i < effects->locks.count; i++) {
        const struct tt_lock_taken *taken = &effects->locks.items[i];
        if (taken->mode == mode && ++names <= NAMES_MAX) {
            tt_print(sink, "%s" TT_FMT, names > 1 ? ", " : "",
                     TT_ARG(tt_effect_name(arena, taken->name)));
        }
    }
    if (names > NAMES_MAX) {
        tt_print(sink, " and %zu more", names - NAMES_MAX);
    }
}

static const char *until(const struct tt_outcome *outcome)
{
    switch (outcome->block) {
    case TT_BLOCK_NONE:
        return "";
    case TT_BLOCK_WRITTEN:
    case TT_BLOCK_OF_TOOL:
        return " · until COMMIT";
    case TT_BLOCK_OF_TEXT:
        return " · until the file ends";
    case TT_BLOCK_OF_BODY:
        return " · until DO ends";
    }
    return "";
}

static const char *work_of(const struct tt_summary *effects)
{
    bool fails = effects->outcome->fails.when == TT_FAILS_ALWAYS;
    return fails                         ? "fails"
           : effects->rewrites.count > 0 ? tt_how_word(effects->rewrites.items[0].how)
           : effects->builds.count > 0   ? "builds an index"
           : effects->scans.count > 0    ? "reads every row"
                                         : NULL;
}

/* What changes the schema, or is as strong as that. */
static bool is_worth_a_line(struct tt_str tag, const struct tt_summary *effects)
{
    static const char *const words[] = {"ALTER",   "CREATE",  "DROP", "TRUNCATE", "REINDEX",
                                        "CLUSTER", "REFRESH", "LOCK", "VACUUM",   "COMMENT"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (tt_str_starts(tag, words[i])) {
            return true;
        }
    }
    return effects->locks.count > 0 && tt_lock_blocks_writes(strongest(effects));
}

static void say_title(struct tt_sink *sink, struct tt_arena *arena,
                      const struct tt_summary *effects)
{
    const char *work = work_of(effects);
    if (effects->locks.count > 0) {
        say_locks(sink, arena, effects);
    } else {
        tt_puts(sink, "nobody waits");
    }
    if (work) {
        tt_print(sink, " · %s", work);
    }
    if (effects->locks.count > 0) {
        tt_puts(sink, until(effects->outcome));
    }
}

/* --- all of it ------------------------------------------------------------------------ */

static const char *assumed(enum tt_certainty certainty)
{
    return certainty == TT_ASSUMED ? " *(assumed: not all of it was seen)*" : "";
}

static void list_locks(struct tt_sink *sink, struct tt_arena *arena,
                       const struct tt_summary *effects)
{
    for (size_t i = 0; i < effects->locks.count; i++) {
        const struct tt_lock_taken *taken = &effects->locks.items[i];
        tt_print(sink, "- locks `" TT_FMT "`: " TT_FMT ", %s%s\n",
                 TT_ARG(tt_effect_name(arena, taken->name)), TT_ARG(tt_lock_name(taken->mode)),
                 tt_who_waits(taken->mode), assumed(taken->certainty));
    }
    if (effects->locks.count == 0) {
        tt_puts(sink, "- locks nothing that others use\n");
    }
}

static void list_works(struct tt_sink *sink, struct tt_arena *arena,
                       const struct tt_summary *effects)
{
    for (size_t i = 0; i < effects->rewrites.count; i++) {
        const struct tt_touched *each = &effects->rewrites.items[i];
        tt_print(sink, "- %s `" TT_FMT "`: " TT_FMT "%s\n", tt_how_word(each->how),
                 TT_ARG(tt_effect_name(arena, each->relation->name)), TT_ARG(each->why),
                 assumed(each->certainty));
    }
    for (size_t i = 0; i < effects->scans.count; i++) {
        const struct tt_touched *each = &effects->scans.items[i];
        tt_print(sink, "- reads all of `" TT_FMT "`: " TT_FMT "%s\n",
                 TT_ARG(tt_effect_name(arena, each->relation->name)), TT_ARG(each->why),
                 assumed(each->certainty));
    }
    for (size_t i = 0; i < effects->builds.count; i++) {
        const struct tt_work *each = &effects->builds.items[i];
        tt_print(sink, "- builds %s" TT_FMT "%s on `" TT_FMT "`\n", each->index ? "`" : "",
                 TT_ARG(each->index ? each->index->name.name : TT_STR("every index")),
                 each->index ? "`" : "", TT_ARG(tt_effect_name(arena, each->relation->name)));
    }
}

static void list_failures(struct tt_sink *sink, const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails, *may_fail = &outcome->may_fail;
    if (fails->when != TT_FAILS_NEVER) {
        tt_print(sink, "- **fails** %s with SQLSTATE %s: " TT_FMT "\n",
                 fails->when == TT_FAILS_ALWAYS ? "always" : "on a table that holds a row",
                 fails->sqlstate, TT_ARG(fails->why));
    } else if (may_fail->when != TT_FAILS_NEVER) {
        tt_print(sink, "- may fail with SQLSTATE %s: " TT_FMT "\n", may_fail->sqlstate,
                 TT_ARG(may_fail->why));
    }
    if (outcome->refused_in_block) {
        tt_puts(sink, "- refused inside a transaction block\n");
    }
}

static const char *transaction_of(const struct tt_outcome *outcome)
{
    switch (outcome->block) {
    case TT_BLOCK_NONE:
        return "It is a transaction of its own: its locks go when it ends.";
    case TT_BLOCK_WRITTEN:
        return "Its locks are held until COMMIT.";
    case TT_BLOCK_OF_TOOL:
        return "Its locks are held until COMMIT, which the migration tool sends behind the "
               "migration.";
    case TT_BLOCK_OF_TEXT:
        return "The tool sends the file as one message, which is one transaction: its locks "
               "are "
               "held until the end.";
    case TT_BLOCK_OF_BODY:
        return "Its locks are held until DO ends.";
    }
    return "";
}

static struct tt_str kept(struct tt_arena *arena, struct tt_buffer *buffer)
{
    struct tt_str text = tt_str_copy(arena, tt_buffer_text(buffer));
    tt_buffer_clear(buffer);
    return text;
}

struct tt_statement_effect tt_effect_describe(struct tt_arena *arena,
                                              const struct tt_outcome *outcome)
{
    struct tt_statement_effect effect = {.start = outcome->stmt->span.start,
                                         .end = outcome->stmt->span.end};
    struct tt_arena scratch = {0};
    struct tt_summary effects;
    struct tt_buffer buffer;
    struct tt_str tag = tt_command_tag(&scratch, outcome->stmt);
    if (tag.len == 0) {
        tt_arena_release(&scratch);
        return effect; /* it could not be read */
    }
    tt_buffer_init(&buffer);
    tt_summarize(&effects, &scratch, outcome);
    if (is_worth_a_line(tag, &effects)) {
        say_title(&buffer.sink, &scratch, &effects);
        effect.title = kept(arena, &buffer);
    }
    tt_print(&buffer.sink, "**" TT_FMT "**\n\n", TT_ARG(tag));
    list_locks(&buffer.sink, &scratch, &effects);
    list_works(&buffer.sink, &scratch, &effects);
    list_failures(&buffer.sink, outcome);
    tt_print(&buffer.sink, "\n%s\n", transaction_of(outcome));
    effect.text = kept(arena, &buffer);
    tt_buffer_finish(&buffer);
    tt_arena_release(&scratch);
    return effect;
}
