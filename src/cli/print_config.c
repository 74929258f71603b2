#include "cli/print_config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "cli/output.h"
#include "cli/run.h"
#include "lint/table.h"
#include "model/version.h"
#include "project/config_key.h"
#include "report/display.h"
#include "scope/scope.h"

enum { NAME_COLUMNS = 14, VALUE_COLUMNS = 24 };

struct printer {
    struct tt_arena *arena;
    struct tt_sink *sink;
    const struct tt_scope *scope;
};

static void print_row(struct printer *printer, const char *name, struct tt_str value,
                      struct tt_str origin)
{
    unsigned used = tt_display_width(value);
    tt_print(printer->sink, "  %-*s ", NAME_COLUMNS, name);
    tt_display(printer->sink, value);
    tt_print(printer->sink, "%*s  ", used < VALUE_COLUMNS ? (int)(VALUE_COLUMNS - used) : 0,
             "");
    tt_display(printer->sink, origin);
    tt_print(printer->sink, "\n");
}

/* ".tiptoe.json:3", "--pg-version", or "default" */
static struct tt_str origin_of(struct printer *printer, struct tt_str file, unsigned line)
{
    if (file.len == 0) {
        return TT_STR("default");
    }
    return line > 0 ? tt_str_format(printer->arena, TT_FMT ":%u", TT_ARG(file), line) : file;
}

static void print_value(struct printer *printer, const struct tt_config_key *key,
                        const struct tt_config_value *value)
{
    struct tt_str text = value->text;
    if (key->kind == TT_KEY_FLAG) {
        text = value->number ? TT_STR("true") : TT_STR("false");
    } else if (value->file.len == 0) {
        /* JSON, but people read it. */
        struct tt_str standard = tt_str_from(key->standard);
        text = standard.len > 2 ? tt_str_slice(standard, 1, standard.len - 1) : TT_STR("-");
        text = key->kind != TT_KEY_RELEASE
                   ? text
                   : tt_str_format(printer->arena, "%d or newer", TT_PG_SUPPORTED);
    } else if (key->kind == TT_KEY_RELEASE) {
        text = tt_str_format(printer->arena, "%d", value->number);
    } else if (key->kind == TT_KEY_FILE) {
        text = tt_str_from(tt_config_path(printer->arena, value));
    }
    print_row(printer, key->name, text, origin_of(printer, value->file, value->at.line));
}

static void print_values(struct printer *printer, const struct tt_config_key *key,
                         const struct tt_config_values *values)
{
    struct tt_str text = {0};
    for (size_t i = 0; i < values->count; i++) {
        text = tt_str_format(printer->arena, TT_FMT "%s" TT_FMT, TT_ARG(text),
                             i > 0 ? ", " : "", TT_ARG(values->items[i].text));
    }
    text = values->file.len == 0 ? key->standard ? TT_STR("recommended") : TT_STR("-")
           : values->count == 0 ? TT_STR("none")
                                 : text;
    print_row(printer, key->name, text, origin_of(printer, values->file, values->at.line));
}

static void print_migrations(struct printer *printer, const struct tt_config_key *key,
                             const struct tt_config_migrations *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct tt_config_migration *each = &list->items[i];
        print_row(printer, key->name,
                  tt_str_format(printer->arena, "%s %s" TT_FMT,
                                tt_config_path(printer->arena, &each->path),
                                each->layout.file.len > 0 ? "as " : "",
                                TT_ARG(each->layout.text)),
                  origin_of(printer, each->path.file, each->path.at.line));
    }
    if (list->count == 0) {
        print_row(printer, key->name, TT_STR("as the files show"), TT_STR("default"));
    }
}

static bool names(const char *const *list, size_t count, const struct tt_rule_entry *rule)
{
    for (size_t i = 0; i < count; i++) {
        if (tt_rule_is_called(rule, tt_str_from(list[i]))) {
            return true;
        }
    }
    return false;
}

/* Who has the last word on the rule. */
static struct tt_str rule_origin(struct printer *printer,
                                 const struct tt_check_settings *settings,
                                 const struct tt_rule_entry *rule, bool on)
{
    const struct tt_config *config = &printer->scope->config;
    if (names(settings->scope.ignore.items, settings->scope.ignore.count, rule)) {
        return TT_STR("--ignore");
    }
    if (settings->scope.select.count > 0 &&
        (!on || names(settings->scope.select.items, settings->scope.select.count, rule))) {
        return TT_STR("--select");
    }
    for (size_t i = config->rules.count; i > 0; i--) {
        const struct tt_config_rule *said = &config->rules.items[i - 1];
        if (tt_rule_is_called(rule, said->id) && said->option.len == 0) {
            return origin_of(printer, said->value.file, said->value.at.line);
        }
    }
    return origin_of(printer, config->presets.file, config->presets.at.line);
}

static void print_rules(struct printer *printer, const struct tt_check_settings *settings)
{
    size_t widest = 0;
    for (size_t i = 0; i < tt_rule_total(); i++) {
        size_t len = strlen(tt_rule_at(i).id);
        widest = len > widest ? len : widest;
    }
    tt_print(printer->sink, "  rules\n");
    for (size_t i = 0; i < tt_rule_total(); i++) {
        const char *id = tt_rule_at(i).id;
        enum tt_severity severity;
        bool on = tt_linter_rule(printer->scope->linter, i, &severity);
        tt_print(printer->sink, "    %-*s  %-7s  ", (int)widest, id,
                 on ? tt_severity_name(severity) : "off");
        tt_display(printer->sink, rule_origin(printer, settings, &tt_rules[i], on));
        tt_print(printer->sink, "\n");
    }
}

static void print_keys(struct printer *printer, const struct tt_config_key *keys,
                       const void *object);

static void print_key(struct printer *printer, const struct tt_config_key *key,
                      const void *object)
{
    const void *member = (const char *)object + key->offset;
    switch (key->kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
    case TT_KEY_FLAG:
    case TT_KEY_RELEASE:
    case TT_KEY_WORD:
        print_value(printer, key, member);
        break;
    case TT_KEY_WORDS:
    case TT_KEY_TEXTS:
        print_values(printer, key, member);
        break;
    case TT_KEY_MIGRATIONS:
        print_migrations(printer, key, member);
        break;
    case TT_KEY_ASSUME:
        print_keys(printer, tt_config_inner_keys(key->kind), member);
        break;
    case TT_KEY_RULES: /* last, since there are many */
    case TT_KEY_PATHS: /* in the others */
        break;
    }
}

static void print_keys(struct printer *printer, const struct tt_config_key *keys,
                       const void *object)
{
    for (; keys->name; keys++) {
        print_key(printer, keys, object);
    }
}

static void print_scope(struct printer *printer, const struct tt_check_settings *settings,
                        const char *path)
{
    struct tt_str file = printer->scope->config.file;
    tt_display_path(printer->sink, tt_str_from(path));
    tt_print(printer->sink, "\n");
    print_row(printer, "configuration", file.len > 0 ? file : TT_STR("none"),
              settings->scope.config      ? TT_STR("--config")
              : settings->scope.no_config ? TT_STR("--no-config")
              : file.len > 0              ? TT_STR("found above it")
                                          : TT_STR("none is above it"));
    print_keys(printer, tt_config_keys, &printer->scope->config);
    print_rules(printer, settings);
}

/* Of a folder, its files are meant, and of standard input the one that it is called. */
static const char *file_in(struct tt_arena *arena, const struct tt_check_settings *settings,
                           const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0) {
        return settings->stdin_path ? settings->stdin_path : path;
    }
    bool known = stat(path, &status) == 0;
    if (!known && errno != ENOENT && errno != ENOTDIR) {
        tt_complain("note: %s cannot be read, and is taken for a file: %s", path,
                    strerror(errno));
    }
    return known && S_ISDIR(status.st_mode) ? tt_str_format(arena, "%s/", path).ptr : path;
}

enum tt_exit tt_print_config(struct tt_cli *cli, const struct tt_check_settings *settings,
                             const char **operands)
{
    static const char *here[] = {".", NULL};
    struct tt_scopes scopes;
    struct tt_error error;
    if (!tt_scopes_init(&scopes, cli->arena, &settings->scope, &error)) {
        tt_scopes_finish(&scopes);
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    bool first = true;
    for (const char **path = operands[0] ? operands : here; *path; path++) {
        const struct tt_scope *scope = tt_scopes_find(&scopes,
                                                      file_in(cli->arena, settings, *path));
        if (scope) {
            tt_print(&cli->out->sink, first ? "" : "\n");
            print_scope(&(struct printer){cli->arena, &cli->out->sink, scope}, settings, *path);
            first = false;
        }
    }
    for (size_t i = 0; i < scopes.homes.errors.count; i++) {
        tt_complain_of(&scopes.homes.errors.items[i]);
    }
    tt_scopes_finish(&scopes);
    return scopes.homes.errors.count > 0 ? TT_EXIT_TROUBLE : TT_EXIT_CLEAN;
}
