/* "tiptoe effects": what each statement locks, rewrites, reads and builds, unjudged. */
#include "report/effects.h"
#include "base/buffer.h"
#include "base/str.h"
#include "cli/output.h"
#include "cli/value.h"
#include "cli/walk.h"
#include "report/json_string.h"

struct run {
    struct tt_cli *cli;
    bool json;
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
    if (run->json) {
        tt_print(&run->buffer.sink, run->statements > 0 ? ",\n      " : "\n      ");
        struct tt_arena arena = {0};
        struct tt_effects effects = tt_effects_of(&arena, run->walk.replay.model,
                                                  &run->walk.source, outcome);
        tt_effects_json(&run->buffer.sink, &effects);
        tt_arena_release(&arena);
    } else {
        tt_effects_text(&run->buffer.sink, run->walk.replay.model, &run->walk.source, outcome);
    }
    run->statements++;
}

static void print_file(void *user)
{
    struct run *run = user;
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->json) {
        tt_print(sink, "%s\n    {\"path\": ", run->files > 0 ? "," : "");
        tt_json_string(sink, run->walk.source.path);
        tt_print(sink, ", \"pg_version\": %d, \"statements\": [", run->walk.replay.pg_version);
    }
    run->files++;
    tt_write(sink, tt_buffer_text(&run->buffer));
    if (run->json) {
        tt_print(sink, run->statements > 0 ? "\n    ]}" : "]}");
    }
}

static void print_all(struct run *run, const char **operands)
{
    struct tt_sink *sink = &run->cli->out->sink;
    if (run->json) {
        tt_print(sink, "{\"schema_version\": 1, \"pg_version\": %d, \"parser_version\": %d, ",
                 run->walk.replay.pg_version, tt_parser_version());
        tt_print(sink, "\"files\": [");
    }
    tt_walk_run(&run->walk, operands);
    if (run->json) {
        tt_print(sink, "\n]}\n");
    }
}

static enum tt_exit run_effects(struct tt_cli *cli, void *user, const char **operands)
{
    const struct tt_walk_settings *settings = user;
    struct run run = {
        .cli = cli,
        .json = settings->json,
        .walk = {.onlooker = {.begin = on_begin, .statement = on_statement, .user = &run},
                 .after_file = print_file},
    };
    if (!tt_walk_init(&run.walk, cli, &tt_command_effects, settings, operands)) {
        return TT_EXIT_TROUBLE;
    }
    tt_buffer_init(&run.buffer);
    run.walk.replay.whole = true;
    print_all(&run, operands);
    tt_buffer_finish(&run.buffer);
    return tt_walk_finish(&run.walk, run.unread);
}

static bool take_format(struct tt_cli *cli, void *user, const char *value,
                        struct tt_error *error)
{
    (void)cli;
    return tt_read_format(value, "text", &((struct tt_walk_settings *)user)->json, error);
}

static const char *const format_names[] = {"text", "json", NULL};
static const struct tt_vocabulary formats = {format_names, NULL};

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "format",
     .letter = 'f',
     .value = "NAME",
     .takes = {TT_VALUE_WORD, &formats},
     .take = take_format,
     .help = "text (unless given) or json"},
    {.name = "pg-version",
     .value = "N",
     .takes = {TT_VALUE_WORD, &tt_words_releases},
     .take = tt_walk_take_pg_version,
     .help = "judge as PostgreSQL N (12 to 19)"},
    {.name = "layout",
     .value = "TOOL",
     .takes = {TT_VALUE_WORD, &tt_words_any_layouts},
     .take = tt_walk_take_layout,
     .help =
         "auto or a tool's name: as that tool runs the files, behind those that come before "
         "them; none (unless given): just these files, statement by statement"},
    {0},
};

const struct tt_command tt_command_effects = {
    .name = "effects",
    .operands = "FILE...",
    .takes = {TT_VALUE_MIGRATIONS, NULL},
    .summary = "tell what each statement locks, rewrites and reads",
    .examples = "tiptoe effects schema.sql new.sql\n"
                "tiptoe effects --format json --pg-version 16 new.sql\n",
    .options = options,
    .settings_bytes = sizeof(struct tt_walk_settings),
    .run = run_effects,
};
