/*
 * "tiptoe init": writes a .tiptoe.json that says what was found, what squawk was told, and what
 * else can be said; with --hook, git's hook instead.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/folder.h"
#include "base/str.h"
#include "cli/from_squawk.h"
#include "cli/hook.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "project/config_key.h"
#include "project/find.h"
#include "project/project.h"
#include "report/display.h"
#include "report/json_string.h"

enum { COMMENT_COLUMNS = 80 };

struct init_settings {
    bool force;
    bool hook;
    bool from_squawk;
};

/* What the configuration is made from. */
struct surroundings {
    struct tt_project project;
    const char *plain_folder; /* where files of no tool are */
    struct tt_squawk squawk;
};

/* The migrations in the usual places, and whose they are. */
static void look_around(struct tt_arena *arena, struct surroundings *around)
{
    static const struct tt_inputs_options any = {.allow_empty = true};
    struct tt_inputs inputs = {0};
    struct tt_project_options options = {.no_history = true};
    const char **folders = tt_find_folders(arena).folders;
    tt_inputs_collect(arena, folders, &any, &inputs);
    struct tt_given *given = tt_new_array(arena, struct tt_given, inputs.files.count);
    for (size_t i = 0; i < inputs.files.count; i++) {
        given[i].path = inputs.files.items[i].path;
    }
    tt_project_arrange(arena, &options, given, inputs.files.count, &around->project);
    for (size_t i = 0; i < inputs.errors.count; i++) {
        tt_complain("note: " TT_FMT ": " TT_FMT, TT_ARG(inputs.errors.items[i].path),
                    TT_ARG(inputs.errors.items[i].message));
    }
    /* The first may be a pattern. */
    around->plain_folder = folders[0] && tt_folder_is_there(folders[0]) ? folders[0] : ".";
}

/* The next series, from `*at` on, that is a tool's. */
static const struct tt_series *next_tools(const struct tt_project *project, size_t *at)
{
    while (*at < project->series.count) {
        const struct tt_series *series = &project->series.items[(*at)++];
        if (series->folder && series->layout->title) {
            return series;
        }
    }
    return NULL;
}

static void print_migrations(struct tt_sink *sink, const struct tt_config_key *key,
                             const struct tt_project *project)
{
    size_t at = 0;
    const struct tt_series *series = next_tools(project, &at);
    if (!series) {
        tt_print(sink, "  // \"%s\": %s,\n", key->name, key->example);
        return;
    }
    tt_print(sink, "  \"%s\": [", key->name);
    for (const char *comma = ""; series; series = next_tools(project, &at), comma = ",") {
        tt_print(sink, "%s\n    {\"path\": ", comma);
        tt_json_string(sink, tt_str_from(series->folder));
        tt_print(sink, ", \"layout\": \"%s\"}", series->layout->id);
    }
    tt_print(sink, "\n  ],\n");
}

static void print_comment(struct tt_sink *sink, const char *text)
{
    struct tt_buffer wrapped;
    struct tt_str line;
    tt_buffer_init(&wrapped);
    tt_display_wrapped(&wrapped.sink, tt_str_from(text), 0, 0, COMMENT_COLUMNS);
    struct tt_str rest = tt_buffer_text(&wrapped);
    while (tt_str_next_line(&rest, &line)) {
        tt_print(sink, "  // " TT_FMT "\n", TT_ARG(line));
    }
    tt_buffer_finish(&wrapped);
}

static void print_key(struct tt_sink *sink, struct tt_arena *arena,
                      const struct tt_config_key *key, const struct surroundings *around)
{
    size_t at = 0;
    const char *folder = next_tools(&around->project, &at) ? NULL : around->plain_folder;
    if (tt_squawk_print_key(sink, arena, &around->squawk, key->name, folder)) {
        return;
    }
    if (key->kind == TT_KEY_MIGRATIONS) {
        print_migrations(sink, key, &around->project);
    } else {
        tt_print(sink, "  // \"%s\": %s,\n", key->name, key->example);
    }
}

static void print_config(struct tt_sink *sink, struct tt_arena *arena,
                         const struct surroundings *around)
{
    tt_print(sink,
             "// What applies to the migrations in this folder and below: \"tiptoe config\" "
             "tells all keys.\n// Take the slashes away from what you want to say.\n{");
    for (const struct tt_config_key *key = tt_config_keys; key->name; key++) {
        tt_print(sink, "\n");
        print_comment(sink, key->help);
        print_key(sink, arena, key, around);
    }
    tt_print(sink, "}\n");
}

static void print_outcome(struct tt_sink *sink, const struct tt_project *project)
{
    size_t at = 0;
    const struct tt_series *series = next_tools(project, &at);
    tt_print(sink, TT_CONFIG_NAME " is written.\n");
    if (!series) {
        tt_print(sink, "No migration tool's folder was found in the usual places; "
                       "\"migrations\" can name one.\n");
    }
    for (; series; series = next_tools(project, &at)) {
        tt_display(sink, tt_str_from(series->folder));
        tt_print(sink, ": %s\n", series->layout->title);
    }
}

static bool write_config(struct tt_arena *arena, const struct surroundings *around,
                         struct tt_error *error)
{
    struct tt_output *output = tt_new(arena, struct tt_output);
    if (!tt_output_file(output, arena, TT_CONFIG_NAME, error)) {
        return false;
    }
    print_config(&output->sink, arena, around);
    return tt_output_close(output, error);
}

static enum tt_exit run_init(struct tt_cli *cli, void *user, const char **operands)
{
    const struct init_settings *settings = user;
    struct surroundings around = {0};
    struct tt_error error;
    struct stat status;
    if (operands[0]) {
        tt_complain("\"tiptoe init\" takes no names: it looks at the current folder");
        return TT_EXIT_TROUBLE;
    }
    if (settings->hook) {
        return tt_hook_write(cli);
    }
    if (!settings->force && lstat(TT_CONFIG_NAME, &status) == 0) {
        tt_complain(TT_CONFIG_NAME " is there already; --force replaces it");
        return TT_EXIT_TROUBLE;
    }
    look_around(cli->arena, &around);
    if ((settings->from_squawk &&
         !tt_squawk_read(cli->arena, TT_SQUAWK_NAME, &around.squawk, &error)) ||
        !write_config(cli->arena, &around, &error)) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    print_outcome(&cli->out->sink, &around.project);
    if (settings->from_squawk) {
        tt_squawk_print_rest(&cli->out->sink, cli->arena, &around.squawk);
    }
    return TT_EXIT_CLEAN;
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "force",
     .sets = offsetof(struct init_settings, force),
     .help = "replace a " TT_CONFIG_NAME " that is there"},
    {.name = "from-squawk",
     .sets = offsetof(struct init_settings, from_squawk),
     .help = "take over what the " TT_SQUAWK_NAME " of this folder says"},
    {.name = "hook",
     .sets = offsetof(struct init_settings, hook),
     .help = "write no " TT_CONFIG_NAME ", but git's pre-commit hook, which has \"tiptoe check "
             "--staged\" pass each commit; one that is there is left as it is"},
    {0},
};

const struct tt_command tt_command_init = {
    .name = "init",
    .operands = "",
    .summary = "write a commented " TT_CONFIG_NAME " for the current folder",
    .examples = "tiptoe init\n"
                "tiptoe init --hook\n"
                "tiptoe init --from-squawk\n",
    .options = options,
    .settings_bytes = sizeof(struct init_settings),
    .run = run_init,
};
