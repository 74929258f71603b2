/* "tiptoe schema": the catalog that the files leave behind. */
#include "report/schema.h"
#include "base/str.h"
#include "cli/output.h"
#include "cli/value.h"
#include "cli/walk.h"

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
    const struct tt_walk_settings *settings = user;
    struct tt_sink *sink = &cli->out->sink;
    struct run run = {
        .cli = cli,
        .walk = {.onlooker = {.begin = on_begin, .statement = on_statement, .user = &run},
                 .after_file = complain,
                 .as_tools_do = true},
    };
    if (!tt_walk_init(&run.walk, cli, &tt_command_schema, settings, operands)) {
        return TT_EXIT_TROUBLE;
    }
    tt_walk_run(&run.walk, operands);
    if (settings->json) {
        tt_schema_json(sink, run.walk.replay.model, run.walk.replay.pg_version);
    } else {
        tt_schema_sql(tt_output_raw(cli->out, cli->arena), run.walk.replay.model);
    }
    return tt_walk_finish(&run.walk, run.unread);
}

static bool take_format(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    (void)cli;
    return tt_read_format(value, "sql", &((struct tt_walk_settings *)user)->json, error);
}

static const char *const format_names[] = {"sql", "json", NULL};
static const struct tt_vocabulary formats = {format_names, NULL};

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .takes = {TT_VALUE_WORD, &formats},
     .take = take_format,
     .help = "sql (unless given) or json"},
    {.name = "pg-version",
     .value = "N",
     .takes = {TT_VALUE_WORD, &tt_words_releases},
     .take = tt_walk_take_pg_version,
     .help = "replay as PostgreSQL N (12 to 19)"},
    {.name = "layout",
     .value = "TOOL",
     .takes = {TT_VALUE_WORD, &tt_words_any_layouts},
     .take = tt_walk_take_layout,
     .help = "auto (unless given) or a tool's name: as that tool runs the files, behind those "
             "that come before them; none: just these files, statement by statement"},
    {0},
};

const struct tt_command tt_command_schema = {
    .name = "schema",
    .operands = "FILE...",
    .takes = {TT_VALUE_MIGRATIONS, NULL},
    .summary = "print the schema that the files leave behind",
    .examples = "tiptoe schema migrations/*.sql\n"
                "tiptoe schema --format json --pg-version 16 migrations/*.sql\n",
    .options = options,
    .settings_bytes = sizeof(struct tt_walk_settings),
    .run = run_schema,
};
