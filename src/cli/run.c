#include "cli/run.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/ahead.h"
#include "cli/git.h"
#include "cli/given.h"
#include "cli/inputs.h"
#include "cli/operands.h"
#include "cli/progress.h"
#include "model/version.h"
#include "project/project.h"
#include "report/timeline.h"
#include "scope/config_project.h"
#include "scope/scope.h"

struct run {
    struct tt_arena *arena;
    struct tt_arena schema; /* the dump that the history starts from */
    struct tt_session *session;
    struct tt_scopes scopes;
    const struct tt_scope *scope; /* of the file at hand */
    const struct tt_check_settings *settings;
    struct tt_inputs *inputs;
    struct tt_texts *texts; /* of files that are not read from disk; or NULL */
    bool keeps_texts;       /* for the next run: what is read is put there */
    struct tt_texts staged;
    struct tt_git_changes changes;
    const struct tt_series *series;
    struct tt_progress progress;
    size_t done; /* of `total` files */
    size_t total;
    struct tt_str text;      /* of the file at hand */
    struct tt_str kept_text; /* its copy */
    struct tt_str last_line; /* the excerpt that was copied last, and its copy */
    struct tt_str last_copy;
    TT_VEC(struct tt_finding) findings;
    TT_VEC(enum tt_fail_on) fail_on; /* for each of them */
    TT_VEC(struct tt_report_file) files;
    TT_VEC(struct tt_report_error) notes;
};

static bool lies_in(struct tt_str part, struct tt_str whole)
{
    uintptr_t start = (uintptr_t)part.ptr, from = (uintptr_t)whole.ptr;
    return start >= from && start + part.len <= from + whole.len;
}

/* Many findings share one line, and a line may be the whole file. */
static struct tt_str keep_line(struct run *run, struct tt_str line)
{
    if (lies_in(line, run->text)) {
        size_t start = (size_t)(line.ptr - run->text.ptr);
        return tt_str_slice(run->kept_text, start, start + line.len);
    }
    if (line.ptr != run->last_line.ptr || line.len != run->last_line.len) {
        run->last_line = line;
        run->last_copy = tt_str_copy(run->arena, line);
    }
    return run->last_copy;
}

/* What the callback gets is borrowed, so all of it is copied. */
static void keep_finding(const struct tt_finding *finding, void *user)
{
    struct run *run = user;
    struct tt_finding kept = tt_report_keep(run->arena, finding);
    kept.excerpt = keep_line(run, finding->excerpt);
    tt_vec_push(run->arena, &run->findings, kept);
    tt_vec_push(run->arena, &run->fail_on, tt_scope_fail_on(run->scope));
}

/* The next run must see the same, and a pipe can be read but once. */
static void keep_text(struct run *run, const struct tt_file *file, struct tt_str text,
                      bool is_stdin)
{
    struct tt_str *kept = tt_new(run->arena, struct tt_str);
    *kept = tt_str_copy(run->arena, text);
    tt_map_set(&run->texts->texts, file->path, kept);
    if (is_stdin) {
        run->texts->stdin_path = file->path.ptr;
    }
}

static void note(struct run *run, const char *path, struct tt_str message)
{
    struct tt_report_error told = {.path = tt_str_from(path), .message = message};
    tt_vec_push(run->arena, &run->notes, told);
}

/* Without all of the history, less is proved. Say it once. */
static void note_gaps(struct run *run, const struct tt_series *series, size_t unread)
{
    if (unread > 0) {
        note(run, series->folder ? series->folder : "the files before",
             tt_str_format(run->arena,
                           "%zu statement%s of the history could not be read: what they made "
                           "is not known",
                           unread, unread == 1 ? "" : "s"));
    }
}

static void note_failure(struct run *run, const struct tt_migration_file *migration,
                         const char *message)
{
    if (migration->given == TT_NOT_GIVEN) {
        note(run, migration->path, tt_str_copy(run->arena, tt_str_from(message)));
    } else {
        tt_inputs_error(run->arena, run->inputs, migration->path, message);
    }
}

/* The default of one file's folder may be another reporter than that of the next. */
static bool wants_steps(const struct run *run)
{
    bool wanted = tt_scope_reporter(run->scope)->wants_steps;
    for (size_t i = 0; i < run->settings->outputs.count && !wanted; i++) {
        wanted = run->settings->outputs.items[i].reporter->wants_steps;
    }
    return wanted;
}

static void check_loaded(struct run *run, const struct tt_file *file, size_t *unread)
{
    struct tt_timeline timeline = {.arena = run->arena};
    struct tt_watcher watcher = tt_timeline_watcher(&timeline);
    struct tt_report_file report = {.path = file->path};
    run->text = file->text;
    run->kept_text = file->is_history ? (struct tt_str){0}
                                      : tt_str_copy(run->arena, file->text);
    run->last_line = (struct tt_str){0};
    tt_session_use(run->session, run->scope->linter);
    tt_session_watch(run->session, wants_steps(run) ? &watcher : NULL);
    tt_session_check(run->session, file, keep_finding, run, &report.report);
    tt_session_watch(run->session, NULL);
    if (file->is_history) {
        *unread += report.report.unchecked;
    } else {
        report.text = run->kept_text;
        report.steps = timeline.steps.items;
        report.step_count = timeline.steps.count;
        tt_vec_push(run->arena, &run->files, report);
    }
}

static void check_migration(struct run *run, const struct tt_migration_file *migration,
                            const struct tt_loaded *loaded, size_t *unread)
{
    run->scope = tt_scopes_find(&run->scopes, migration->path);
    if (!run->scope) {
        return; /* its configuration is wrong, which is told once */
    }
    if (loaded->failed) {
        note_failure(run, migration, loaded->error.message);
        return;
    }
    if (run->keeps_texts && !loaded->is_known && !loaded->file.is_history) {
        keep_text(run, &loaded->file, loaded->text, loaded->is_stdin);
    }
    check_loaded(run, &loaded->file, unread);
}

/* The dump that the history starts from. */
static void replay_schema(struct run *run, const char *path)
{
    struct tt_file file = {.path = tt_str_from(path), .is_history = true};
    struct tt_file_report report;
    struct tt_error error;
    tt_arena_reset(&run->schema);
    if (tt_file_read(&run->schema, path, &file.text, &error)) {
        tt_session_check(run->session, &file, NULL, NULL, &report);
    } else if (run->done == 0) {
        tt_inputs_error(run->arena, run->inputs, path, error.message);
    }
}

static void check_series(void *user)
{
    struct run *run = user;
    size_t unread = 0;
    const char *schema = tt_schema_of(&run->scopes, run->series);
    if (schema) {
        replay_schema(run, schema);
    }
    struct tt_ahead *ahead = tt_ahead_start(
        &(struct tt_ahead_options){run->series, run->inputs, run->texts,
                                   /* Nobody may look there meanwhile. */
                                   run->keeps_texts ? 1 : run->settings->jobs});
    for (size_t i = 0; i < run->series->migrations.count; i++) {
        check_migration(run, &run->series->migrations.items[i], tt_ahead_take(ahead, i),
                        &unread);
        tt_ahead_drop(ahead, i);
        tt_progress_step(&run->progress, ++run->done, run->total);
    }
    tt_ahead_finish(ahead);
    note_gaps(run, run->series, unread);
}

static void note_excluded(struct run *run)
{
    for (size_t i = 0; i < run->inputs->excluded.count; i++) {
        const char *path = run->inputs->excluded.items[i];
        struct tt_str origin = {0};
        (void)tt_scopes_exclude(&run->scopes, path, &origin);
        note(run, path,
             tt_str_format(run->arena, "not checked: " TT_FMT " excludes it", TT_ARG(origin)));
    }
}

/* Nothing is said of one in which nothing is new. */
static bool has_news(const struct tt_series *series)
{
    for (size_t i = 0; i < series->migrations.count; i++) {
        if (!series->migrations.items[i].is_history) {
            return true;
        }
    }
    return false;
}

/* The commit will have them as they are staged, whatever is on disk by now. */
static void take_staged(struct run *run, const struct tt_series *series)
{
    for (size_t i = 0; i < series->migrations.count; i++) {
        const char *path = series->migrations.items[i].path;
        struct tt_str *text = tt_new(run->arena, struct tt_str);
        if (tt_git_staged_text(run->arena, &run->changes, path, text)) {
            run->texts = &run->staged;
            tt_map_set(&run->staged.texts, tt_str_from(path), text);
        }
    }
}

static void check_one_series(struct run *run, const struct tt_series *series)
{
    take_staged(run, series);
    run->session = tt_session_create(tt_scopes_plain(&run->scopes)->linter);
    run->series = series;
    tt_session_run(run->session, check_series, run);
    tt_session_destroy(run->session);
}

/* An error says all that a note does. */
static bool is_told(const struct run *run, const char *path)
{
    for (size_t i = 0; i < run->inputs->errors.count; i++) {
        if (tt_str_is(run->inputs->errors.items[i].path, path)) {
            return true;
        }
    }
    return false;
}

/* Each tool's folder is a database of its own. */
static bool check_all(struct run *run, const struct tt_check_settings *settings,
                      struct tt_error *error)
{
    struct tt_project project = {0};
    struct tt_project_options options = settings->project;
    struct tt_given *given = NULL;
    if (!tt_given_make(run->arena, settings, run->inputs, &run->changes, &given, error)) {
        return false;
    }
    tt_configure_project(&run->scopes, given, run->inputs->files.count, &options);
    options.knows_new = tt_given_knows_new(settings);
    tt_project_arrange(run->arena, &options, given, run->inputs->files.count, &project);
    for (size_t i = 0; i < project.notes.count; i++) {
        const struct tt_project_note *each = &project.notes.items[i];
        if (!is_told(run, each->path)) {
            note(run, each->path, tt_str_from(each->message));
        }
    }
    for (size_t i = 0; i < project.series.count; i++) {
        const struct tt_series *series = &project.series.items[i];
        run->total += has_news(series) ? series->migrations.count : 0;
    }
    for (size_t i = 0; i < project.series.count; i++) {
        if (has_news(&project.series.items[i])) {
            check_one_series(run, &project.series.items[i]);
        }
    }
    tt_progress_end(&run->progress);
    return true;
}

/* Of the first file that has one: what is said of the run as a whole is taken from it. */
static const struct tt_scope *first_scope(struct run *run)
{
    const struct tt_scope *scope = NULL;
    for (size_t i = 0; i < run->files.count && !scope; i++) {
        scope = tt_scopes_find(&run->scopes, run->files.items[i].path.ptr);
    }
    return scope ? scope : tt_scopes_plain(&run->scopes);
}

static void add_baseline(struct run *run, const struct tt_scope *scope, struct tt_ran *ret_ran)
{
    if (!scope || scope->config.baseline.file.len == 0) {
        ret_ran->some_lack_baseline = true;
        return;
    }
    const char *path = tt_config_path(run->arena, &scope->config.baseline);
    for (size_t i = 0; i < ret_ran->baselines.count; i++) {
        if (strcmp(ret_ran->baselines.items[i], path) == 0) {
            return;
        }
    }
    tt_vec_push(run->arena, &ret_ran->baselines, path);
}

static void find_baselines(struct run *run, struct tt_ran *ret_ran)
{
    add_baseline(run, first_scope(run), ret_ran);
    for (size_t i = 0; i < run->files.count; i++) {
        add_baseline(run, tt_scopes_find(&run->scopes, run->files.items[i].path.ptr), ret_ran);
    }
    ret_ran->some_lack_baseline = ret_ran->some_lack_baseline && ret_ran->baselines.count > 0;
}

static void keep_result(struct run *run, const struct tt_check_settings *settings,
                        struct tt_ran *ret_ran)
{
    const struct tt_scope *scope = first_scope(run);
    *ret_ran = (struct tt_ran){.fail_on = run->fail_on.items,
                               .reporter = tt_scope_reporter(scope)};
    for (size_t i = 0; i < run->scopes.homes.errors.count; i++) {
        tt_vec_push(run->arena, &run->inputs->errors, run->scopes.homes.errors.items[i]);
    }
    find_baselines(run, ret_ran);
    ret_ran->report = (struct tt_report){
        .findings = run->findings.items,
        .finding_count = run->findings.count,
        .files = run->files.items,
        .file_count = run->files.count,
        .errors = run->inputs->errors.items,
        .error_count = run->inputs->errors.count,
        .notes = run->notes.items,
        .note_count = run->notes.count,
        .pg_version = scope->config.pg_version.number ? scope->config.pg_version.number
                                                      : TT_PG_SUPPORTED,
        .quiet = settings->quiet,
    };
}

bool tt_run(struct tt_cli *cli, const struct tt_check_settings *settings, const char **operands,
            struct tt_texts *texts, struct tt_ran *ret_ran)
{
    struct tt_inputs inputs = {0};
    struct run run = {.arena = cli->arena,
                      .settings = settings,
                      .inputs = &inputs,
                      .texts = texts,
                      .keeps_texts = texts != NULL};
    struct tt_error error;
    bool right = tt_scopes_init(&run.scopes, cli->arena, &settings->scope, &error);
    operands = right ? tt_operands_choose(&run.scopes, settings, operands) : NULL;
    if (operands) {
        struct tt_inputs_options options = {settings->allow_empty, tt_scopes_leave_out,
                                            &run.scopes};
        tt_inputs_collect(cli->arena, operands, &options, &inputs);
        note_excluded(&run);
        right = check_all(&run, settings, &error);
    }
    if (!right) {
        tt_complain("%s", error.message);
    } else if (operands) {
        keep_result(&run, settings, ret_ran);
    }
    tt_git_finish(&run.changes);
    tt_map_finish(&run.staged.texts);
    tt_arena_release(&run.schema);
    tt_scopes_finish(&run.scopes);
    return right && operands;
}
