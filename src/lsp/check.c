#include "lsp/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lsp/effect.h"
#include "project/find.h"
#include "report/report.h"
#include "scope/baseline_file.h"

struct checking {
    struct tt_checker *checker;
    const struct tt_documents *documents;
    const struct tt_document *document;
    const char *path;
    struct tt_arena arena; /* of this check alone */
    const struct tt_plan *plan;
    struct tt_history *history;
    struct tt_checked *checked;
};

void tt_checked_destroy(struct tt_checked *checked)
{
    if (checked) {
        tt_arena_release(&checked->arena);
        free(checked);
    }
}

bool tt_checker_knows(const struct tt_document *document)
{
    static const char *const languages[] = {"sql",        "pgsql",   "postgres",
                                            "postgresql", "plpgsql", "sqltemplate"};
    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
        if (tt_str_equal_nocase(document->language, tt_str_from(languages[i]))) {
            return true;
        }
    }
    return document->path && tt_may_be_migration(document->path);
}

bool tt_checker_depends(const struct tt_document *document, const struct tt_document *other)
{
    const struct tt_checked *checked = document->checked;
    for (size_t i = 0; checked && other->path && i < checked->open_past.count; i++) {
        if (tt_str_is(checked->open_past.items[i], other->path)) {
            return true;
        }
    }
    return false;
}

/* --- the check itself ----------------------------------------------------------------- */

static void keep_finding(const struct tt_finding *finding, void *user)
{
    struct checking *checking = user;
    if (!finding->suppressed) {
        tt_vec_push(&checking->checked->arena, &checking->checked->findings,
                    tt_report_keep(&checking->checked->arena, finding));
    }
}

static void begin(void *user)
{
    struct checking *checking = user;
    checking->checked->statements.count = 0;
}

static void keep_statement(void *user, const struct tt_source *source,
                           const struct tt_outcome *outcome)
{
    struct checking *checking = user;
    struct tt_arena *arena = &checking->checked->arena;
    (void)source;
    tt_vec_push(arena, &checking->checked->statements, tt_effect_describe(arena, outcome));
}

static void check_last(struct checking *checking)
{
    struct tt_session *session = checking->history->session;
    struct tt_file file = {.path = tt_str_from(checking->path),
                           .text = checking->document->lines.text};
    struct tt_watcher watcher = {.begin = begin, .statement = keep_statement, .user = checking};
    struct tt_file_report report;
    tt_project_cut(&checking->arena, checking->plan->series, checking->plan->migration, &file);
    tt_session_use(session, checking->plan->scope->linter);
    tt_session_watch(session, &watcher);
    tt_session_check(session, &file, keep_finding, checking, &report);
    tt_session_watch(session, NULL);
    tt_history_take_back(checking->history, file.text.len);
}

static void replay_and_check(void *user)
{
    struct checking *checking = user;
    tt_history_reach(checking->history, checking->documents, checking->plan->past,
                     checking->plan->past_count);
    check_last(checking);
}

/* Others in the editor that it depends on. */
static void note_open_past(struct checking *checking)
{
    struct tt_checked *checked = checking->checked;
    for (size_t i = 0; i < checking->plan->past_count; i++) {
        const char *path = checking->plan->past[i].path;
        if (tt_document_at(checking->documents, path)) {
            tt_vec_push(&checked->arena, &checked->open_past,
                        tt_str_copy(&checked->arena, tt_str_from(path)));
        }
    }
}

/* What the baseline records is not told. */
static void leave_out_recorded(struct checking *checking)
{
    struct tt_checked *checked = checking->checked;
    const struct tt_config_value *baseline = &checking->plan->scope->config.baseline;
    struct tt_report_file file = {.path = tt_str_from(checking->path)};
    struct tt_report report = {
        .findings = checked->findings.items,
        .finding_count = checked->findings.count,
        .files = &file,
        .file_count = 1,
    };
    struct tt_error error;
    if (baseline->file.len == 0) {
        return;
    }
    const char *path = tt_config_path(&checking->arena, baseline);
    if (!tt_baselines_use(&checked->arena, &path, 1, &report, &error)) {
        checked->trouble = tt_str_copy(&checked->arena, tt_str_from(error.message));
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < report.finding_count; i++) {
        if (!report.findings[i].suppressed) {
            checked->findings.items[kept++] = report.findings[i];
        }
    }
    checked->findings.count = kept;
}

static void check(struct checking *checking)
{
    struct tt_checker *checker = checking->checker;
    tt_checker_refresh(checker, checking->path);
    checking->plan = tt_plan_find(&checker->plans, &checker->scopes, checking->path,
                                  !checking->document->path);
    if (!checking->plan->migration) {
        checking->checked->trouble = tt_str_copy(&checking->checked->arena,
                                                 checking->plan->why);
        return;
    }
    checking->history = tt_history_find(&checker->histories, checking->plan->key,
                                        tt_scopes_plain(&checker->scopes)->linter);
    tt_session_run(checking->history->session, replay_and_check, checking);
    note_open_past(checking);
    leave_out_recorded(checking);
}

/* A document that no file has is in the first folder, all by itself. */
static const char *path_of(struct checking *checking)
{
    const char *root = checking->checker->root ? checking->checker->root : "/";
    return checking->document->path
               ? checking->document->path
               : tt_str_format(&checking->arena, "%s/untitled.sql", root).ptr;
}

struct tt_checked *tt_checker_check(struct tt_checker *checker,
                                    const struct tt_documents *documents,
                                    const struct tt_document *document)
{
    struct checking checking = {
        .checker = checker, .documents = documents, .document = document};
    struct tt_checked *checked = calloc(1, sizeof(*checked));
    if (!checked) {
        tt_out_of_memory();
    }
    checked->edition = document->edition;
    checking.checked = checked;
    checking.path = path_of(&checking);
    check(&checking);
    tt_arena_release(&checking.arena);
    return checked;
}
