/* "tiptoe effects": what each statement locks, rewrites, reads and builds, unjudged. */
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/check.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "lint/replay.h"
#include "report/effects.h"
#include "report/json_string.h"

struct effects_settings {
    bool json;
    int pg_version;
};

struct run {
    struct tt_cli *cli;
    struct effects_settings settings;
    struct tt_inputs inputs;
    struct tt_replay replay;
    struct tt_source source; /* of the file at hand */
    struct tt_buffer buffer; /* its statements; reading may start over */
    size_t statements;
    bool unread;
};

static void on_begin(void *user)
{
    struct run *run = user;
    tt_buffer_clear(&run->buffer);
    run->statements = 0;
}

static void on_statement(void *user, const struct tt_outcome *outcome, int needed,
                         const char *feature)
{
    struct run *run = user;
    (void)needed;
    (void)feature;
    run->unread = run->unread || outcome->stmt->state == TT_STMT_FAILED;
    if (run->settings.json) {
        tt_print(&run->buffer.sink, run->statements > 0 ? ",\n      " : "\n      ");
        tt_effects_json(&run->buffer.sink, run->replay.model, &run->source, outcome);
    } else {
        tt_effects_text(&run->buffer.sink, run->replay.model, &run->source, outcome);
    }
    run->statements++;
}

static void print_file(struct run *run, bool first)
{
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->settings.json) {
        tt_print(sink, "%s\n    {\"path\": ", first ? "" : ",");
        tt_json_string(sink, run->source.path);
        tt_print(sink, ", \"pg_version\": %d, \"statements\": [", run->replay.pg_version);
    }
    tt_write(sink, tt_buffer_text(&run->buffer));
    if (run->settings.json) {
        tt_print(sink, run->statements > 0 ? "\n    ]}" : "]}");
    }
}

static void replay_files(void *user)
{
    struct run *run = user;
    struct tt_onlooker onlooker = {.begin = on_begin, .statement = on_statement, .user = run};
    bool first = true;
    for (size_t i = 0; i < run->inputs.files.count; i++) {
        const struct tt_input *input = &run->inputs.files.items[i];
        struct tt_str text;
        struct tt_error error;
        bool read = input->is_stdin ? tt_file_read_stdin(run->cli->arena, &text, &error)
                                    : tt_file_read(run->cli->arena, input->path, &text, &error);
        if (!read) {
            tt_inputs_error(run->cli->arena, &run->inputs, input->path, error.message);
            continue;
        }
        struct tt_file file = {
            .path = tt_str_from(input->is_stdin ? "<stdin>" : input->path),
            .text = text,
        };
        tt_source_init(&run->source, run->cli->arena, file.path, file.text);
        tt_replay_file(&run->replay, &file, &run->source, &onlooker);
        print_file(run, first);
        first = false;
    }
}

static void print_all(struct run *run)
{
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->settings.json) {
        tt_print(sink, "{\"schema_version\": 1, \"pg_version\": %d, \"parser_version\": %d, ",
                 run->replay.pg_version, tt_parser_version());
        tt_print(sink, "\"files\": [");
    }
    tt_with_deep_stack(replay_files, run);
    if (run->settings.json) {
        tt_print(sink, "\n]}\n");
    }
}

static enum tt_exit run_effects(struct tt_cli *cli, void *user, const char **operands)
{
    const struct effects_settings *settings = user;
    if (!operands[0]) {
        tt_complain("no file is named; \"tiptoe effects --help\" tells more");
        return TT_EXIT_TROUBLE;
    }
    struct run run = {.cli = cli, .settings = *settings};
    tt_buffer_init(&run.buffer);
    tt_inputs_collect(cli->arena, operands, false, &run.inputs);
    tt_replay_init(&run.replay, settings->pg_version);
    run.replay.whole = true;
    print_all(&run);
    tt_replay_finish(&run.replay);
    tt_buffer_finish(&run.buffer);
    for (size_t i = 0; i < run.inputs.errors.count; i++) {
        tt_complain(TT_FMT ": " TT_FMT, TT_ARG(run.inputs.errors.items[i].path),
                    TT_ARG(run.inputs.errors.items[i].message));
    }
    if (run.inputs.errors.count > 0) {
        return TT_EXIT_TROUBLE;
    }
    return run.unread ? TT_EXIT_FINDINGS : TT_EXIT_CLEAN;
}

static bool take_format(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    (void)cli;
    struct effects_settings *settings = user;
    settings->json = strcmp(value, "json") == 0;
    return settings->json || strcmp(value, "text") == 0 ||
           tt_refuse(error, "--format cannot be \"%s\"; it is one of text, json", value);
}

static bool take_pg_version(struct tt_cli *cli, void *user, const char *value,
                            struct tt_error *error)
{
    (void)cli;
    struct effects_settings *settings = user;
    return tt_read_pg_version(value, &settings->pg_version, error);
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .take = take_format,
     .help = "text (unless given) or json"},
    {.name = "pg-version",
     .value = "N",
     .take = take_pg_version,
     .help = "judge as PostgreSQL N (12 to 19)"},
    {0},
};

const struct tt_command tt_command_effects = {
    .name = "effects",
    .operands = "FILE...",
    .summary = "tell what each statement locks, rewrites and reads",
    .examples = "tiptoe effects schema.sql new.sql\n"
                "tiptoe effects --format json --pg-version 16 new.sql\n",
    .options = options,
    .settings_bytes = sizeof(struct effects_settings),
    .run = run_effects,
};
