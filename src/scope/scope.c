#include "scope/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/config_find.h"

const char *const tt_fail_on_names[] = {
    [TT_FAIL_ON_ERROR] = "error",
    [TT_FAIL_ON_WARNING] = "warning",
    [TT_FAIL_ON_NOTICE] = "notice",
    [TT_FAIL_ON_NEVER] = "never",
    NULL,
};

static struct tt_str whole_path(struct tt_scopes *scopes, const struct tt_config_home *home,
                                const char *path)
{
    const char *slash = strrchr(path, '/');
    return tt_path_join(&scopes->scratch, home->folder, slash ? slash + 1 : path);
}

/* The pattern that fits, or NULL. */
static const struct tt_config_value *match_of(struct tt_scopes *scopes,
                                              const struct tt_config_home *home,
                                              const char *path,
                                              const struct tt_config_values *patterns)
{
    struct tt_str whole = patterns->count > 0 ? whole_path(scopes, home, path)
                                              : (struct tt_str){0};
    for (size_t i = 0; i < patterns->count; i++) {
        if (tt_path_matches(&scopes->scratch, whole, home->config_folder,
                            patterns->items[i].text)) {
            return &patterns->items[i];
        }
    }
    return NULL;
}

static struct tt_config_value over(struct tt_config_value lower, struct tt_config_value upper)
{
    return upper.file.len > 0 ? upper : lower;
}

/* What the configuration has so far is not ours to change. */
static struct tt_config_rules joined(struct tt_arena *arena, struct tt_config_rules rules,
                                     struct tt_config_rules more)
{
    struct tt_config_rules all = {0};
    for (size_t i = 0; i < rules.count; i++) {
        tt_vec_push(arena, &all, rules.items[i]);
    }
    for (size_t i = 0; i < more.count; i++) {
        tt_vec_push(arena, &all, more.items[i]);
    }
    return all;
}

static void add_entry(struct tt_arena *arena, struct tt_config *config,
                      const struct tt_config_path *entry)
{
    config->pg_version = over(config->pg_version, entry->pg_version);
    config->fail_on = over(config->fail_on, entry->fail_on);
    config->presets = entry->presets.file.len > 0 ? entry->presets : config->presets;
    config->rules = joined(arena, config->rules, entry->rules);
}

static struct tt_config_value of_option(const char *option, const char *text)
{
    return (struct tt_config_value){.text = tt_str_from(text), .file = tt_str_from(option)};
}

static void add_options(struct tt_arena *arena, struct tt_config *config,
                        const struct tt_scope_options *options)
{
    if (options->pg_version) {
        config->pg_version = of_option("--pg-version", "");
        config->pg_version.number = options->pg_version;
    }
    if (options->fail_on_given) {
        config->fail_on = of_option("--fail-on", tt_fail_on_names[options->fail_on]);
    }
    if (options->reporter) {
        config->format = of_option("--format", options->reporter->name);
    }
    if (options->presets.count > 0) {
        config->presets = (struct tt_config_values){.file = TT_STR("--preset")};
        for (size_t i = 0; i < options->presets.count; i++) {
            tt_vec_push(arena, &config->presets,
                        of_option("--preset", options->presets.items[i]));
        }
    }
}

static bool make_linter(struct tt_scopes *scopes, struct tt_scope *scope,
                        struct tt_error *error)
{
    const struct tt_config *config = &scope->config;
    TT_VEC(struct tt_rule_choice) choices = {0};
    TT_VEC(const char *) presets = {0};
    for (size_t i = 0; i < config->rules.count; i++) {
        const struct tt_config_rule *rule = &config->rules.items[i];
        struct tt_rule_choice choice = {.rule = rule->id.ptr, .level = rule->value.text.ptr};
        if (rule->option.len > 0) {
            choice.option = rule->option.ptr;
            choice.number = rule->value.number;
        }
        tt_vec_push(scopes->arena, &choices, choice);
    }
    for (size_t i = 0; i < config->presets.count; i++) {
        tt_vec_push(scopes->arena, &presets, config->presets.items[i].text.ptr);
    }
    tt_vec_push(scopes->arena, &presets, NULL); /* so that an empty list is one, too */
    const struct tt_table_sizes *sizes = tt_config_table_sizes(&scopes->homes, config->file);
    struct tt_options options = {
        .pg_version = config->pg_version.number,
        .presets = config->presets.file.len > 0 ? presets.items : NULL,
        .preset_count = config->presets.count,
        .choices = choices.items,
        .choice_count = choices.count,
        .select = scopes->options->select.items,
        .select_count = scopes->options->select.count,
        .ignore = scopes->options->ignore.items,
        .ignore_count = scopes->options->ignore.count,
        .lock_timeout = config->assume.lock_timeout.number,
        .time_zone = config->assume.time_zone.text.ptr,
        .table_sizes = sizes ? sizes->items : NULL,
        .table_size_count = sizes ? sizes->count : 0,
    };
    scope->linter = tt_linter_create(&options, error);
    if (scope->linter) {
        tt_vec_push(scopes->arena, &scopes->linters, scope->linter);
    }
    return scope->linter != NULL;
}

/* The entries that match, as numbers with a blank before each. */
static struct tt_str entries_of(struct tt_scopes *scopes, const struct tt_config_home *home,
                                const char *path)
{
    struct tt_str entries = {0};
    for (size_t i = 0; home->config && i < home->config->paths.count; i++) {
        if (match_of(scopes, home, path, &home->config->paths.items[i].match)) {
            entries = tt_str_format(&scopes->scratch, TT_FMT " %zu", TT_ARG(entries), i);
        }
    }
    return entries;
}

/* The one that is named, or else the one that is found. */
static struct tt_config_value baseline_of(const struct tt_scopes *scopes,
                                          const struct tt_config_home *home)
{
    if (scopes->options->no_baseline) {
        return (struct tt_config_value){0};
    }
    if (scopes->options->baseline) {
        return of_option("--baseline", scopes->options->baseline);
    }
    if (home->baseline.len == 0 || (home->config && home->config->baseline.file.len > 0)) {
        return home->config ? home->config->baseline : (struct tt_config_value){0};
    }
    return (struct tt_config_value){.text = home->baseline, .file = TT_STR("found above it")};
}

static struct tt_scope *make_scope(struct tt_scopes *scopes, const struct tt_config_home *home,
                                   struct tt_str entries, struct tt_error *error)
{
    const struct tt_config *config = home->config;
    struct tt_scope *scope = tt_new(scopes->arena, struct tt_scope);
    if (config) {
        scope->config = *config;
    }
    for (const char *at = entries.ptr; config && at && *at == ' ';) {
        char *end = NULL;
        add_entry(scopes->arena, &scope->config, &config->paths.items[strtoul(at, &end, 10)]);
        at = end;
    }
    scope->config.baseline = baseline_of(scopes, home);
    add_options(scopes->arena, &scope->config, scopes->options);
    return make_linter(scopes, scope, error) ? scope : NULL;
}

/* One for all files that have the same configuration and match the same entries. */
static const struct tt_scope *scope_of(struct tt_scopes *scopes,
                                       const struct tt_config_home *home, const char *path,
                                       struct tt_error *error)
{
    tt_arena_reset(&scopes->scratch);
    struct tt_str entries = entries_of(scopes, home, path);
    struct tt_str key = tt_str_format(&scopes->scratch, "%p" TT_FMT " " TT_FMT,
                                      (const void *)home->config, TT_ARG(entries),
                                      TT_ARG(home->baseline));
    struct tt_scope *scope = tt_map_get(&scopes->scopes, key);
    if (!scope) {
        scope = make_scope(scopes, home, entries, error);
        tt_map_set(&scopes->scopes, tt_str_copy(scopes->arena, key), scope);
    }
    return scope;
}

bool tt_scopes_init(struct tt_scopes *scopes, struct tt_arena *arena,
                    const struct tt_scope_options *options, struct tt_error *error)
{
    *scopes = (struct tt_scopes){.arena = arena, .options = options};
    tt_config_homes_init(&scopes->homes, arena, options->config, options->no_config);
    return scope_of(scopes, &(struct tt_config_home){0}, "", error) != NULL;
}

void tt_scopes_finish(struct tt_scopes *scopes)
{
    for (size_t i = 0; i < scopes->linters.count; i++) {
        tt_linter_destroy(scopes->linters.items[i]);
    }
    tt_config_homes_finish(&scopes->homes);
    tt_map_finish(&scopes->scopes);
    tt_arena_release(&scopes->scratch);
}

const struct tt_scope *tt_scopes_plain(struct tt_scopes *scopes)
{
    struct tt_error error;
    return scope_of(scopes, &(struct tt_config_home){0}, "", &error);
}

const struct tt_scope *tt_scopes_find(struct tt_scopes *scopes, const char *path)
{
    const struct tt_config_home *home = tt_config_home_of(&scopes->homes, path);
    struct tt_error error; /* of the command line, which tt_scopes_init has looked at */
    return home->broken ? NULL : scope_of(scopes, home, path, &error);
}

static bool is_excluded_by_option(struct tt_scopes *scopes, const struct tt_config_home *home,
                                  const char *path)
{
    struct tt_str here = {0};
    for (size_t i = 0; i < scopes->options->exclude.count; i++) {
        if (here.len == 0) {
            here = tt_path_folder(tt_str_from(tt_path_resolve(&scopes->scratch, "./x")));
        }
        if (tt_path_matches(&scopes->scratch, whole_path(scopes, home, path), here,
                            tt_str_from(scopes->options->exclude.items[i]))) {
            return true;
        }
    }
    return false;
}

bool tt_scopes_exclude(struct tt_scopes *scopes, const char *path, struct tt_str *ret_origin)
{
    const struct tt_config_home *home = tt_config_home_of(&scopes->homes, path);
    const struct tt_config_value *pattern = NULL;
    tt_arena_reset(&scopes->scratch);
    bool by_option = is_excluded_by_option(scopes, home, path);
    if (!by_option && home->config) {
        pattern = match_of(scopes, home, path, &home->config->exclude);
    }
    if (ret_origin && (by_option || pattern)) {
        *ret_origin = by_option ? TT_STR("--exclude")
                                : tt_str_format(scopes->arena, TT_FMT ":%u",
                                                TT_ARG(pattern->file), pattern->at.line);
    }
    return by_option || pattern;
}

bool tt_scopes_leave_out(void *scopes, const char *path)
{
    return tt_scopes_exclude(scopes, path, NULL);
}

enum tt_fail_on tt_scope_fail_on(const struct tt_scope *scope)
{
    for (int i = 0; tt_fail_on_names[i]; i++) {
        if (tt_str_is(scope->config.fail_on.text, tt_fail_on_names[i])) {
            return (enum tt_fail_on)i;
        }
    }
    return TT_FAIL_ON_WARNING;
}

const struct tt_reporter *tt_scope_reporter(const struct tt_scope *scope)
{
    for (size_t i = 0; tt_reporters[i]; i++) {
        if (tt_str_is(scope->config.format.text, tt_reporters[i]->name)) {
            return tt_reporters[i];
        }
    }
    return tt_reporters[0];
}
