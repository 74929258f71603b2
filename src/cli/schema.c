/* "tiptoe schema": the catalog that the files leave behind. */
#include <string.h>

#include "base/str.h"
#include "cli/check.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/walk.h"
#include "report/schema.h"

struct schema_settings {
    bool json;
    int pg_version;
    bool as_given; /* and not as tools do */
    const struct tt_layout *layout;
};

struct run {
    struct tt_cli *cli;
    struct tt_walk walk;
    TT_VEC(struct tt_str) left_out; /* of the file, and why; reading may start over */
    bool unread;
};

static void on_begin(void *user)
{
    struct run *run = user;
    run->left_out.count = 0;
}

static void leave_out(struct run *run, const struct tt_outcome *outcome, struct tt_str why)
{
    struct tt_position at = tt_source_position(&run->walk.source, outcome->stmt->span.start);
    tt_vec_push(run->cli->arena, &run->left_out,
                tt_str_format(run->cli->arena, TT_FMT ":%u: left out: " TT_FMT,
                              TT_ARG(run->walk.source.path), at.line, TT_ARG(why)));
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

static void complain(void *user)
{
    const struct run *run = user;
    for (size_t i = 0; i < run->left_out.count; i++) {
        tt_complain(TT_FMT, TT_ARG(run->left_out.items[i]));
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
    struct run run = {
        .cli = cli,
        .walk = {.arena = cli->arena,
                 .onlooker = {.begin = on_begin, .statement = on_statement, .user = &run},
                 .after_file = complain,
                 .as_tools_do = !settings->as_given,
                 .options = {.layout = settings->layout}},
    };
    tt_replay_init(&run.walk.replay, settings->pg_version);
    tt_walk_run(&run.walk, operands);
    if (settings->json) {
        tt_schema_json(sink, run.walk.replay.model, run.walk.replay.pg_version);
    } else {
        tt_schema_sql(sink, run.walk.replay.model);
    }
    tt_replay_finish(&run.walk.replay);
    return tt_walk_verdict(&run.walk, run.unread);
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

static bool take_layout(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    struct schema_settings *settings = user;
    bool as_tools_do = false;
    bool right = tt_walk_take_layout(cli->arena, value, &as_tools_do, &settings->layout, error);
    settings->as_given = !as_tools_do;
    return right;
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
    {.name = "layout",
     .value = "TOOL",
     .take = take_layout,
     .help = "auto (unless given) or a tool's name: as that tool runs the files, behind those "
             "that come before them; none: just these files, statement by statement"},
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
