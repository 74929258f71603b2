#include "cli/walk.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/value.h"

static bool read_file(struct tt_walk *walk, const struct tt_input *input, struct tt_file *file)
{
    struct tt_error error;
    bool is_stdin = input->is_stdin;
    file->path = tt_str_from(is_stdin ? "<stdin>" : input->path);
    bool read = is_stdin ? tt_file_read_stdin(walk->arena, &file->text, &error)
                         : tt_file_read(walk->arena, input->path, &file->text, &error);
    if (!read) {
        tt_inputs_error(walk->arena, &walk->inputs, input->path, error.message);
    }
    return read;
}

/* History is nothing to look at. */
static void replay(struct tt_walk *walk, const struct tt_file *file)
{
    static const struct tt_onlooker nobody = {0};
    tt_source_init(&walk->source, walk->arena, file->path, file->text);
    tt_replay_file(&walk->replay, file, &walk->source,
                   file->is_history ? &nobody : &walk->onlooker);
    if (!file->is_history) {
        walk->after_file(walk->onlooker.user);
    }
}

static void replay_as_given(struct tt_walk *walk)
{
    for (size_t i = 0; i < walk->inputs.files.count; i++) {
        struct tt_file file = {0};
        if (read_file(walk, &walk->inputs.files.items[i], &file)) {
            replay(walk, &file);
        }
    }
}

static void replay_as_tools_do(struct tt_walk *walk)
{
    struct tt_project project = {0};
    size_t count = walk->inputs.files.count;
    struct tt_given *given = tt_new_array(walk->arena, struct tt_given, count);
    for (size_t i = 0; i < count; i++) {
        given[i].path = walk->inputs.files.items[i].path;
    }
    tt_project_arrange(walk->arena, &walk->options, given, count, &project);
    for (size_t i = 0; i < project.series.count; i++) {
        const struct tt_series *series = &project.series.items[i];
        for (size_t j = 0; j < series->migrations.count; j++) {
            const struct tt_migration_file *migration = &series->migrations.items[j];
            struct tt_input input = {.path = migration->path};
            struct tt_file file = {0};
            if (migration->given != TT_NOT_GIVEN) {
                input = walk->inputs.files.items[migration->given];
            }
            if (read_file(walk, &input, &file)) {
                tt_project_cut(walk->arena, series, migration, &file);
                replay(walk, &file);
            }
        }
    }
}

static void replay_files(void *user)
{
    struct tt_walk *walk = user;
    if (walk->as_tools_do) {
        replay_as_tools_do(walk);
    } else {
        replay_as_given(walk);
    }
}

bool tt_walk_take_pg_version(struct tt_cli *cli, void *user, const char *value,
                             struct tt_error *error)
{
    (void)cli;
    struct tt_walk_settings *settings = user;
    return tt_read_pg_version(value, &settings->pg_version, error);
}

bool tt_walk_take_layout(struct tt_cli *cli, void *user, const char *value,
                         struct tt_error *error)
{
    struct tt_walk_settings *settings = user;
    bool as_given = strcmp(value, "none") == 0;
    settings->as = as_given ? TT_WALK_AS_GIVEN : TT_WALK_AS_TOOLS_DO;
    settings->layout = NULL;
    return as_given || strcmp(value, "auto") == 0 ||
           tt_read_layout(cli->arena, value, &settings->layout, error);
}

bool tt_walk_init(struct tt_walk *walk, struct tt_cli *cli, const struct tt_command *command,
                  const struct tt_walk_settings *settings, const char **operands)
{
    if (!operands[0]) {
        tt_complain("no file is named; \"tiptoe %s --help\" tells more", command->name);
        return false;
    }
    walk->arena = cli->arena;
    walk->options.layout = settings->layout;
    if (settings->as != TT_WALK_UNSAID) {
        walk->as_tools_do = settings->as == TT_WALK_AS_TOOLS_DO;
    }
    tt_replay_init(&walk->replay, settings->pg_version);
    return true;
}

void tt_walk_run(struct tt_walk *walk, const char **operands)
{
    static const struct tt_inputs_options all = {0};
    tt_inputs_collect(walk->arena, operands, &all, &walk->inputs);
    tt_with_deep_stack(replay_files, walk);
}

enum tt_exit tt_walk_finish(struct tt_walk *walk, bool unread)
{
    tt_replay_finish(&walk->replay);
    for (size_t i = 0; i < walk->inputs.errors.count; i++) {
        tt_complain(TT_FMT ": " TT_FMT, TT_ARG(walk->inputs.errors.items[i].path),
                    TT_ARG(walk->inputs.errors.items[i].message));
    }
    if (walk->inputs.errors.count > 0) {
        return TT_EXIT_TROUBLE;
    }
    return unread ? TT_EXIT_FINDINGS : TT_EXIT_CLEAN;
}
