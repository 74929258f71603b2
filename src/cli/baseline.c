/* "tiptoe baseline": records today's findings, so that only new ones count from now on. */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/baseline_json.h"
#include "report/display.h"
#include "scope/baseline_file.h"

/* What this run says nothing of stays as it was recorded. */
static void keep_unchecked(struct tt_arena *arena, const struct tt_baseline *old,
                           struct tt_baseline *fresh)
{
    for (size_t i = 0; i < old->entries.count; i++) {
        const struct tt_baseline_entry *entry = &old->entries.items[i];
        if (!entry->checked && !entry->gone) {
            tt_vec_push(arena, &fresh->entries, *entry);
        }
    }
}

static bool is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

static bool write_baseline(struct tt_cli *cli, const char *path,
                           const struct tt_baseline *baseline, struct tt_error *error)
{
    if (is_stdout(path)) {
        tt_baseline_print(&cli->out->sink, baseline);
        return true;
    }
    struct tt_output *output = tt_new(cli->arena, struct tt_output);
    if (!tt_output_file(output, cli->arena, path, error)) {
        return false;
    }
    tt_baseline_print(&output->sink, baseline);
    return tt_output_close(output, error);
}

/* "12 findings are recorded in .tiptoe-baseline.json: 2 new, 1 taken out." */
static void print_outcome(struct tt_cli *cli, const char *path, const struct tt_baseline *fresh,
                          size_t added, size_t removed)
{
    struct tt_sink *sink = &cli->out->sink;
    size_t count = fresh->entries.count;
    tt_print(sink, "%zu finding%s %s recorded in ", count, count == 1 ? "" : "s",
             count == 1 ? "is" : "are");
    tt_display(sink, tt_str_from(path));
    if (added < count || removed > 0) {
        tt_print(sink, ": %zu new, %zu taken out", added, removed);
    }
    tt_print(sink, ".\n");
}

static size_t count_new(const struct tt_report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        count += !report->findings[i].suppressed;
    }
    return count;
}

static enum tt_exit record(struct tt_cli *cli, const char *path, struct tt_baseline *old,
                           struct tt_report *report)
{
    struct tt_baseline fresh = {0};
    struct tt_baseline_paths paths = tt_baseline_paths(cli->arena, path, report);
    tt_baseline_record(cli->arena, &fresh, report->findings, paths.findings,
                       report->finding_count);
    tt_baseline_use(cli->arena, path, old, report);
    keep_unchecked(cli->arena, old, &fresh);
    tt_baseline_sort(&fresh);
    struct tt_error error;
    if (!write_baseline(cli, path, &fresh, &error)) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    if (!is_stdout(path)) {
        print_outcome(cli, path, &fresh, count_new(report), tt_baseline_count_stale(old));
    }
    return TT_EXIT_CLEAN;
}

static enum tt_exit run_baseline(struct tt_cli *cli, void *user, const char **operands)
{
    const struct tt_check_settings *settings = user;
    struct tt_baseline old = {0};
    struct tt_error error;
    struct tt_ran ran;
    if (!tt_run(cli, settings, operands, NULL, &ran)) {
        return TT_EXIT_TROUBLE;
    }
    if (ran.baselines.count > 1 || ran.some_lack_baseline) {
        tt_complain("%s is not the baseline of all these files: name those that share one, or "
                    "say with --output where to record them",
                    ran.baselines.items[0]);
        return TT_EXIT_TROUBLE;
    }
    const char *path = ran.baselines.count > 0 ? ran.baselines.items[0] : TT_BASELINE_NAME;
    if (!is_stdout(path) && access(path, F_OK) == 0 &&
        !tt_baseline_load(cli->arena, path, &old, &error)) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    tt_run_complain(&ran.report);
    if (ran.report.error_count > 0) {
        tt_complain("nothing was recorded");
        return TT_EXIT_TROUBLE;
    }
    return record(cli, path, &old, &ran.report);
}

static void print_notes(struct tt_sink *sink)
{
    tt_print(sink,
             "\nWhat is recorded of files that are not named now stays; of those that are\n"
             "named, or are gone, it is replaced by what is found now.\n"
             "\"tiptoe check\" finds the file and leaves out what it holds.\n");
}

const struct tt_command tt_command_baseline = {
    .name = "baseline",
    .operands = "PATH...",
    .takes = {TT_VALUE_MIGRATIONS, NULL},
    .summary = "record today's findings, so that only new ones count",
    .examples = "tiptoe baseline migrations/\n"
                "tiptoe check migrations/\n",
    .options = tt_baseline_options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct tt_check_settings),
    .run = run_baseline,
};
