#include "scope/config_home.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "lint/table.h"
#include "model/version.h"
#include "project/above.h"
#include "project/config_find.h"
#include "project/project.h"
#include "scope/scope.h"

enum { CONFIG_BYTES_MAX = 4 << 20 };

static bool is_other_name(const char *name)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rule_is_called(&tt_rules[i], tt_str_from(name))) {
            return true;
        }
    }
    return false;
}

static const struct tt_rule_option *options_of(const char *rule)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rules[i].rule->options && tt_rule_is_called(&tt_rules[i], tt_str_from(rule))) {
            return tt_rules[i].rule->options;
        }
    }
    return NULL;
}

struct tt_config_terms tt_config_terms_of(struct tt_arena *arena)
{
    TT_VEC(const char *) rules = {0}, formats = {0}, layouts = {0};
    for (size_t i = 0; i < tt_rule_total(); i++) {
        tt_vec_push(arena, &rules, tt_rule_at(i).id);
    }
    tt_vec_push(arena, &rules, NULL);
    for (size_t i = 0; tt_reporters[i]; i++) {
        tt_vec_push(arena, &formats, tt_reporters[i]->name);
    }
    tt_vec_push(arena, &formats, NULL);
    for (size_t i = 0; i < tt_layout_count; i++) {
        tt_vec_push(arena, &layouts, tt_layouts[i].id);
    }
    tt_vec_push(arena, &layouts, NULL);
    return (struct tt_config_terms){
        .words = {[TT_TERM_RULE] = rules.items,
                  [TT_TERM_LEVEL] = tt_level_names(),
                  [TT_TERM_PRESET] = tt_preset_names(),
                  [TT_TERM_FAIL_ON] = tt_fail_on_names,
                  [TT_TERM_FORMAT] = formats.items,
                  [TT_TERM_LAYOUT] = layouts.items,
                  [TT_TERM_TRANSACTION] = tt_transaction_names},
        .is_other_name = is_other_name,
        .options_of = options_of,
        .pg_oldest = TT_PG_OLDEST,
        .pg_newest = TT_PG_NEWEST,
    };
}

static void note(struct tt_config_homes *homes, struct tt_str path, struct tt_position at,
                 struct tt_str message)
{
    struct tt_report_error error = {
        .path = path, .message = message, .line = at.line, .column = at.column};
    tt_vec_push(homes->arena, &homes->errors, error);
}

/* As short as can be: from the current folder on, where that is above. */
static struct tt_str shown(struct tt_arena *arena, struct tt_str path)
{
    struct tt_str here = tt_path_below(
        path, tt_path_folder(tt_str_from(tt_path_resolve(arena, "."))));
    return here.len > 0 ? here : path;
}

static void add_names(struct tt_arena *arena, const struct tt_config_values *names, bool big,
                      struct tt_table_sizes *sizes)
{
    for (size_t i = 0; i < names->count; i++) {
        struct tt_table_size size = {.table = names->items[i].text.ptr, .big = big};
        tt_vec_push(arena, sizes, size);
    }
}

/* Names first: they are meant. */
static bool load_sizes(struct tt_config_homes *homes, const struct tt_config *config)
{
    const struct tt_config_assume *assume = &config->assume;
    struct tt_table_sizes *sizes = tt_new(homes->arena, struct tt_table_sizes);
    struct tt_error error;
    struct tt_str text;
    add_names(homes->arena, &assume->small_tables, false, sizes);
    add_names(homes->arena, &assume->big_tables, true, sizes);
    tt_map_set(&homes->sizes, config->file, sizes);
    if (assume->row_counts.file.len == 0) {
        return true;
    }
    const char *path = tt_config_path(homes->arena, &assume->row_counts);
    unsigned line = 0;
    if (tt_file_read(homes->arena, path, &text, &error) &&
        tt_row_counts_read(homes->arena, text, sizes, &line, &error)) {
        return true;
    }
    note(homes, tt_str_from(path), (struct tt_position){.line = line, .column = 1},
         tt_str_copy(homes->arena, tt_str_from(error.message)));
    return false;
}

/* NULL when something is wrong with it. */
static const struct tt_config *load(struct tt_config_homes *homes, const char *path)
{
    struct tt_config *config = tt_new(homes->arena, struct tt_config);
    struct tt_str name = shown(homes->arena, tt_str_from(path)), text = {0};
    struct tt_error error;
    const char *why = homes->named ? NULL : tt_leads_out(homes->arena, path);
    if (why) {
        note(homes, name, (struct tt_position){0}, tt_str_from(why));
        return NULL;
    }
    if (!tt_file_read(homes->arena, path, &text, &error)) {
        note(homes, name, (struct tt_position){0},
             tt_str_copy(homes->arena, tt_str_from(error.message)));
        return NULL;
    }
    if (text.len > CONFIG_BYTES_MAX) {
        note(homes, name, (struct tt_position){0},
             tt_str_format(homes->arena, "is larger than %d MiB", CONFIG_BYTES_MAX >> 20));
        return NULL;
    }
    tt_config_read(config, homes->arena, name, text, &homes->terms);
    for (size_t i = 0; i < config->errors.count; i++) {
        note(homes, name, config->errors.items[i].at, config->errors.items[i].message);
    }
    return config->errors.count == 0 && load_sizes(homes, config) ? config : NULL;
}

struct loaded {
    const struct tt_config *config;
};

static const struct tt_config *load_once(struct tt_config_homes *homes, const char *path)
{
    struct loaded *loaded = tt_map_get(&homes->configs, tt_str_from(path));
    if (!loaded) {
        loaded = tt_new(homes->arena, struct loaded);
        loaded->config = load(homes, path);
        tt_map_set(&homes->configs, tt_str_from(path), loaded);
    }
    return loaded->config;
}

/* `path`: of any file in the folder. */
static struct tt_config_home *make_home(struct tt_config_homes *homes, const char *path)
{
    struct tt_config_home *home = tt_new(homes->arena, struct tt_config_home);
    const char *named = homes->named;
    home->folder = tt_path_folder(tt_str_from(tt_path_resolve(homes->arena, path)));
    const char *baseline = tt_config_find(homes->arena, home->folder, TT_BASELINE_NAME);
    if (baseline) {
        home->baseline = shown(homes->arena, tt_str_from(baseline));
    }
    if (homes->none) {
        return home;
    }
    const char *found = named ? tt_path_resolve(homes->arena, named)
                              : tt_config_find(homes->arena, home->folder, TT_CONFIG_NAME);
    if (found) {
        home->config = load_once(homes, found);
        home->broken = !home->config;
        home->config_folder = tt_path_folder(tt_str_from(found));
    }
    return home;
}

const struct tt_config_home *tt_config_home_of(struct tt_config_homes *homes, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct tt_str folder = {path, slash ? (size_t)(slash - path) + 1 : 0};
    struct tt_config_home *home = tt_map_get(&homes->homes, folder);
    if (!home) {
        home = make_home(homes, path);
        tt_map_set(&homes->homes, tt_str_copy(homes->arena, folder), home);
    }
    return home;
}

void tt_config_homes_init(struct tt_config_homes *homes, struct tt_arena *arena,
                          const char *named, bool none)
{
    *homes = (struct tt_config_homes){
        .arena = arena, .named = named, .none = none, .terms = tt_config_terms_of(arena)};
}

void tt_config_homes_finish(struct tt_config_homes *homes)
{
    tt_map_finish(&homes->homes);
    tt_map_finish(&homes->configs);
    tt_map_finish(&homes->sizes);
}

const struct tt_table_sizes *tt_config_table_sizes(const struct tt_config_homes *homes,
                                                   struct tt_str config_file)
{
    return tt_map_get(&homes->sizes, config_file);
}
