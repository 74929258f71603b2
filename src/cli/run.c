#include "cli/run.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/inputs.h"
#include "cli/scope.h"
#include "model/version.h"
#include "project/project.h"

struct run {
    struct tt_arena *arena;
    struct tt_arena history; /* a file of which nothing is kept */
    struct tt_session *session;
    struct tt_scopes scopes;
    const struct tt_scope *scope; /* of the file at hand */
    struct tt_inputs *inputs;
    const struct tt_series *series;
    struct tt_str text;      /* of the file at hand */
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
        return line;
    }
    if (line.ptr != run->last_line.ptr || line.len != run->last_line.len) {
        run->last_line = line;
        run->last_copy = tt_str_copy(run->arena, line);
    }
    return run->last_copy;
}

static const struct tt_related *keep_related(struct run *run, const struct tt_finding *finding)
{
    struct tt_related *kept = tt_new_array(run->arena, struct tt_related,
                                           finding->related_count);
    for (size_t i = 0; i < finding->related_count; i++) {
        kept[i] = finding->related[i];
        kept[i].place.path = tt_str_copy(run->arena, kept[i].place.path);
        kept[i].message = tt_str_copy(run->arena, kept[i].message);
    }
    return kept;
}

/* What the callback gets is borrowed, so all of it is copied. */
static void keep_finding(const struct tt_finding *finding, void *user)
{
    struct run *run = user;
    struct tt_finding kept = *finding;
    kept.rule = tt_str_copy(run->arena, finding->rule);
    kept.place.path = tt_str_copy(run->arena, finding->place.path);
    kept.message = tt_str_copy(run->arena, finding->message);
    kept.detail = tt_str_copy(run->arena, finding->detail);
    kept.hint = tt_str_copy(run->arena, finding->hint);
    kept.reason = tt_str_copy(run->arena, finding->reason);
    kept.excerpt = keep_line(run, finding->excerpt);
    kept.related = keep_related(run, finding);
    tt_vec_push(run->arena, &run->findings, kept);
    tt_vec_push(run->arena, &run->fail_on, tt_scope_fail_on(run->scope));
}

/* What the file holds; standard input goes by the name that was said. */
static bool read_migration(struct run *run, struct tt_arena *arena,
                           const struct tt_migration_file *migration, struct tt_file *file,
                           struct tt_error *error)
{
    bool given = migration->given != TT_NOT_GIVEN;
    bool is_stdin = given && run->inputs->files.items[migration->given].is_stdin;
    file->path = tt_str_from(migration->path);
    return is_stdin ? tt_file_read_stdin(arena, &file->text, error)
                    : tt_file_read(arena, migration->path, &file->text, error);
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

static void check_migration(struct run *run, const struct tt_series *series,
                            const struct tt_migration_file *migration, size_t *unread)
{
    struct tt_file file = {0};
    struct tt_report_file report = {0};
    struct tt_error error;
    bool is_history = migration->given == TT_NOT_GIVEN;
    struct tt_arena *arena = is_history ? &run->history : run->arena;
    tt_arena_reset(&run->history);
    run->scope = tt_scopes_find(&run->scopes, migration->path);
    if (!run->scope) {
        return; /* its configuration is wrong, which is told once */
    }
    if (!read_migration(run, arena, migration, &file, &error)) {
        if (is_history) {
            note(run, migration->path, tt_str_copy(run->arena, tt_str_from(error.message)));
        } else {
            tt_inputs_error(run->arena, run->inputs, migration->path, error.message);
        }
        return;
    }
    tt_project_cut(arena, series, migration, &file);
    run->text = file.text;
    run->last_line = (struct tt_str){0};
    tt_session_use(run->session, run->scope->linter);
    tt_session_check(run->session, &file, keep_finding, run, &report.report);
    if (is_history) {
        *unread += report.report.unchecked;
        return;
    }
    report.path = file.path;
    report.text = file.text;
    tt_vec_push(run->arena, &run->files, report);
}

static void check_series(void *user)
{
    struct run *run = user;
    size_t unread = 0;
    for (size_t i = 0; i < run->series->migrations.count; i++) {
        check_migration(run, run->series, &run->series->migrations.items[i], &unread);
    }
    note_gaps(run, run->series, unread);
}

/* Each tool's folder is a database of its own. */
static void check_all(struct run *run, const struct tt_check_settings *settings)
{
    struct tt_project project = {0};
    struct tt_given *given = tt_new_array(run->arena, struct tt_given,
                                          run->inputs->files.count);
    for (size_t i = 0; i < run->inputs->files.count; i++) {
        const struct tt_input *input = &run->inputs->files.items[i];
        const char *name = settings->stdin_path ? settings->stdin_path : "<stdin>";
        given[i].path = input->is_stdin ? name : input->path;
    }
    tt_project_arrange(run->arena, &settings->project, given, run->inputs->files.count,
                       &project);
    for (size_t i = 0; i < project.notes.count; i++) {
        note(run, project.notes.items[i].path, tt_str_from(project.notes.items[i].message));
    }
    for (size_t i = 0; i < project.series.count; i++) {
        run->session = tt_session_create(tt_scopes_plain(&run->scopes)->linter);
        run->series = &project.series.items[i];
        tt_session_run(run->session, check_series, run);
        tt_session_destroy(run->session);
    }
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

/* Someone who pipes SQL in probably wants it read, but has to say so. */
static bool is_fed(void)
{
    struct stat status;
    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || (S_ISREG(status.st_mode) && status.st_size > 0));
}

static void nothing_named(void)
{
    struct tt_sink sink = tt_standard_error();
    tt_complain("no file or folder is named");
    tt_print(&sink, "\n  tiptoe migrations/       checks a folder\n"
                    "  tiptoe new.sql           checks a file\n");
    if (is_fed()) {
        tt_print(&sink, "  ... | tiptoe -           checks standard input\n");
    }
    tt_print(&sink, "  tiptoe --help            tells the rest\n");
}

static bool names_stdin(const char **operands)
{
    while (*operands && strcmp(*operands, "-") != 0) {
        operands++;
    }
    return *operands != NULL;
}

/* Whether it is clear which files are meant. */
static bool names_files(const struct tt_check_settings *settings, const char **operands)
{
    if (!operands[0] && !settings->stdin_path) {
        nothing_named();
        return false;
    }
    if (settings->stdin_path && operands[0] && !names_stdin(operands)) {
        tt_complain(
            "--stdin-path names standard input, which is not among the files: add \"-\"");
        return false;
    }
    return true;
}

static void keep_result(struct run *run, const struct tt_check_settings *settings,
                        struct tt_ran *ret_ran)
{
    const struct tt_scope *scope = first_scope(run);
    for (size_t i = 0; i < run->scopes.homes.errors.count; i++) {
        tt_vec_push(run->arena, &run->inputs->errors, run->scopes.homes.errors.items[i]);
    }
    ret_ran->fail_on = run->fail_on.items;
    ret_ran->reporter = tt_scope_reporter(scope);
    ret_ran->report = (struct tt_report){
        .findings = run->findings.items,
        .finding_count = run->findings.count,
        .files = run->files.items,
        .file_count = run->files.count,
        .errors = run->inputs->errors.items,
        .error_count = run->inputs->errors.count,
        .notes = run->notes.items,
        .note_count = run->notes.count,
        .pg_version = scope->pg_version.number ? scope->pg_version.number : TT_PG_SUPPORTED,
        .quiet = settings->quiet,
    };
}

bool tt_run(struct tt_cli *cli, const struct tt_check_settings *settings, const char **operands,
            struct tt_ran *ret_ran)
{
    const char *standard_input[] = {"-", NULL};
    struct tt_inputs inputs = {0};
    struct run run = {.arena = cli->arena, .inputs = &inputs};
    struct tt_error error;
    if (!names_files(settings, operands)) {
        return false;
    }
    bool right = tt_scopes_init(&run.scopes, cli->arena, settings, &error);
    if (right) {
        tt_inputs_collect(cli->arena, operands[0] ? operands : standard_input,
                          settings->allow_empty, &inputs);
        check_all(&run, settings);
        keep_result(&run, settings, ret_ran);
    } else {
        tt_complain("%s", error.message);
    }
    tt_arena_release(&run.history);
    tt_scopes_finish(&run.scopes);
    return right;
}

static void complain_of(const struct tt_report_error *error)
{
    if (error->line > 0) {
        tt_complain(TT_FMT ":%u:%u: " TT_FMT, TT_ARG(error->path), error->line, error->column,
                    TT_ARG(error->message));
    } else {
        tt_complain(TT_FMT ": " TT_FMT, TT_ARG(error->path), TT_ARG(error->message));
    }
}

void tt_run_complain(const struct tt_report *report)
{
    for (size_t i = 0; i < report->note_count && !report->quiet; i++) {
        tt_complain("note: " TT_FMT ": " TT_FMT, TT_ARG(report->notes[i].path),
                    TT_ARG(report->notes[i].message));
    }
    for (size_t i = 0; i < report->error_count; i++) {
        complain_of(&report->errors[i]);
    }
}
