/* A history of files, each checked after those before it. */
#include "lint/session.h"

#include <stdlib.h>

#include "lint/check.h"
#include "lint/effects.h"
#include "lint/fate.h"
#include "lint/reading.h"
#include "lint/replay.h"
#include "lint/suppress.h"
#include "sql/plpgsql.h"

struct tt_session {
    const struct tt_linter *linter;
    struct tt_replay replay;
    bool running; /* on the deep stack of tt_session_run */
    const struct tt_watcher *watcher;
    tt_effects_fn *on_effects; /* may be NULL */
    void *user;                /* of it */
};

struct tt_session *tt_session_create(const struct tt_linter *linter)
{
    struct tt_session *session = calloc(1, sizeof(*session));
    if (!session) {
        tt_out_of_memory();
    }
    tt_replay_init(&session->replay, linter->pg_version);
    tt_session_use(session, linter);
    return session;
}

void tt_session_use(struct tt_session *session, const struct tt_linter *linter)
{
    session->linter = linter;
    tt_replay_fix(&session->replay, linter->pg_version);
    tt_model_assume(session->replay.model, linter->time_zone, linter->lock_timeout);
}

void tt_session_destroy(struct tt_session *session)
{
    if (session) {
        tt_replay_finish(&session->replay);
        free(session);
    }
}

void tt_session_keep(struct tt_session *session)
{
    tt_model_keep_undo(session->replay.model);
}

struct tt_session_mark tt_session_mark(const struct tt_session *session)
{
    return (struct tt_session_mark){
        .model = tt_model_mark(session->replay.model),
        .pg_version = session->replay.pg_version,
        .proved = session->replay.proved,
    };
}

void tt_session_rewind(struct tt_session *session, const struct tt_session_mark *mark)
{
    tt_model_rewind(session->replay.model, &mark->model);
    session->replay.pg_version = mark->pg_version;
    session->replay.proved = mark->proved;
}

void tt_session_watch(struct tt_session *session, const struct tt_watcher *watcher)
{
    session->watcher = watcher;
}

void tt_session_on_effects(struct tt_session *session, tt_effects_fn *on_effects, void *user)
{
    session->on_effects = on_effects;
    session->user = user;
    session->replay.whole = on_effects != NULL;
}

static void report_problems(struct tt_check *check, const struct tt_script *script)
{
    static const enum tt_voice voices[] = {
        [TT_PROBLEM_SYNTAX] = TT_VOICE_SYNTAX,
        [TT_PROBLEM_NOT_CHECKED] = TT_VOICE_NOT_CHECKED,
        [TT_PROBLEM_NOT_FOLLOWED] = TT_VOICE_NOT_FOLLOWED,
    };
    size_t count = 0;
    const struct tt_problem *problems = tt_script_problems(script, &count);
    for (size_t i = 0; i < count; i++) {
        tt_report_as(check, voices[problems[i].kind],
                     (struct tt_says){
                         .span = problems[i].span,
                         .certainty = TT_PROVED,
                         .message = tt_str_copy(&check->arena, problems[i].message),
                         .detail = tt_str_copy(&check->arena, problems[i].detail),
                         .hint = tt_str_copy(&check->arena, problems[i].hint),
                     });
    }
}

static void run_rules(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < check->linter->on_outcome.count; i++) {
        check->entry = check->linter->on_outcome.items[i];
        check->entry->rule->on_outcome(check, outcome);
    }
}

static void run_file_rules(struct tt_check *check)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (check->linter->rules[i].on && tt_rules[i].rule->on_file) {
            check->entry = &tt_rules[i];
            tt_rules[i].rule->on_file(check, check->file);
        }
    }
}

static void run_migration_rules(struct tt_check *check)
{
    struct tt_migration migration = tt_foretell(&check->arena, check->changes.items,
                                                check->changes.count);
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (check->linter->rules[i].on && tt_rules[i].rule->on_migration) {
            check->entry = &tt_rules[i];
            tt_rules[i].rule->on_migration(check, &migration);
        }
    }
}

static void report_too_new(struct tt_check *check, const struct tt_stmt *stmt, int needed,
                           const char *feature)
{
    tt_report_as(
        check, TT_VOICE_TOO_NEW,
        (struct tt_says){
            .span = stmt->span,
            .certainty = TT_PROVED,
            .message = tt_str_format(&check->arena, "%s needs PostgreSQL %d", feature, needed),
            .detail = tt_str_format(&check->arena,
                                    "The migrations are checked for PostgreSQL %d, which "
                                    "answers with a syntax error.",
                                    tt_check_pg_version(check)),
        });
}

/* --- looking on as the file is replayed ------------------------------------------ */

static void on_begin(void *user)
{
    struct tt_check *check = user;
    check->findings.count = 0;
    check->yielding.count = 0;
    check->changes.count = 0;
    check->substituted.count = 0;
    check->places.count = 0;
    check->unsure.count = 0;
    check->failed_end = 0;
    check->bodies.count = check->told_of_body = 0;
    check->effects.count = 0;
    tt_map_finish(&check->said);
    tt_map_finish(&check->repeats);
    tt_map_finish(&check->unseen);
    check->report = (struct tt_file_report){0};
    if (check->watcher) {
        check->watcher->begin(check->watcher->user);
    }
}

/* A dump has a million statements of which nothing is to be said. */
static void keep_place(struct tt_check *check, const struct tt_stmt *stmt, bool said)
{
    struct tt_stmt_place place = {.span = stmt->span, .data = stmt->data};
    bool holds_others = tt_str_is(stmt->kind, "DoStmt") && tt_do_body(stmt, &place.body);
    if (check->is_told || said || holds_others || stmt->state == TT_STMT_FAILED) {
        tt_vec_push(&check->arena, &check->places, place);
    }
}

/* Where the one before ends is guesswork if that could not be read. */
static void watch_failed(struct tt_check *check, const struct tt_stmt *stmt)
{
    if (check->failed_end > 0) {
        struct tt_span gap = {check->failed_end, stmt->span.start};
        tt_vec_push(&check->arena, &check->unsure, gap);
    }
    check->failed_end = stmt->state == TT_STMT_FAILED ? stmt->span.end : 0;
}

static void on_statement(void *user, const struct tt_outcome *outcome, int needed,
                         const char *feature)
{
    struct tt_check *check = user;
    const struct tt_stmt *stmt = outcome->stmt;
    check->report.statements += !stmt->in_body;
    check->report.unchecked += outcome->stmt->state == TT_STMT_FAILED;
    if (check->file->is_history) {
        return;
    }
    if (check->watcher) {
        check->watcher->statement(check->watcher->user, &check->source, outcome);
    }
    if (check->tells_effects) {
        struct tt_effects effects = tt_effects_of(&check->arena, check->model, &check->source,
                                                  outcome);
        tt_vec_push(&check->arena, &check->effects, effects);
    }
    size_t before = check->findings.count;
    watch_failed(check, stmt);
    if (tt_str_is(stmt->kind, "DoStmt")) {
        tt_vec_push(&check->arena, &check->bodies, stmt->span);
        check->says_unread = false;
    }
    if (needed > tt_check_pg_version(check)) {
        report_too_new(check, outcome->stmt, needed, feature);
    }
    tt_look_at_names(check, outcome->stmt);
    run_rules(check, outcome);
    tt_keep_changes(check, outcome);
    keep_place(check, stmt, check->findings.count > before || outcome->changes.count > 0);
}

static void on_unread(void *user, struct tt_span span)
{
    struct tt_check *check = user;
    if (!check->file->is_history && !check->says_unread) {
        bool all = span.start == check->bodies.items[check->bodies.count - 1].start;
        check->says_unread = true;
        tt_report_as(check, TT_VOICE_BODY,
                     (struct tt_says){
                         .span = span,
                         .certainty = TT_PROVED,
                         .message = TT_STR("what runs here is not known"),
                         .detail = all ? TT_STR("The body is in another language than "
                                                "PL/pgSQL, has quotes within its quotes, or "
                                                "stands in another. Nothing in it was "
                                                "checked.")
                                       : TT_STR("Its text is put together as it runs, or "
                                                "can't be read. The rest of the body was "
                                                "checked."),
                     });
    }
}

/* What leads back is not judged: someone may be glad of it one day, so it must only work. */
static void on_down(void *user, const struct tt_outcome *outcome)
{
    struct tt_check *check = user;
    const struct tt_failure *fails = &outcome->fails;
    size_t before = check->findings.count;
    if (fails->when == TT_FAILS_ALWAYS && !fails->followed && !check->down_fails) {
        check->down_fails = true;
        tt_report_as(check, TT_VOICE_DOWN,
                     (struct tt_says){
                         .span = fails->span,
                         .certainty = TT_ASSUMED,
                         .message = TT_STR("going back would fail here"),
                         .detail = tt_str_format(&check->arena,
                                                 "PostgreSQL answers with SQLSTATE %s: " TT_FMT
                                                 ". Whoever has to go back finds out when "
                                                 "something else is on fire already.",
                                                 fails->sqlstate, TT_ARG(fails->why)),
                         .hint = TT_STR("Let it undo what the way up does, and nothing else."),
                     });
    }
    keep_place(check, outcome->stmt, check->findings.count > before);
}

static void on_problems(void *user, const struct tt_script *script)
{
    struct tt_check *check = user;
    if (!check->file->is_history) {
        report_problems(check, script);
    }
}

static void on_end(void *user)
{
    struct tt_check *check = user;
    if (!check->file->is_history) {
        run_file_rules(check);
        run_migration_rules(check);
        tt_add_yielding(check);
    }
    check->report.pg_version = tt_check_pg_version(check);
}

struct job {
    struct tt_session *session;
    const struct tt_file *file;
    struct tt_check check;
};

static void judge_file(void *user)
{
    struct job *job = user;
    struct tt_check *check = &job->check;
    *check = (struct tt_check){
        .linter = job->session->linter,
        .model = job->session->replay.model,
        .file = job->file,
        .watcher = job->file->is_history ? NULL : job->session->watcher,
        .tells_effects = job->session->on_effects != NULL,
    };
    struct tt_onlooker onlooker = {
        .begin = on_begin,
        .statement = on_statement,
        .unread = on_unread,
        .down = on_down,
        .problems = on_problems,
        .end = on_end,
        .user = check,
    };
    if (job->file->reading) {
        check->source = job->file->reading->source;
    } else {
        tt_source_init(&check->source, &check->arena, job->file->path, job->file->text);
    }
    check->is_told = !check->file->is_history && tt_may_hold_directives(check->source.bytes);
    tt_replay_file(&job->session->replay, job->file, &check->source, &onlooker);
    if (check->is_told) {
        tt_suppress(check);
    }
    tt_settle_findings(check);
}

/* Callers are called back on their own thread, whichever one judged. */
void tt_session_check(struct tt_session *session, const struct tt_file *file,
                      tt_finding_fn *on_finding, void *user, struct tt_file_report *ret_report)
{
    struct job job = {.session = session, .file = file};
    struct tt_check *check = &job.check;
    if (session->running) {
        judge_file(&job);
    } else {
        tt_with_deep_stack(judge_file, &job);
    }
    for (size_t i = 0; i < check->effects.count; i++) {
        session->on_effects(&check->effects.items[i], session->user);
    }
    for (size_t i = 0; i < check->findings.count && on_finding; i++) {
        on_finding(&check->findings.items[i], user);
    }
    if (ret_report) {
        *ret_report = check->report;
    }
    tt_map_finish(&check->said);
    tt_map_finish(&check->repeats);
    tt_map_finish(&check->unseen);
    tt_arena_release(&check->arena);
}

void tt_session_add_history(struct tt_session *session, struct tt_str path, struct tt_str text)
{
    struct tt_file file = {.path = path, .text = text, .is_history = true};
    tt_session_check(session, &file, NULL, NULL, NULL);
}

void tt_session_check_text(struct tt_session *session, struct tt_str path, struct tt_str text,
                           tt_finding_fn *on_finding, void *user)
{
    struct tt_file file = {.path = path, .text = text};
    tt_session_check(session, &file, on_finding, user, NULL);
}

void tt_session_run(struct tt_session *session, void (*work)(void *user), void *user)
{
    session->running = true;
    tt_with_deep_stack(work, user);
    session->running = false;
}
