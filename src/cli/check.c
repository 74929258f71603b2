/* "tiptoe check": prints one report of all that a run finds. */
#include "cli/check.h"

#include <unistd.h>

#include "base/str.h"
#include "cli/baseline_file.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/print_config.h"
#include "cli/run.h"

static bool fails(const struct tt_finding *finding, enum tt_fail_on fail_on)
{
    if (finding->suppressed) {
        return false;
    }
    /* Green must never mean that something could not be read. */
    switch (fail_on) {
    case TT_FAIL_ON_ERROR:
        return finding->unread || finding->severity >= TT_ERROR;
    case TT_FAIL_ON_WARNING:
        return finding->unread || finding->severity >= TT_WARNING;
    case TT_FAIL_ON_NOTICE:
        return true;
    case TT_FAIL_ON_NEVER:
        break;
    }
    return false;
}

static enum tt_exit verdict(const struct tt_ran *ran)
{
    if (ran->report.error_count > 0) {
        return TT_EXIT_TROUBLE;
    }
    for (size_t i = 0; i < ran->report.finding_count; i++) {
        if (fails(&ran->report.findings[i], ran->fail_on[i])) {
            return TT_EXIT_FINDINGS;
        }
    }
    return TT_EXIT_CLEAN;
}

static unsigned width_of(int fd)
{
    enum { COLUMNS_MAX = 96 }; /* longer lines are hard to read */
    unsigned width = tt_terminal_width(fd);
    return width < COLUMNS_MAX ? width : COLUMNS_MAX;
}

static bool print_report(struct tt_cli *cli, const struct tt_check_settings *settings,
                         struct tt_ran *ran, struct tt_error *error)
{
    struct tt_report *report = &ran->report;
    if (!settings->output) {
        report->color = tt_terminal_color(settings->color, STDOUT_FILENO);
        report->width = width_of(STDOUT_FILENO);
        tt_report_print(ran->reporter, cli->arena, &cli->out->sink, report);
        tt_output_flush(cli->out);
        return true;
    }
    struct tt_output *output = tt_new(cli->arena, struct tt_output);
    if (!tt_output_file(output, cli->arena, settings->output, error)) {
        return false;
    }
    report->color = tt_terminal_color(settings->color, output->fd);
    tt_report_print(ran->reporter, cli->arena, &output->sink, report);
    return tt_output_close(output, error);
}

static enum tt_exit run_check(struct tt_cli *cli, void *user, const char **operands)
{
    const struct tt_check_settings *settings = user;
    if (settings->print_config) {
        return tt_print_config(cli, settings, operands);
    }
    struct tt_ran ran;
    struct tt_error error;
    struct tt_baseline baseline = {0};
    if (!tt_run(cli, settings, operands, &ran)) {
        return TT_EXIT_TROUBLE;
    }
    if (ran.baseline && !tt_baseline_load(cli->arena, ran.baseline, &baseline, &error)) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    if (ran.baseline) {
        tt_baseline_use(cli->arena, ran.baseline, &baseline, &ran.report);
    }
    bool printed = print_report(cli, settings, &ran, &error);
    tt_run_complain(&ran.report);
    if (!printed) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    return verdict(&ran);
}

static void print_notes(struct tt_sink *sink)
{
    tt_print(sink, "\nFormats:\n");
    for (size_t i = 0; tt_reporters[i]; i++) {
        tt_print(sink, "  %-22s %s\n", tt_reporters[i]->name, tt_reporters[i]->summary);
    }
    tt_print(sink, "\nMigration tools (--layout):\n");
    for (size_t i = 0; i < tt_layout_count; i++) {
        tt_print(sink, "  %-22s %s\n", tt_layouts[i].id,
                 tt_layouts[i].title ? tt_layouts[i].title : "files that no tool claims");
    }
    tt_help_exit_codes(sink);
}

const struct tt_command tt_command_check = {
    .name = "check",
    .operands = "PATH...",
    .summary = "say what migrations would block or break",
    .examples = "tiptoe check migrations/\n"
                "tiptoe check --pg-version 16 --format github 'db/**/*.sql'\n"
                "pg_dump --schema-only shop | tiptoe check --stdin-path shop.sql -\n",
    .options = tt_check_options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct tt_check_settings),
    .run = run_check,
};
