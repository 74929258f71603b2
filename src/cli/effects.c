/* "tiptoe effects": what each statement locks, rewrites, reads and builds, unjudged. */
#include <string.h>

#include "base/buffer.h"
#include "base/str.h"
#include "cli/check.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/walk.h"
#include "report/effects.h"
#include "report/json_string.h"

struct effects_settings {
    bool json;
    int pg_version;
    bool as_tools_do;
    const struct tt_layout *layout;
};

struct run {
    struct tt_cli *cli;
    struct effects_settings settings;
    struct tt_walk walk;
    struct tt_buffer buffer; /* the file's statements; reading may start over */
    size_t statements;
    size_t files;
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
        tt_effects_json(&run->buffer.sink, run->walk.replay.model, &run->walk.source, outcome);
    } else {
        tt_effects_text(&run->buffer.sink, run->walk.replay.model, &run->walk.source, outcome);
    }
    run->statements++;
}

static void print_file(void *user)
{
    struct run *run = user;
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->settings.json) {
        tt_print(sink, "%s\n    {\"path\": ", run->files > 0 ? "," : "");
        tt_json_string(sink, run->walk.source.path);
        tt_print(sink, ", \"pg_version\": %d, \"statements\": [", run->walk.replay.pg_version);
    }
    run->files++;
    tt_write(sink, tt_buffer_text(&run->buffer));
    if (run->settings.json) {
        tt_print(sink, run->statements > 0 ? "\n    ]}" : "]}");
    }
}

static void print_all(struct run *run, const char **operands)
{
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->settings.json) {
        tt_print(sink, "{\"schema_version\": 1, \"pg_version\": %d, \"parser_version\": %d, ",
                 run->walk.replay.pg_version, tt_parser_version());
        tt_print(sink, "\"files\": [");
    }
    tt_walk_run(&run->walk, operands);
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
    struct run run = {
        .cli = cli,
        .settings = *settings,
        .walk = {.arena = cli->arena,
                 .onlooker = {.begin = on_begin, .statement = on_statement, .user = &run},
                 .after_file = print_file,
                 .as_tools_do = settings->as_tools_do,
                 .options = {.layout = settings->layout}},
    };
    tt_buffer_init(&run.buffer);
    tt_replay_init(&run.walk.replay, settings->pg_version);
    run.walk.replay.whole = true;
    print_all(&run, operands);
    tt_replay_finish(&run.walk.replay);
    tt_buffer_finish(&run.buffer);
    return tt_walk_verdict(&run.walk, run.unread);
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

static bool take_layout(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    struct effects_settings *settings = user;
    return tt_walk_take_layout(cli->arena, value, &settings->as_tools_do, &settings->layout,
                               error);
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
    {.name = "layout",
     .value = "TOOL",
     .take = take_layout,
     .help =
         "auto or a tool's name: as that tool runs the files, behind those that come before "
         "them; none (unless given): just these files, statement by statement"},
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
