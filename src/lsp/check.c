#include "lsp/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lsp/effect.h"
#include "project/config_find.h"
#include "project/find.h"
#include "report/report.h"
#include "scope/config_project.h"

struct checking {
    struct tt_checker *checker;
    const struct tt_documents *documents;
    struct tt_document *document;
    const char *path;
    struct tt_arena arena; /* of this check alone */
    struct tt_project project;
    const struct tt_series *series;
    const struct tt_migration_file *migration; /* the document itself */
    const struct tt_scope *scope;
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

/* --- configurations --------------------------------------------------------------- */

static void finish_scopes(struct tt_checker *checker)
{
    tt_histories_forget(&checker->histories);
    if (checker->configured) {
        tt_scopes_finish(&checker->scopes);
    }
    tt_map_finish(&checker->stamps);
    tt_arena_release(&checker->arena);
    checker->configured = false;
}

void tt_checker_finish(struct tt_checker *checker)
{
    finish_scopes(checker);
}

void tt_checker_forget(struct tt_checker *checker)
{
    finish_scopes(checker);
}

/* The files by which the folder's configuration is what it is, as they are now. */
struct config_stamp {
    const char *path; /* NULL: it has none */
    const char *row_counts;
    struct tt_stamp config;
    struct tt_stamp rows;
};

static struct config_stamp stamp_config(struct checking *checking, struct tt_str folder,
                                        const char *row_counts)
{
    static const struct tt_documents none = {0};
    struct config_stamp stamp = {
        .path = tt_config_find(&checking->arena, folder, TT_CONFIG_NAME),
        .row_counts = row_counts};
    if (stamp.path) {
        stamp.config = tt_stamp_of(&none, stamp.path);
    }
    if (stamp.row_counts) {
        stamp.rows = tt_stamp_of(&none, stamp.row_counts);
    }
    return stamp;
}

static bool is_stale(const struct config_stamp *known, const struct config_stamp *now)
{
    bool same_path = known->path == now->path ||
                     (known->path && now->path && strcmp(known->path, now->path) == 0);
    return !same_path || !tt_stamp_equal(&known->config, &now->config) ||
           !tt_stamp_equal(&known->rows, &now->rows);
}

/* When one configuration has changed, all are read anew. */
static void refresh_scopes(struct checking *checking)
{
    struct tt_checker *checker = checking->checker;
    struct tt_str folder = tt_path_folder(
        tt_str_from(tt_path_resolve(&checking->arena, checking->path)));
    const struct config_stamp *known = tt_map_get(&checker->stamps, folder);
    if (known) {
        struct config_stamp now = stamp_config(checking, folder, known->row_counts);
        if (!is_stale(known, &now)) {
            return;
        }
        finish_scopes(checker);
    }
    struct tt_error error;
    if (!checker->configured) {
        (void)tt_scopes_init(&checker->scopes, &checker->arena, &checker->options, &error);
        checker->configured = true;
    }
    const struct tt_scope *scope = tt_scopes_find(&checker->scopes, checking->path);
    const char *row_counts = NULL;
    if (scope && scope->config.assume.row_counts.file.len > 0) {
        row_counts = tt_config_path(&checker->arena, &scope->config.assume.row_counts);
    }
    struct config_stamp *stamp = tt_new(&checker->arena, struct config_stamp);
    *stamp = stamp_config(checking, folder, row_counts);
    stamp->path = stamp->path ? tt_str_copy(&checker->arena, tt_str_from(stamp->path)).ptr
                              : NULL;
    tt_map_set(&checker->stamps, tt_str_copy(&checker->arena, folder), stamp);
}

/* --- which files, in which order ----------------------------------------------------- */

static void find_document(struct checking *checking)
{
    for (size_t i = 0; i < checking->project.series.count; i++) {
        const struct tt_series *series = &checking->project.series.items[i];
        for (size_t j = 0; j < series->migrations.count; j++) {
            if (series->migrations.items[j].given != TT_NOT_GIVEN) {
                checking->series = series;
                checking->migration = &series->migrations.items[j];
            }
        }
    }
}

static void arrange(struct checking *checking)
{
    struct tt_given given = {.path = checking->path};
    struct tt_project_options options = {0};
    tt_configure_project(&checking->checker->scopes, &given, 1, &options);
    if (!checking->document->path) {
        options.no_history = true;
        options.layout = &tt_layouts[0];
    }
    tt_project_arrange(&checking->arena, &options, &given, 1, &checking->project);
    find_document(checking);
}

/* What runs before the document. */
static struct tt_past *list_past(struct checking *checking, size_t *ret_count)
{
    struct tt_scopes *scopes = &checking->checker->scopes;
    const struct tt_series *series = checking->series;
    size_t before = (size_t)(checking->migration - series->migrations.items), count = 0;
    struct tt_past *past = tt_new_array(&checking->arena, struct tt_past, before + 1);
    const char *schema = tt_schema_of(scopes, series);
    if (schema) {
        past[count++] = (struct tt_past){.path = schema,
                                         .linter = tt_scopes_plain(scopes)->linter};
    }
    for (size_t i = 0; i < before; i++) {
        const struct tt_migration_file *migration = &series->migrations.items[i];
        const struct tt_scope *scope = tt_scopes_find(scopes, migration->path);
        if (tt_document_at(checking->documents, migration->path)) {
            struct tt_arena *arena = &checking->checked->arena;
            tt_vec_push(arena, &checking->checked->open_past,
                        tt_str_copy(arena, tt_str_from(migration->path)));
        }
        if (scope) {
            past[count++] = (struct tt_past){migration->path, scope->linter, series, migration};
        }
    }
    *ret_count = count;
    return past;
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
    tt_project_cut(&checking->arena, checking->series, checking->migration, &file);
    tt_session_use(session, checking->scope->linter);
    tt_session_watch(session, &watcher);
    tt_session_check(session, &file, keep_finding, checking, &report);
    tt_session_watch(session, NULL);
    tt_history_take_back(checking->history, file.text.len);
}

static void replay_and_check(void *user)
{
    struct checking *checking = user;
    size_t count = 0;
    const struct tt_past *past = list_past(checking, &count);
    tt_history_reach(&checking->checker->histories, checking->history, checking->documents,
                     past, count);
    check_last(checking);
}

static void check(struct checking *checking)
{
    struct tt_scopes *scopes = &checking->checker->scopes;
    checking->scope = tt_scopes_find(scopes, checking->path);
    if (!checking->scope) {
        return; /* its configuration is wrong, and says so */
    }
    arrange(checking);
    if (!checking->migration) {
        return; /* it is for another database */
    }
    const char *key = checking->series->folder;
    if (!key) {
        struct tt_str folder = tt_path_folder(tt_str_from(checking->path));
        key = tt_str_format(&checking->arena, TT_FMT "//", TT_ARG(folder)).ptr;
    }
    checking->history = tt_history_find(&checking->checker->histories, key,
                                        tt_scopes_plain(scopes)->linter);
    tt_session_run(checking->history->session, replay_and_check, checking);
}

/* A document that no file has is in the first folder, all by itself. */
static const char *path_of(struct checking *checking)
{
    const char *root = checking->checker->root ? checking->checker->root : "/";
    return checking->document->path
               ? checking->document->path
               : tt_str_format(&checking->arena, "%s/untitled.sql", root).ptr;
}

void tt_checker_check(struct tt_checker *checker, const struct tt_documents *documents,
                      struct tt_document *document)
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
    refresh_scopes(&checking);
    check(&checking);
    tt_checked_destroy(document->checked);
    document->checked = checked;
    tt_arena_release(&checking.arena);
}
