/* "tiptoe fix": makes the edits that findings carry, and checks again until none is left. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/actions.h"
#include "cli/git.h"
#include "cli/given.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/rewrite.h"
#include "cli/run.h"
#include "fix/apply.h"
#include "fix/diff.h"
#include "report/display.h"
#include "scope/baseline_file.h"

/* Each pass leaves fewer to make: an edit that meets another waits for the next one. */
enum { PASSES_MAX = 20 };

struct made {
    struct tt_str rule;
    struct tt_str what;
    unsigned line; /* where the finding stood when it was fixed */
    unsigned column;
};

struct file {
    struct tt_rewrite text;
    TT_VEC(struct made) made;
    bool committed; /* it may have run */
};

struct fixing {
    struct tt_cli *cli;
    const struct tt_check_settings *settings;
    struct tt_texts texts; /* what is checked in the place of what is on disk */
    TT_VEC(struct file *) files;
    struct tt_ran ran;    /* what was found last */
    bool knows_committed; /* of the files */
    bool trouble;         /* something could not be written */
};

/* --- edits ------------------------------------------------------------------------ */

static struct file *find_file(struct fixing *fixing, const struct tt_report_file *read)
{
    for (size_t i = 0; i < fixing->files.count; i++) {
        if (tt_str_equal(fixing->files.items[i]->text.path, read->path)) {
            return fixing->files.items[i];
        }
    }
    struct file *file = tt_new(fixing->cli->arena, struct file);
    file->text = (struct tt_rewrite){read->path, .before = read->text, .after = read->text};
    tt_vec_push(fixing->cli->arena, &fixing->files, file);
    return file;
}

static void keep_new(struct fixing *fixing, struct file *file, const struct tt_finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct tt_edit *edit = &finding->edits[i];
        if (!tt_str_equal(edit->place.path, file->text.path)) {
            file->text.new_path = edit->place.path;
            file->text.new_text = tt_fix_add_new(fixing->cli->arena, file->text.new_text,
                                                 edit->text);
        }
    }
}

static void note_made(struct fixing *fixing, struct file *file,
                      const struct tt_finding *findings, size_t count, const bool *made)
{
    for (size_t i = 0; i < count; i++) {
        if (made[i]) {
            struct made one = {findings[i].rule, findings[i].fix, findings[i].place.start.line,
                               findings[i].place.start.column};
            tt_vec_push(fixing->cli->arena, &file->made, one);
            keep_new(fixing, file, &findings[i]);
        }
    }
}

/* Findings stand in the order of the files: those of `read` begin at `*at`. */
static bool fix_file(struct fixing *fixing, const struct tt_report_file *read, size_t *at)
{
    const struct tt_report *report = &fixing->ran.report;
    const struct tt_finding *findings = report->findings + *at;
    size_t count = 0, edits = 0;
    while (*at + count < report->finding_count &&
           tt_str_equal(findings[count].place.path, read->path)) {
        edits += findings[count++].edit_count;
    }
    *at += count;
    struct tt_str text = read->text;
    bool *made = edits > 0 ? tt_new_array(fixing->cli->arena, bool, count) : NULL;
    if (edits == 0 ||
        tt_fix_apply(fixing->cli->arena, read->path, true, findings, count, made, &text) == 0) {
        return false;
    }
    struct file *file = find_file(fixing, read);
    note_made(fixing, file, findings, count, made);
    file->text.after = text;
    tt_map_set(&fixing->texts.texts, file->text.path, &file->text.after);
    return true;
}

static bool check_again(struct fixing *fixing, const char **operands)
{
    struct tt_error error;
    struct tt_ran *ran = &fixing->ran;
    if (!tt_run(fixing->cli, fixing->settings, operands, &fixing->texts, ran)) {
        return false;
    }
    bool used = tt_baselines_use(fixing->cli->arena, ran->baselines.items, ran->baselines.count,
                                 &ran->report, &error);
    if (!used) {
        tt_complain("%s", error.message);
    }
    return used;
}

/* Until nothing changes, so that the last run tells what is left. */
static bool fix_all(struct fixing *fixing, const char **operands)
{
    bool changed = true;
    for (int pass = 0; changed; pass++) {
        if (!check_again(fixing, operands)) {
            return false;
        }
        size_t at = 0;
        changed = false;
        for (size_t i = 0; i < fixing->ran.report.file_count && pass < PASSES_MAX; i++) {
            changed = fix_file(fixing, &fixing->ran.report.files[i], &at) || changed;
        }
    }
    return true;
}

/* --- files ------------------------------------------------------------------------ */

static bool is_stdin(const struct fixing *fixing, const struct file *file)
{
    return fixing->texts.stdin_path &&
           tt_str_equal(file->text.path, tt_str_from(fixing->texts.stdin_path));
}

/* Which of them may have run, where nobody said which are new. */
static void look_for_committed(struct fixing *fixing)
{
    struct tt_arena *arena = fixing->cli->arena;
    size_t count = fixing->files.count;
    const char **paths = tt_new_array(arena, const char *, count);
    bool *committed = tt_new_array(arena, bool, count);
    if (tt_given_knows_new(fixing->settings) || fixing->settings->quiet) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        paths[i] = tt_str_copy(arena, fixing->files.items[i]->text.path).ptr;
    }
    fixing->knows_committed = tt_git_committed(arena, paths, count, committed);
    for (size_t i = 0; i < count; i++) {
        struct file *file = fixing->files.items[i];
        file->committed = committed[i] && !is_stdin(fixing, file);
    }
}

static void write_files(struct fixing *fixing)
{
    size_t written = 0;
    for (size_t i = 0; i < fixing->files.count; i++) {
        struct file *file = fixing->files.items[i];
        struct tt_error error;
        if (is_stdin(fixing, file) || tt_rewrite(fixing->cli->arena, &file->text, &error)) {
            fixing->files.items[written++] = file;
        } else {
            tt_complain(TT_FMT ": %s", TT_ARG(file->text.path), error.message);
            fixing->trouble = true;
        }
    }
    fixing->files.count = written;
}

/* From the current folder on, so that the patch can be applied there; else from the root. */
static struct tt_str patch_path(struct tt_str path)
{
    char here[PATH_MAX];
    size_t len = getcwd(here, sizeof(here)) ? strlen(here) : 0;
    while (tt_str_starts(path, "./")) {
        path = tt_str_slice(path, 2, path.len);
    }
    bool below = len > 1 && tt_str_starts(path, here) && path.len > len && path.ptr[len] == '/';
    path = below ? tt_str_slice(path, len + 1, path.len) : path;
    while (tt_str_starts(path, "/")) {
        path = tt_str_slice(path, 1, path.len);
    }
    return path;
}

/* Standard input comes back fixed, whatever was to be done. */
static void print_stdin(struct fixing *fixing)
{
    const struct tt_report *report = &fixing->ran.report;
    for (size_t i = 0; i < report->file_count && fixing->texts.stdin_path; i++) {
        if (tt_str_is(report->files[i].path, fixing->texts.stdin_path)) {
            tt_write(tt_output_raw(fixing->cli->out, fixing->cli->arena),
                     report->files[i].text);
        }
    }
}

/* --- what was done ---------------------------------------------------------------- */

/* "Fixed 3 findings in 2 files" */
static void print_made(const struct fixing *fixing, struct tt_sink *sink)
{
    size_t count = 0, files = fixing->files.count;
    for (size_t i = 0; i < files; i++) {
        count += fixing->files.items[i]->made.count;
    }
    if (count == 0) {
        return;
    }
    tt_print(sink, "%s %zu finding%s in %zu file%s:\n",
             fixing->settings->diff ? "Would fix" : "Fixed", count, count == 1 ? "" : "s",
             files, files == 1 ? "" : "s");
    for (size_t i = 0; i < files; i++) {
        const struct file *file = fixing->files.items[i];
        for (size_t j = 0; j < file->made.count; j++) {
            const struct made *made = &file->made.items[j];
            tt_puts(sink, "  ");
            tt_display_path(sink, file->text.path);
            tt_print(sink, ":%u:%u: " TT_FMT ": ", made->line, made->column,
                     TT_ARG(made->rule));
            tt_display(sink, made->what);
            tt_puts(sink, "\n");
        }
        if (file->text.new_path.len > 0) {
            tt_puts(sink, "  ");
            tt_display_path(sink, file->text.new_path);
            tt_puts(sink, ": new\n");
        }
    }
    tt_puts(sink, "\n");
}

/* Many tools keep a checksum, and refuse to go on. */
static void warn_of_old(const struct fixing *fixing)
{
    static const char advice[] = "a migration that has run should stay as it is. --since REF "
                                 "or --new FILE tells which are new";
    const struct file *first = NULL;
    size_t others = 0;
    if (tt_given_knows_new(fixing->settings) || fixing->settings->quiet) {
        return;
    }
    for (size_t i = 0; i < fixing->files.count; i++) {
        const struct file *file = fixing->files.items[i];
        others += first && file->committed;
        first = first || !file->committed ? first : file;
    }
    if (first && others > 0) {
        tt_complain("note: " TT_FMT " and %zu other%s are committed and may have run; %s",
                    TT_ARG(first->text.path), others, others == 1 ? "" : "s", advice);
    } else if (first) {
        tt_complain("note: " TT_FMT " is committed and may have run; %s",
                    TT_ARG(first->text.path), advice);
    } else if (!fixing->knows_committed && fixing->files.count > 1) {
        tt_complain("note: all of these were taken to be new; %s", advice);
    }
}

static void print_left(struct fixing *fixing, struct tt_sink *sink, int fd)
{
    struct tt_report *report = &fixing->ran.report;
    report->color = tt_terminal_color(fixing->settings->color, fd);
    report->width = tt_terminal_text_width(fd);
    struct tt_str word = tt_actions_hush(fixing->cli->arena, sink);
    tt_report_print(&tt_reporter_text, fixing->cli->arena, sink, report);
    tt_actions_heed(sink, word);
}

static enum tt_exit finish_diff(struct fixing *fixing)
{
    struct tt_sink error = tt_standard_error();
    struct tt_sink *sink = tt_output_raw(fixing->cli->out, fixing->cli->arena);
    bool unread = false;
    for (size_t i = 0; i < fixing->files.count; i++) {
        const struct file *file = fixing->files.items[i];
        tt_diff_print(sink, patch_path(file->text.path), false, file->text.before,
                      file->text.after);
        tt_diff_print(sink, patch_path(file->text.new_path), true, TT_STR(""),
                      file->text.new_text);
    }
    for (size_t i = 0; i < fixing->ran.report.finding_count; i++) {
        unread = unread || fixing->ran.report.findings[i].unread;
    }
    tt_output_flush(fixing->cli->out);
    if (!fixing->settings->quiet) {
        print_made(fixing, &error);
    }
    warn_of_old(fixing);
    tt_run_complain(&fixing->ran.report);
    return fixing->ran.report.error_count > 0 ? TT_EXIT_TROUBLE
           : unread                           ? TT_EXIT_FINDINGS
                                              : TT_EXIT_CLEAN;
}

static enum tt_exit finish_in_place(struct fixing *fixing)
{
    struct tt_sink error = tt_standard_error();
    bool from_stdin = fixing->texts.stdin_path != NULL;
    struct tt_sink *sink = from_stdin ? &error : &fixing->cli->out->sink;
    write_files(fixing);
    print_stdin(fixing);
    tt_output_flush(fixing->cli->out);
    if (!fixing->settings->quiet) {
        print_made(fixing, sink);
    }
    print_left(fixing, sink, from_stdin ? STDERR_FILENO : STDOUT_FILENO);
    tt_output_flush(fixing->cli->out);
    warn_of_old(fixing);
    tt_run_complain(&fixing->ran.report);
    return fixing->trouble ? TT_EXIT_TROUBLE : tt_run_verdict(&fixing->ran);
}

static enum tt_exit run_fix(struct tt_cli *cli, void *user, const char **operands)
{
    struct fixing fixing = {.cli = cli, .settings = user};
    bool fixed = fix_all(&fixing, operands);
    tt_map_finish(&fixing.texts.texts);
    if (!fixed) {
        return TT_EXIT_TROUBLE;
    }
    look_for_committed(&fixing);
    return fixing.settings->diff ? finish_diff(&fixing) : finish_in_place(&fixing);
}

static void print_notes(struct tt_sink *sink)
{
    tt_print(sink,
             "\nOnly what is certainly right is edited: the schema ends the same, and the\n"
             "finding is gone. History, files that have run, and findings that are\n"
             "accepted stay as they are. Of standard input, the fixed text is printed.\n");
    tt_help_exit_codes(sink);
}

const struct tt_command tt_command_fix = {
    .name = "fix",
    .operands = "PATH...",
    .takes = {TT_VALUE_MIGRATIONS, NULL},
    .summary = "make the edits that are certainly right, and say what is left",
    .examples = "tiptoe fix --since HEAD\n"
                "tiptoe fix --diff migrations/0042_orders.sql | git apply\n",
    .options = tt_fix_options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct tt_check_settings),
    .run = run_fix,
};
