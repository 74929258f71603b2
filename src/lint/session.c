/* A history of files, each checked after those before it. */
#include <stdlib.h>

#include "lint/check.h"
#include "model/version.h"
#include "sql/script.h"

extern const struct tt_rule tt_rule_syntax_error;
extern const struct tt_rule tt_rule_not_checked;
extern const struct tt_rule tt_rule_include_not_followed;
extern const struct tt_rule tt_rule_syntax_too_new;

struct tt_session {
    const struct tt_linter *linter;
    struct tt_model *model;
    int pg_version; /* files are judged as; newer syntax raises it */
    bool running;   /* on the deep stack of tt_session_run */
};

struct tt_session *tt_session_create(const struct tt_linter *linter)
{
    struct tt_session *session = calloc(1, sizeof(*session));
    if (!session) {
        tt_out_of_memory();
    }
    session->linter = linter;
    session->model = tt_model_create();
    session->pg_version = linter->pg_version > 0 ? linter->pg_version : TT_PG_SUPPORTED;
    return session;
}

void tt_session_destroy(struct tt_session *session)
{
    if (session) {
        tt_model_destroy(session->model);
        free(session);
    }
}

static void report_problems(struct tt_check *check, const struct tt_script *script)
{
    static const struct tt_rule *const rules[] = {
        [TT_PROBLEM_SYNTAX] = &tt_rule_syntax_error,
        [TT_PROBLEM_NOT_CHECKED] = &tt_rule_not_checked,
        [TT_PROBLEM_NOT_FOLLOWED] = &tt_rule_include_not_followed,
    };
    size_t count = 0;
    const struct tt_problem *problems = tt_script_problems(script, &count);
    for (size_t i = 0; i < count; i++) {
        tt_report_as(check, rules[problems[i].kind],
                     (struct tt_says){
                         .span = problems[i].span,
                         .certainty = TT_PROVED,
                         .message = problems[i].message,
                         .detail = problems[i].detail,
                         .hint = problems[i].hint,
                     });
    }
}

static void run_rules(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (check->linter->enabled[i] && tt_rules[i].rule->on_outcome) {
            check->entry = &tt_rules[i];
            tt_rules[i].rule->on_outcome(check, outcome);
        }
    }
}

static void run_migration_rules(struct tt_check *check)
{
    struct tt_migration migration = {check->changes.items, check->changes.count};
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (check->linter->enabled[i] && tt_rules[i].rule->on_migration) {
            check->entry = &tt_rules[i];
            tt_rules[i].rule->on_migration(check, &migration);
        }
    }
}

static void report_too_new(struct tt_check *check, const struct tt_stmt *stmt, int needed,
                           const char *feature)
{
    tt_report_as(
        check, &tt_rule_syntax_too_new,
        (struct tt_says){
            .span = stmt->span,
            .certainty = TT_PROVED,
            .message = tt_str_format(&check->arena, "%s needs PostgreSQL %d", feature, needed),
            .detail = tt_str_format(&check->arena,
                                    "The migrations are checked for PostgreSQL %d, which "
                                    "answers with a syntax error.",
                                    check->linter->pg_version),
        });
}

/*
 * Reads the file as the session's release runs it. Answers false, with the
 * session's release raised, when a statement proves a newer one: then nothing
 * that was said holds.
 */
static bool read_file(struct tt_session *session, struct tt_check *check)
{
    struct tt_script *script = tt_script_open(&check->arena, &check->source);
    struct tt_stmt stmt;
    bool said = session->linter->pg_version > 0;
    bool same = true;
    while (same && tt_script_next(script, &stmt)) {
        const char *feature = NULL;
        int needed = tt_needed_version(&stmt, &feature);
        check->report.statements++;
        check->report.unchecked += stmt.state == TT_STMT_FAILED;
        if (needed > session->pg_version && !said) {
            session->pg_version = needed;
            same = false;
        } else if (needed > session->pg_version) {
            report_too_new(check, &stmt, needed, feature);
        }
        if (same) {
            const struct tt_outcome *outcome = tt_model_apply(session->model, &stmt);
            run_rules(check, outcome);
            tt_keep_changes(check, outcome);
        }
    }
    if (same) {
        report_problems(check, script);
    }
    tt_script_close(script);
    return same;
}

static void begin_check(struct tt_session *session, struct tt_check *check, struct tt_str path,
                        struct tt_str text)
{
    *check = (struct tt_check){.linter = session->linter, .model = session->model};
    tt_source_init(&check->source, &check->arena, path, text);
    tt_model_begin_file(session->model, session->pg_version);
}

struct job {
    struct tt_session *session;
    struct tt_str path;
    struct tt_str text;
    tt_finding_fn *on_finding;
    void *user;
    struct tt_file_report *ret_report;
};

static void check_file(void *user)
{
    struct job *job = user;
    struct tt_check check;
    begin_check(job->session, &check, job->path, job->text);
    while (!read_file(job->session, &check)) {
        tt_model_abandon_file(job->session->model);
        tt_arena_release(&check.arena);
        begin_check(job->session, &check, job->path, job->text);
    }
    run_migration_rules(&check);
    tt_model_end_file(job->session->model);
    tt_settle_findings(&check);
    for (size_t i = 0; i < check.findings.count; i++) {
        job->on_finding(&check.findings.items[i], job->user);
    }
    check.report.pg_version = job->session->pg_version;
    *job->ret_report = check.report;
    tt_arena_release(&check.arena);
}

void tt_session_check(struct tt_session *session, struct tt_str path, struct tt_str text,
                      tt_finding_fn *on_finding, void *user, struct tt_file_report *ret_report)
{
    struct job job = {session, path, text, on_finding, user, ret_report};
    if (session->running) {
        check_file(&job);
    } else {
        tt_with_deep_stack(check_file, &job);
    }
}

void tt_session_run(struct tt_session *session, void (*work)(void *user), void *user)
{
    session->running = true;
    tt_with_deep_stack(work, user);
    session->running = false;
}
