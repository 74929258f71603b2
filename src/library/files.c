/* Files on disk, as their migration tools would run them: for programs without a command line.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "project/project.h"
#include "tiptoe.h"

struct job {
    const struct tt_linter *linter;
    const struct tt_receiver *receiver;
    const struct tt_series *series;
    struct tt_session *session;
    struct tt_error *error; /* told of the first file that could not be read; may be NULL */
    bool failed;
};

static void check_migration(struct job *job, const struct tt_migration_file *migration)
{
    struct tt_arena arena = {0};
    struct tt_error error;
    struct tt_file file = {.path = tt_str_from(migration->path)};
    if (tt_file_read(&arena, migration->path, &file.text, &error)) {
        tt_project_cut(&arena, job->series, migration, &file);
        tt_session_check(job->session, &file, job->receiver->on_finding, job->receiver->user,
                         NULL);
    } else if (!job->failed) {
        job->failed = true;
        tt_refuse(job->error, "%s: %s", migration->path, error.message);
        if (job->error) {
            job->error->fault = TT_FAULT_READ;
        }
    }
    tt_arena_release(&arena);
}

static void tell_notes(const struct tt_project *project, const struct tt_receiver *receiver)
{
    for (size_t i = 0; i < project->notes.count && receiver->on_note; i++) {
        const struct tt_project_note *note = &project->notes.items[i];
        receiver->on_note(tt_str_from(note->path), tt_str_from(note->message), receiver->user);
    }
}

bool tt_check_files(const struct tt_linter *linter, const char *const *paths, size_t count,
                    const struct tt_receiver *receiver, struct tt_error *error)
{
    struct tt_arena arena = {0};
    struct tt_project project = {0};
    struct tt_project_options options = {0};
    struct job job = {.linter = linter, .receiver = receiver, .error = error};
    struct tt_given *given = tt_new_array(&arena, struct tt_given, count);
    for (size_t i = 0; i < count; i++) {
        given[i].path = paths[i];
    }
    tt_project_arrange(&arena, &options, given, count, &project);
    tell_notes(&project, receiver);
    for (size_t i = 0; i < project.series.count; i++) {
        job.series = &project.series.items[i];
        job.session = tt_session_create(linter);
        tt_session_on_effects(job.session, receiver->on_effects, receiver->user);
        for (size_t j = 0; j < job.series->migrations.count; j++) {
            check_migration(&job, &job.series->migrations.items[j]);
        }
        tt_session_destroy(job.session);
    }
    tt_arena_release(&arena);
    return !job.failed;
}
