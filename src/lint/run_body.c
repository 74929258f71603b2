/* What the body of a DO runs, as far as can be told, and what an error takes back. */
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "lint/run.h"
#include "sql/plpgsql.h"

/* A block with EXCEPTION. */
struct tried {
    size_t conditions; /* around it */
    bool failed;
};

struct run {
    const struct tt_pass *pass;
    struct tt_script *script;
    struct tt_arena arena;
    struct tt_body body;
    size_t at; /* the part at hand */
    TT_VEC(struct tried) tried;
};

static void note_unread(const struct tt_pass *pass, struct tt_span span)
{
    if (pass->onlooker->unread) {
        pass->onlooker->unread(pass->onlooker->user, span);
    }
}

static enum tt_ran run_sql(struct run *run, const struct tt_body_part *part)
{
    enum tt_ran ran = TT_RAN;
    struct tt_stmt stmt;
    size_t at = part->span.start;
    while (ran == TT_RAN && tt_script_next_within(run->script, part->span, &at, &stmt)) {
        stmt.executed = part->kind == TT_BODY_LITERAL;
        /* DO in a body of DO is rare enough. */
        if (stmt.state == TT_STMT_FAILED || tt_str_is(stmt.kind, "DoStmt")) {
            note_unread(run->pass, stmt.span);
        } else {
            ran = tt_run_statement(run->pass, &stmt, part->guarded || run->tried.count > 0);
        }
    }
    return ran;
}

/* An error leads to the handlers of the block, unless a condition was there to prevent it. */
static void raise(struct run *run, const struct tt_body_part *part)
{
    struct tried *tried = run->tried.count > 0 ? &run->tried.items[run->tried.count - 1] : NULL;
    if (!tried || part->conditions != tried->conditions) {
        return;
    }
    size_t depth = 0;
    tried->failed = true;
    while (run->at + 1 < run->body.count &&
           !(depth == 0 && run->body.parts[run->at + 1].kind == TT_BODY_CATCH)) {
        run->at++;
        depth += run->body.parts[run->at].kind == TT_BODY_TRY;
        depth -= run->body.parts[run->at].kind == TT_BODY_CAUGHT;
    }
}

static bool run_part(struct run *run, const struct tt_body_part *part)
{
    struct tt_model *model = run->pass->replay->model;
    enum tt_ran ran = TT_RAN;
    switch (part->kind) {
    case TT_BODY_HARMLESS:
    case TT_BODY_BEGIN:
        break;
    case TT_BODY_DYNAMIC:
        note_unread(run->pass, part->span);
        break;
    case TT_BODY_TRY:
        tt_vec_push(&run->arena, &run->tried, (struct tried){part->conditions, false});
        tt_model_begin_try(model);
        break;
    case TT_BODY_CATCH:
        tt_model_begin_handlers(model, run->tried.items[run->tried.count - 1].failed);
        break;
    case TT_BODY_CAUGHT:
        tt_model_end_handlers(model);
        run->tried.count--;
        break;
    case TT_BODY_STATEMENT:
    case TT_BODY_LITERAL:
        ran = run_sql(run, part);
        break;
    }
    if (ran == TT_RAN_IN_VAIN) {
        raise(run, part);
    }
    return ran != TT_RAN_TOO_NEW;
}

bool tt_run_body(const struct tt_pass *pass, struct tt_script *script,
                 const struct tt_stmt *stmt)
{
    struct run run = {.pass = pass, .script = script};
    struct tt_span span;
    bool whole = true;
    if (!tt_do_body(stmt, &span)) {
        note_unread(pass, stmt->span);
        return true;
    }
    run.body = tt_plpgsql_read(&run.arena, pass->source->bytes, span);
    tt_script_blank(script, run.body.unsent, run.body.unsent_count);
    tt_model_begin_body(pass->replay->model);
    for (; whole && run.at < run.body.count; run.at++) {
        whole = run_part(&run, &run.body.parts[run.at]);
    }
    tt_model_end_body(pass->replay->model);
    tt_arena_release(&run.arena);
    return whole;
}
