#include "lint/linter.h"

#include <assert.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/guess.h"
#include "model/version.h"

static const char *const presets[] = {
    [TT_PRESET_RECOMMENDED] = "recommended",
    [TT_PRESET_STRICT] = "strict",
    [TT_PRESET_STYLE] = "style",
    [TT_PRESET_NONE] = "none",
    [TT_PRESET_COUNT] = NULL,
};

enum { LEVEL_ON = TT_ERROR + 1, LEVEL_OFF, LEVEL_COUNT };

static const char *const levels[] = {
    [TT_NOTICE] = "notice", [TT_WARNING] = "warning", [TT_ERROR] = "error",
    [LEVEL_ON] = "on",      [LEVEL_OFF] = "off",      [LEVEL_COUNT] = NULL,
};

/* The index of the word, or -1 with an error: 'WHAT "word"; did you mean ...' */
static int index_of(const char *word, const char *const *words, const char *what,
                    struct tt_error *error)
{
    struct tt_guess guess = {.word = word};
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            return i;
        }
        tt_guess_offer(&guess, words[i]);
    }
    tt_refuse(error,
              guess.best ? "no %s is called \"%s\"; did you mean \"%s\"?"
                         : "no %s is called \"%s\"",
              what, word, guess.best);
    return -1;
}

/* What is done with a rule that is called by its name, or by the one that it has elsewhere. */
typedef void change_fn(struct tt_rule_state *state, int level);

static bool change(struct tt_linter *linter, const char *name, change_fn *to, int level,
                   struct tt_error *error)
{
    bool known = false;
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rule_is_called(&tt_rules[i], tt_str_from(name))) {
            to(&linter->rules[i], level);
            known = true;
        }
    }
    const char *near = known ? NULL : tt_rule_nearest(tt_str_from(name));
    return known ||
           tt_refuse(error,
                     near ? "no rule is called \"%s\"; did you mean \"%s\"?"
                          : "no rule is called \"%s\"; \"tiptoe rules\" lists them all",
                     name, near);
}

static void set_level(struct tt_rule_state *state, int level)
{
    state->on = level != LEVEL_OFF;
    if (level <= TT_ERROR) {
        state->fixed = true;
        state->severity = (enum tt_severity)level;
    }
}

static void set_on(struct tt_rule_state *state, int level)
{
    state->on = level != LEVEL_OFF;
}

static bool take_presets(struct tt_linter *linter, const struct tt_options *options,
                         struct tt_error *error)
{
    bool chosen[TT_PRESET_COUNT] = {[TT_PRESET_RECOMMENDED] = !options->presets};
    for (size_t i = 0; options->presets && i < options->preset_count; i++) {
        int preset = index_of(options->presets[i], presets, "preset", error);
        if (preset < 0) {
            return false;
        }
        chosen[preset] = true;
    }
    bool strict = chosen[TT_PRESET_STRICT];
    for (size_t i = 0; i < tt_rule_count; i++) {
        const struct tt_rule *rule = tt_rules[i].rule;
        struct tt_rule_state *state = &linter->rules[i];
        bool stricter = strict && rule->strict_severity > rule->severity;
        *state = (struct tt_rule_state){
            .on = chosen[rule->preset] || tt_is_unread(rule) ||
                  (strict && rule->preset == TT_PRESET_RECOMMENDED),
            .severity = stricter ? rule->strict_severity : rule->severity,
        };
        for (size_t j = 0; rule->options && rule->options[j].name; j++) {
            assert(j < TT_RULE_OPTIONS_MAX);
            state->numbers[j] = rule->options[j].standard;
        }
    }
    return true;
}

/* Of the rule, or of all that another linter calls so. */
static bool set_option(struct tt_linter *linter, const struct tt_rule_choice *choice,
                       struct tt_error *error)
{
    struct tt_guess guess = {.word = choice->option};
    for (size_t i = 0; i < tt_rule_count; i++) {
        const struct tt_rule_option *options = tt_rules[i].rule->options;
        bool meant = tt_rule_is_called(&tt_rules[i], tt_str_from(choice->rule));
        for (size_t j = 0; meant && options && options[j].name; j++) {
            if (strcmp(options[j].name, choice->option) != 0) {
                tt_guess_offer(&guess, options[j].name);
            } else if (choice->number < options[j].least || choice->number > options[j].most) {
                return tt_refuse(error, "\"%s\" of rule \"%s\" is a number from %d to %d",
                                 choice->option, choice->rule, options[j].least,
                                 options[j].most);
            } else {
                linter->rules[i].numbers[j] = choice->number;
                return true;
            }
        }
    }
    return tt_refuse(error,
                     guess.best ? "rule \"%s\" has no option \"%s\"; did you mean \"%s\"?"
                                : "rule \"%s\" has no option \"%s\"",
                     choice->rule, choice->option, guess.best);
}

static bool take_choices(struct tt_linter *linter, const struct tt_options *options,
                         struct tt_error *error)
{
    for (size_t i = 0; i < options->choice_count; i++) {
        const struct tt_rule_choice *choice = &options->choices[i];
        if (choice->option) {
            if (!set_option(linter, choice, error)) {
                return false;
            }
            continue;
        }
        int level = index_of(choice->level, levels, "severity", error);
        if (level < 0 || !change(linter, choice->rule, set_level, level, error)) {
            return false;
        }
    }
    return true;
}

static bool take_selection(struct tt_linter *linter, const struct tt_options *options,
                           struct tt_error *error)
{
    for (size_t i = 0; i < tt_rule_count && options->select_count > 0; i++) {
        linter->rules[i].on = linter->rules[i].on && tt_is_unread(tt_rules[i].rule);
    }
    for (size_t i = 0; i < options->select_count; i++) {
        if (!change(linter, options->select[i], set_on, LEVEL_ON, error)) {
            return false;
        }
    }
    for (size_t i = 0; i < options->ignore_count; i++) {
        if (!change(linter, options->ignore[i], set_on, LEVEL_OFF, error)) {
            return false;
        }
    }
    return true;
}

static bool check_version(int version, struct tt_error *error)
{
    if (version == 0 || (version >= TT_PG_OLDEST && version <= TT_PG_NEWEST)) {
        return true;
    }
    return tt_refuse(error,
                     "PostgreSQL %d is not a release that tiptoe knows; it knows %d to %d",
                     version, TT_PG_OLDEST, TT_PG_NEWEST);
}

static void keep_assumptions(struct tt_linter *linter, const struct tt_options *options)
{
    linter->lock_timeout = options->lock_timeout;
    linter->time_zone = tt_str_copy(&linter->arena, tt_str_from(options->time_zone));
    for (size_t i = 0; i < options->table_size_count; i++) {
        struct tt_table_size size = options->table_sizes[i];
        size.table = tt_str_copy(&linter->arena, tt_str_from(size.table)).ptr;
        tt_vec_push(&linter->arena, &linter->table_sizes, size);
    }
}

enum tt_size tt_table_size_of(const struct tt_linter *linter, struct tt_name table)
{
    struct tt_arena arena = {0};
    enum tt_size found = TT_SIZE_UNKNOWN;
    const char *name = tt_str_copy(&arena, table.name).ptr;
    const char *whole =
        tt_str_format(&arena, TT_FMT "." TT_FMT, TT_ARG(table.schema), TT_ARG(table.name)).ptr;
    for (size_t i = 0; i < linter->table_sizes.count && !found; i++) {
        const struct tt_table_size *each = &linter->table_sizes.items[i];
        if (fnmatch(each->table, strchr(each->table, '.') ? whole : name, 0) == 0) {
            found = each->big ? TT_SIZE_BIG : TT_SIZE_SMALL;
        }
    }
    tt_arena_release(&arena);
    return found;
}

/* There are many statements, and few look at them. */
static void keep_lookers(struct tt_linter *linter)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (linter->rules[i].on && tt_rules[i].rule->on_outcome) {
            tt_vec_push(&linter->arena, &linter->on_outcome, &tt_rules[i]);
        }
    }
}

struct tt_linter *tt_linter_create(const struct tt_options *options, struct tt_error *error)
{
    static const struct tt_options standard = {0};
    options = options ? options : &standard;
    if (!check_version(options->pg_version, error)) {
        return NULL;
    }
    struct tt_linter *linter = calloc(1, sizeof(*linter));
    if (!linter) {
        tt_out_of_memory();
    }
    linter->pg_version = options->pg_version;
    linter->rules = tt_new_array(&linter->arena, struct tt_rule_state, tt_rule_count);
    keep_assumptions(linter, options);
    if (!take_presets(linter, options, error) || !take_choices(linter, options, error) ||
        !take_selection(linter, options, error)) {
        tt_linter_destroy(linter);
        return NULL;
    }
    keep_lookers(linter);
    return linter;
}

void tt_linter_destroy(struct tt_linter *linter)
{
    if (linter) {
        tt_arena_release(&linter->arena);
        free(linter);
    }
}

const char *const *tt_preset_names(void)
{
    return presets;
}

const char *const *tt_level_names(void)
{
    return levels;
}

const char *tt_severity_name(enum tt_severity severity)
{
    return levels[severity];
}

size_t tt_rule_total(void)
{
    return tt_rule_count;
}

struct tt_rule_info tt_rule_at(size_t index)
{
    static const char *const families[TT_FAMILY_COUNT] = {
        [TT_FAMILY_NONE] = "",
        [TT_FAMILY_LOCKS] = "locks",
        [TT_FAMILY_COMPATIBILITY] = "compatibility",
        [TT_FAMILY_DATA] = "data",
        [TT_FAMILY_TRANSACTIONS] = "transactions",
        [TT_FAMILY_FAILURES] = "failures",
        [TT_FAMILY_SECURITY] = "security",
        [TT_FAMILY_HISTORY] = "history",
        [TT_FAMILY_READING] = "reading",
        [TT_FAMILY_STYLE] = "style",
    };
    const struct tt_rule_entry *entry = &tt_rules[index];
    return (struct tt_rule_info){
        .id = entry->id,
        .summary = entry->rule->summary,
        .docs = entry->docs,
        .since = entry->rule->since,
        .family = families[entry->rule->family],
        .pg_version = TT_PG_OLDEST, /* held for each by its examples */
        .severity = entry->rule->severity,
        .preset = presets[entry->rule->preset],
        .fixes = entry->rule->fixes,
        .options = entry->rule->options,
        .same_as = entry->rule->same_as,
    };
}

bool tt_rule_find(const char *name, size_t *ret_index)
{
    const struct tt_rule_entry *entry = tt_rule_entry_find(tt_str_from(name));
    for (size_t i = 0; i < tt_rule_count && !entry; i++) {
        entry = tt_rule_is_called(&tt_rules[i], tt_str_from(name)) ? &tt_rules[i] : NULL;
    }
    *ret_index = entry ? (size_t)(entry - tt_rules) : tt_rule_count;
    return entry != NULL;
}

bool tt_linter_rule(const struct tt_linter *linter, size_t index,
                    enum tt_severity *ret_severity)
{
    *ret_severity = linter->rules[index].severity;
    return linter->rules[index].on;
}

const char *tt_version(void)
{
    return TIPTOE_VERSION;
}

int tt_parser_version(void)
{
    return tt_grammar_version();
}
