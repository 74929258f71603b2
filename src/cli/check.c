/* "tiptoe check": prints one report of all that a run finds. */
#include "cli/check.h"

#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/actions.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/print_config.h"
#include "cli/run.h"
#include "scope/baseline_file.h"

/* On GitHub Actions, what people read in the log marks the lines of the pull request, too. */
static bool wants_annotations(const struct tt_reporter *reporter)
{
    return reporter == &tt_reporter_text && tt_is_in_actions();
}

static void print_for_actions(struct tt_cli *cli, const struct tt_report *report)
{
    struct tt_sink *sink = &cli->out->sink;
    struct tt_str word = tt_actions_hush(cli->arena, sink);
    if (word.len > 0) {
        tt_report_print(&tt_reporter_text, cli->arena, sink, report);
    }
    tt_actions_heed(sink, word);
    tt_report_print(&tt_reporter_github, cli->arena, sink, report);
}

static void print_to_standard(struct tt_cli *cli, enum tt_color color, struct tt_ran *ran)
{
    struct tt_report *report = &ran->report;
    report->color = tt_terminal_color(color, STDOUT_FILENO);
    report->width = tt_terminal_text_width(STDOUT_FILENO);
    if (wants_annotations(ran->reporter)) {
        print_for_actions(cli, report);
    } else {
        tt_report_print(ran->reporter, cli->arena, &cli->out->sink, report);
    }
    tt_output_flush(cli->out);
}

static bool print_to_file(struct tt_cli *cli, enum tt_color color, struct tt_report *report,
                          struct tt_output_for to)
{
    struct tt_error error;
    struct tt_output *output = tt_new(cli->arena, struct tt_output);
    bool printed = tt_output_file(output, cli->arena, to.path, &error);
    if (printed) {
        report->color = tt_terminal_color(color, output->fd);
        report->width = 0;
        tt_report_print(to.reporter, cli->arena, &output->sink, report);
        printed = tt_output_close(output, &error);
    }
    if (!printed) {
        tt_complain("%s", error.message);
    }
    return printed;
}

/* One that cannot be written keeps no other from being written. */
static bool print_reports(struct tt_cli *cli, const struct tt_check_settings *settings,
                          struct tt_ran *ran)
{
    bool printed = true;
    if (settings->output) {
        struct tt_output_for to = {ran->reporter, settings->output};
        printed = print_to_file(cli, settings->color, &ran->report, to);
    } else {
        print_to_standard(cli, settings->color, ran);
    }
    for (size_t i = 0; i < settings->outputs.count; i++) {
        printed = print_to_file(cli, settings->color, &ran->report,
                                settings->outputs.items[i]) &&
                  printed;
    }
    return printed;
}

/* Else the one that is written last would be the only one. */
static bool writes_one_file_twice(const struct tt_check_settings *settings)
{
    for (size_t i = 0; i < settings->outputs.count && settings->output; i++) {
        if (strcmp(settings->outputs.items[i].path, settings->output) == 0) {
            tt_complain("two reports cannot both be written to %s", settings->output);
            return true;
        }
    }
    return false;
}

static bool says_new_twice(const struct tt_check_settings *settings)
{
    if (settings->staged &&
        (settings->since || settings->new_files.count > 0 || settings->stdin_path)) {
        tt_complain("--staged says itself what is new: --since, --new and --stdin-path cannot "
                    "stand beside it");
        return true;
    }
    return false;
}

static enum tt_exit run_check(struct tt_cli *cli, void *user, const char **operands)
{
    const struct tt_check_settings *settings = user;
    if (settings->print_config) {
        return tt_print_config(cli, settings, operands);
    }
    struct tt_ran ran;
    struct tt_error error;
    if (says_new_twice(settings) || writes_one_file_twice(settings) ||
        !tt_run(cli, settings, operands, NULL, &ran)) {
        return TT_EXIT_TROUBLE;
    }
    if (!tt_baselines_use(cli->arena, ran.baselines.items, ran.baselines.count, &ran.report,
                          &error)) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    bool printed = print_reports(cli, settings, &ran);
    tt_run_complain(&ran.report);
    return printed ? tt_run_verdict(&ran) : TT_EXIT_TROUBLE;
}

/* The same tool's row, of which this is an older release; or NULL. */
static const struct tt_layout *newer_of(const struct tt_layout *layout)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        if (tt_str_is(tt_str_from(tt_layouts[i].older.id), layout->id)) {
            return &tt_layouts[i];
        }
    }
    return NULL;
}

static void print_notes(struct tt_sink *sink)
{
    tt_print(sink, "\nFormats:\n");
    for (size_t i = 0; tt_reporters[i]; i++) {
        tt_print(sink, "  %-22s %s\n", tt_reporters[i]->name, tt_reporters[i]->summary);
    }
    tt_print(sink, "\nMigration tools (--layout):\n");
    for (size_t i = 0; i < tt_layout_count; i++) {
        const struct tt_layout *layout = &tt_layouts[i], *newer = newer_of(layout);
        tt_print(sink, "  %-22s %s", layout->id,
                 layout->title ? layout->title : "files that no tool claims");
        if (newer) {
            tt_print(sink, " before %u.%u", newer->older.release.major,
                     newer->older.release.minor);
        }
        tt_print(sink, "\n");
    }
    tt_help_exit_codes(sink);
}

const struct tt_command tt_command_check = {
    .name = "check",
    .operands = "PATH...",
    .takes = {TT_VALUE_MIGRATIONS, NULL},
    .summary = "say what migrations would block or break",
    .examples = "tiptoe check migrations/\n"
                "tiptoe check --pg-version 16 --format github 'db/**/*.sql'\n"
                "pg_dump --schema-only shop | tiptoe check --stdin-path shop.sql -\n",
    .options = tt_check_options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct tt_check_settings),
    .run = run_check,
};
