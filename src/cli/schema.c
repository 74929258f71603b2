/* "tiptoe schema": the catalog that the files leave behind. */
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/check.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "lint/replay.h"
#include "report/schema.h"

struct schema_settings {
    bool json;
    int pg_version;
};

struct run {
    struct tt_cli *cli;
    struct tt_inputs inputs;
    struct tt_replay replay;
    struct tt_source source;        /* of the file at hand */
    TT_VEC(struct tt_str) left_out; /* of its statements, and why; reading may start over */
    bool unread;
};

static void on_begin(void *user)
{
    struct run *run = user;
    run->left_out.count = 0;
}

static void leave_out(struct run *run, const struct tt_outcome *outcome, struct tt_str why)
{
    struct tt_position at = tt_source_position(&run->source, outcome->stmt->span.start);
    tt_vec_push(run->cli->arena, &run->left_out,
                tt_str_format(run->cli->arena, TT_FMT ":%u: left out: " TT_FMT,
                              TT_ARG(run->source.path), at.line, TT_ARG(why)));
}

static void on_statement(void *user, const struct tt_outcome *outcome, int needed,
                         const char *feature)
{
    struct run *run = user;
    (void)needed;
    (void)feature;
    if (outcome->stmt->state == TT_STMT_FAILED) {
        run->unread = true;
        leave_out(run, outcome, TT_STR("it could not be read; \"tiptoe check\" tells why"));
    } else if (outcome->fails.when == TT_FAILS_ALWAYS) {
        leave_out(run, outcome,
                  tt_str_format(run->cli->arena, "PostgreSQL refuses it: " TT_FMT,
                                TT_ARG(outcome->fails.why)));
    }
}

static void replay_files(void *user)
{
    struct run *run = user;
    struct tt_onlooker onlooker = {.begin = on_begin, .statement = on_statement, .user = run};
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
        for (size_t j = 0; j < run->left_out.count; j++) {
            tt_complain(TT_FMT, TT_ARG(run->left_out.items[j]));
        }
    }
}

static enum tt_exit run_schema(struct tt_cli *cli, void *user, const char **operands)
{
    const struct schema_settings *settings = user;
    struct tt_sink *sink = &cli->out->sink;
    if (!operands[0]) {
        tt_complain("no file is named; \"tiptoe schema --help\" tells more");
        return TT_EXIT_TROUBLE;
    }
    struct run run = {.cli = cli};
    tt_inputs_collect(cli->arena, operands, false, &run.inputs);
    tt_replay_init(&run.replay, settings->pg_version);
    tt_with_deep_stack(replay_files, &run);
    if (settings->json) {
        tt_schema_json(sink, run.replay.model, run.replay.pg_version);
    } else {
        tt_schema_sql(sink, run.replay.model);
    }
    tt_replay_finish(&run.replay);
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
    struct schema_settings *settings = user;
    settings->json = strcmp(value, "json") == 0;
    return settings->json || strcmp(value, "sql") == 0 ||
           tt_refuse(error, "--format cannot be \"%s\"; it is one of sql, json", value);
}

static bool take_pg_version(struct tt_cli *cli, void *user, const char *value,
                            struct tt_error *error)
{
    (void)cli;
    struct schema_settings *settings = user;
    return tt_read_pg_version(value, &settings->pg_version, error);
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .take = take_format,
     .help = "sql (unless given) or json"},
    {.name = "pg-version",
     .value = "N",
     .take = take_pg_version,
     .help = "replay as PostgreSQL N (12 to 19)"},
    {0},
};

const struct tt_command tt_command_schema = {
    .name = "schema",
    .operands = "FILE...",
    .summary = "print the schema that the files leave behind",
    .examples = "tiptoe schema migrations/*.sql\n"
                "tiptoe schema --format json --pg-version 16 migrations/*.sql\n",
    .options = options,
    .settings_bytes = sizeof(struct schema_settings),
    .run = run_schema,
};
