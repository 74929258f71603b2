#include "cli/vocabulary.h"

#include "base/str.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "model/version.h"
#include "project/layout.h"
#include "project/project.h"
#include "report/report.h"
#include "scope/scope.h"

static void tell(struct tt_arena *arena, struct tt_words *words, const char *word,
                 const char *meaning)
{
    tt_vec_push(arena, words, (struct tt_word){word, meaning});
}

static void tell_commands(struct tt_arena *arena, struct tt_words *words)
{
    for (size_t i = 0; tt_commands[i]; i++) {
        tell(arena, words, tt_commands[i]->name, tt_commands[i]->summary);
    }
}

static void tell_rules(struct tt_arena *arena, struct tt_words *words)
{
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info rule = tt_rule_at(i);
        tell(arena, words, rule.id, rule.summary);
    }
}

static void tell_formats(struct tt_arena *arena, struct tt_words *words)
{
    for (size_t i = 0; tt_reporters[i]; i++) {
        tell(arena, words, tt_reporters[i]->name, tt_reporters[i]->summary);
    }
}

static void tell_layouts(struct tt_arena *arena, struct tt_words *words)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        tell(arena, words, tt_layouts[i].id, tt_layouts[i].title);
    }
}

static void tell_any_layouts(struct tt_arena *arena, struct tt_words *words)
{
    tell(arena, words, "auto", "the tool whose files these are");
    tell(arena, words, "none", "just these files, statement by statement");
    tell_layouts(arena, words);
}

static void tell_presets(struct tt_arena *arena, struct tt_words *words)
{
    for (const char *const *name = tt_preset_names(); *name; name++) {
        tell(arena, words, *name, NULL);
    }
}

static void tell_releases(struct tt_arena *arena, struct tt_words *words)
{
    for (int release = TT_PG_OLDEST; release <= TT_PG_NEWEST; release++) {
        tell(arena, words, tt_str_format(arena, "%d", release).ptr, NULL);
    }
}

const struct tt_vocabulary tt_words_commands = {NULL, tell_commands};
const struct tt_vocabulary tt_words_rules = {NULL, tell_rules};
const struct tt_vocabulary tt_words_formats = {NULL, tell_formats};
const struct tt_vocabulary tt_words_layouts = {NULL, tell_layouts};
const struct tt_vocabulary tt_words_any_layouts = {NULL, tell_any_layouts};
const struct tt_vocabulary tt_words_presets = {NULL, tell_presets};
const struct tt_vocabulary tt_words_releases = {NULL, tell_releases};
const struct tt_vocabulary tt_words_fail_on = {tt_fail_on_names, NULL};
const struct tt_vocabulary tt_words_transactions = {tt_transaction_names, NULL};

struct tt_words tt_vocabulary_words(const struct tt_vocabulary *vocabulary,
                                    struct tt_arena *arena)
{
    struct tt_words words = {0};
    if (vocabulary->tell) {
        vocabulary->tell(arena, &words);
        return words;
    }
    for (const char *const *name = vocabulary->names; *name; name++) {
        tell(arena, &words, *name, NULL);
    }
    return words;
}
