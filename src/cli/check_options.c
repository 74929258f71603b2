#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/check.h"
#include "cli/value.h"
#include "project/config.h"

enum { JOBS_MAX = 1024 };

#define SETS(member) offsetof(struct tt_check_settings, member)

/* NULL, with an error, when no reporter has this name. */
static const struct tt_reporter *choose_reporter(struct tt_cli *cli, const char *option,
                                                 const char *value, struct tt_error *error)
{
    TT_VEC(const char *) names = {0};
    for (size_t i = 0; tt_reporters[i]; i++) {
        tt_vec_push(cli->arena, &names, tt_reporters[i]->name);
    }
    tt_vec_push(cli->arena, &names, NULL);
    int chosen = tt_choose(cli->arena, option, value, names.items, error);
    return chosen < 0 ? NULL : tt_reporters[chosen];
}

static bool take_format(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    const struct tt_reporter *reporter = choose_reporter(cli, "format", value, error);
    if (reporter) {
        ((struct tt_check_settings *)settings)->scope.reporter = reporter;
    }
    return reporter != NULL;
}

static bool take_output_for(struct tt_cli *cli, void *settings, const char *value,
                            struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    const char *equals = strchr(value, '=');
    if (!equals || equals == value || equals[1] == '\0') {
        return tt_refuse(error, "--output-for needs a format and a file: --output-for "
                                "sarif=tiptoe.sarif");
    }
    if (strcmp(equals + 1, "-") == 0) {
        return tt_refuse(error, "--output-for writes files; --format says what goes to "
                                "standard output");
    }
    struct tt_str name = {value, (size_t)(equals - value)};
    const struct tt_reporter *reporter = choose_reporter(
        cli, "output-for", tt_str_copy(cli->arena, name).ptr, error);
    if (!reporter) {
        return false;
    }
    for (size_t i = 0; i < check->outputs.count; i++) {
        if (strcmp(check->outputs.items[i].path, equals + 1) == 0) {
            return tt_refuse(error, "two reports cannot both be written to %s", equals + 1);
        }
    }
    struct tt_output_for output = {reporter, equals + 1};
    tt_vec_push(cli->arena, &check->outputs, output);
    return true;
}

static bool take_output(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    (void)cli;
    struct tt_check_settings *check = settings;
    if (value[0] == '\0') {
        return tt_refuse(error, "--output needs the name of a file");
    }
    check->output = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

static bool take_pg_version(struct tt_cli *cli, void *settings, const char *value,
                            struct tt_error *error)
{
    (void)cli;
    struct tt_check_settings *check = settings;
    return tt_read_pg_version(value, &check->scope.pg_version, error);
}

static bool take_fail_on(struct tt_cli *cli, void *settings, const char *value,
                         struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    int chosen = tt_choose(cli->arena, "fail-on", value, tt_fail_on_names, error);
    check->scope.fail_on_given = true;
    check->scope.fail_on = chosen < 0 ? check->scope.fail_on : (enum tt_fail_on)chosen;
    return chosen >= 0;
}

static const char *const color_names[] = {
    [TT_COLOR_AUTO] = "auto",
    [TT_COLOR_ALWAYS] = "always",
    [TT_COLOR_NEVER] = "never",
    NULL,
};
static const struct tt_vocabulary color_words = {color_names, NULL};

static bool take_color(struct tt_cli *cli, void *settings, const char *value,
                       struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    int chosen = tt_choose(cli->arena, "color", value, color_names, error);
    check->color = chosen < 0 ? check->color : (enum tt_color)chosen;
    return chosen >= 0;
}

/* The names between commas, one after the other; an empty one ends them. */
static const char *next_name(struct tt_arena *arena, struct tt_str *rest)
{
    while (rest->len > 0) {
        size_t end = 0;
        while (end < rest->len && rest->ptr[end] != ',') {
            end++;
        }
        struct tt_str name = tt_str_trim(tt_str_slice(*rest, 0, end));
        *rest = tt_str_slice(*rest, end + 1, rest->len);
        if (name.len > 0) {
            return tt_str_copy(arena, name).ptr;
        }
    }
    return NULL;
}

static bool take_select(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    (void)error;
    struct tt_check_settings *check = settings;
    struct tt_str rest = tt_str_from(value);
    const char *name = NULL;
    while ((name = next_name(cli->arena, &rest))) {
        tt_vec_push(cli->arena, &check->scope.select, name);
    }
    return check->scope.select.count > 0 ||
           tt_refuse(error, "--select needs the name of a rule");
}

static bool take_ignore(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    struct tt_str rest = tt_str_from(value);
    const char *name = NULL;
    while ((name = next_name(cli->arena, &rest))) {
        tt_vec_push(cli->arena, &check->scope.ignore, name);
    }
    return check->scope.ignore.count > 0 ||
           tt_refuse(error, "--ignore needs the name of a rule");
}

static bool take_layout(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    return tt_read_layout(cli->arena, value, &check->project.layout, error);
}

static bool take_exclude(struct tt_cli *cli, void *settings, const char *value,
                         struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    if (value[0] == '\0') {
        return tt_refuse(error, "--exclude needs a pattern, as \"db/legacy/**\"");
    }
    tt_vec_push(cli->arena, &check->scope.exclude, value);
    return true;
}

static bool take_preset(struct tt_cli *cli, void *settings, const char *value,
                        struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    int chosen = tt_choose(cli->arena, "preset", value, tt_preset_names(), error);
    if (chosen < 0) {
        return false;
    }
    tt_vec_push(cli->arena, &check->scope.presets, tt_preset_names()[chosen]);
    return true;
}

static bool take_transaction(struct tt_cli *cli, void *settings, const char *value,
                             struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    int chosen = tt_choose(cli->arena, "transaction", value, tt_transaction_names, error);
    check->project.transaction = chosen < 0 ? TT_TRANSACTION_AUTO
                                            : (enum tt_transaction_option)chosen;
    return chosen >= 0;
}

static bool take_jobs(struct tt_cli *cli, void *settings, const char *value,
                      struct tt_error *error)
{
    (void)cli;
    char *end = NULL;
    long jobs = strtol(value, &end, 10);
    if (end == value || *end != '\0' || jobs < 1 || jobs > JOBS_MAX) {
        return tt_refuse(error, "--jobs takes a number from 1 to %d, not \"%s\"", JOBS_MAX,
                         value);
    }
    ((struct tt_check_settings *)settings)->jobs = (unsigned)jobs;
    return true;
}

static bool take_new(struct tt_cli *cli, void *settings, const char *value,
                     struct tt_error *error)
{
    struct tt_check_settings *check = settings;
    (void)error;
    tt_vec_push(cli->arena, &check->new_files, value);
    return true;
}

const struct tt_option tt_check_options[] = {
#include "cli/checked.def"
    {.name = "staged",
     .sets = SETS(staged),
     .help = "only what is staged for the next commit, as it is staged; for hooks"},
    {.name = "print-config",
     .sets = SETS(print_config),
     .help = "check nothing: print what applies to each path, and where it is said"},
#include "cli/known.def"
    {.group = "What comes out",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .takes = {TT_VALUE_WORD, &tt_words_formats},
     .take = take_format,
     .help = "one of the formats below; text unless given"},
    {.name = "output",
     .letter = 'o',
     .value = "FILE",
     .takes = {TT_VALUE_FILE, NULL},
     .take = take_output,
     .help = "write the report there; the file is replaced whole or not at all"},
    {.name = "output-for",
     .value = "FORMAT=FILE",
     .takes = {TT_VALUE_WORD_FILE, &tt_words_formats},
     .take = take_output_for,
     .help = "write another report of the same run there, too; may be repeated"},
#include "cli/counted.def"
    {.name = "quiet",
     .letter = 'q',
     .sets = SETS(quiet),
     .help = "print findings only, no closing summary"},
    {0},
};

const struct tt_option tt_fix_options[] = {
#include "cli/checked.def"
#include "cli/known.def"
    {.group = "What comes out",
     .name = "diff",
     .sets = SETS(diff),
     .help = "change nothing: print a patch, which \"git apply\" takes; exit with 1 only when "
             "something could not be read"},
#include "cli/counted.def"
    {.name = "quiet",
     .letter = 'q',
     .sets = SETS(quiet),
     .help = "print the findings that are left only, not what was done"},
    {0},
};

const struct tt_option tt_baseline_options[] = {
#include "cli/checked.def"
    {.group = "What comes out",
     .name = "output",
     .letter = 'o',
     .value = "FILE",
     .takes = {TT_VALUE_FILE, NULL},
     .sets = SETS(scope.baseline),
     .help = "the baseline, which is replaced whole or not at all; unless given, the one that "
             "\"tiptoe check\" finds, or else " TT_BASELINE_NAME " in this folder"},
    {0},
};
