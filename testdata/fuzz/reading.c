/*
 * Feeds bytes to src/sql and checks what must hold for any of them: tokens and statements
 * lie inside the file, in order and apart; between statements nothing stands that would be
 * SQL; what failed is said; every node's place is inside the file; reading ahead reads the
 * same; what stands in bodies lies inside them; and PostgreSQL cuts the text as we do, where
 * it reads all of it.
 */
#include <string.h>

#include "../../tools/theirs.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "fuzz.h"
#include "sql/copy.h"
#include "sql/front_matter.h"
#include "sql/lexer.h"
#include "sql/parse.h"
#include "sql/plpgsql.h"
#include "sql/script.h"

struct reading {
    struct tt_arena arena;
    struct tt_source source;
    struct tt_str text; /* up to where reading stops */
    TT_VEC(struct tt_stmt) stmts;
    const struct tt_problem *problems;
    size_t problem_count;
};

/* --- tokens ------------------------------------------------------------------------- */

static bool is_blank(struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\0' || !strchr(" \t\r\n\f\v", text.ptr[i])) {
            return false;
        }
    }
    return true;
}

static void check_tokens(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    size_t end = 0;
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        require(token.start >= end && token.start < token.end && token.end <= text.len);
        require(is_blank(tt_str_slice(text, end, token.start)));
        require(!token.unclosed || token.end == text.len);
        end = token.end;
    }
    require(is_blank(tt_str_slice(text, end, text.len)));
}

/* --- statements --------------------------------------------------------------------- */

static void check_span(struct tt_span span, const struct tt_source *source)
{
    require(span.start <= span.end && span.end <= source->bytes.len);
    struct tt_place place = tt_source_place(source, span.start, span.end);
    require(place.start.line >= 1 && place.start.column >= 1);
    require(place.end.offset >= place.start.offset && place.end.line >= place.start.line);
    struct tt_str line = tt_source_line(source, span.start);
    require(line.len == 0 || memchr(line.ptr, '\n', line.len) == NULL);
}

static void check_node(const struct tt_stmt *stmt, const struct tt_node *node)
{
    for (; node; node = tt_node_next(node)) {
        size_t offset = tt_stmt_offset(stmt, node);
        require(offset >= stmt->span.start && offset <= stmt->span.end);
        check_node(stmt, tt_node_first(node));
    }
}

/* What is skimmed has not always been parsed. psql's commands are taken out before it is. */
static bool is_good_sql(struct tt_str text)
{
    struct tt_arena arena = {0};
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        if (token.kind == TT_TOKEN_COMMAND) {
            return true;
        }
    }
    struct tt_parse parse = tt_parse_check(&arena, tt_str_copy(&arena, text));
    tt_arena_release(&arena);
    return parse.outcome == TT_PARSE_OK;
}

static void check_statement(const struct tt_stmt *stmt, const struct tt_source *source)
{
    check_span(stmt->span, source);
    require(stmt->span.start < stmt->span.end);
    require(stmt->text.len == stmt->span.end - stmt->span.start);
    require(stmt->in_body ||
            tt_str_equal(stmt->text,
                         tt_str_slice(source->bytes, stmt->span.start, stmt->span.end)));
    require((stmt->state == TT_STMT_PARSED) == (stmt->tree != NULL));
    require((stmt->state == TT_STMT_FAILED) == (stmt->kind.len == 0));
    require(stmt->state != TT_STMT_SKIMMED || stmt->substituted || is_good_sql(stmt->text));
    require(stmt->data.end == 0 || stmt->data.start >= stmt->span.end);
    check_node(stmt, tt_node_first(stmt->tree));
}

/* A word or sign alone on its line that sends what came before it, and lines of other tongues.
 */
static bool is_separator(struct tt_str text, struct tt_token token)
{
    return tt_token_is_word(text, token, "go") ||
           (token.kind == TT_TOKEN_OPERATOR && text.ptr[token.start] == '/');
}

/* What stands there is nothing that a server would be sent. */
static void check_gap(struct tt_str text, size_t start, size_t end)
{
    struct tt_lexer lexer = {tt_str_slice(text, 0, end), start};
    struct tt_token token;
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        struct tt_str bytes = tt_str_slice(text, token.start, token.end);
        bool unclosed = false;
        if (token.kind == TT_TOKEN_COMMAND && tt_is_client_copy(bytes)) {
            lexer.at = tt_copy_data(lexer.text, token.end, &unclosed).end;
        }
        bool said = token.kind == TT_TOKEN_COMMENT || token.kind == TT_TOKEN_COMMAND ||
                    token.kind == TT_TOKEN_CONTROL || tt_token_is_mark(text, token, ';') ||
                    is_separator(text, token);
        if (!said) {
            fprintf(stderr, "at %zu: " TT_FMT "\n", token.start, TT_ARG(bytes));
        }
        require(said);
    }
}

/* The statements and what stands between them are all of the text. */
static void check_tiling(const struct reading *reading)
{
    struct tt_str text = reading->text;
    size_t end = tt_front_matter(text, reading->source.start).end, failed = 0;
    end = end > 0 ? end : reading->source.start;
    for (size_t i = 0; i < reading->stmts.count; i++) {
        const struct tt_stmt *stmt = &reading->stmts.items[i];
        require(stmt->span.start >= end);
        check_gap(text, end, stmt->span.start);
        end = stmt->data.end > 0 ? stmt->data.end : stmt->span.end;
        failed += stmt->state == TT_STMT_FAILED;
    }
    check_gap(text, end, text.len);
    require(reading->problem_count >= failed);
}

static void check_problems(const struct reading *reading)
{
    const struct tt_problem *problems = reading->problems;
    for (size_t i = 0; i < reading->problem_count; i++) {
        check_span(problems[i].span, &reading->source);
        require(problems[i].message.len > 0 && problems[i].message.len < 2048);
        require(!memchr(problems[i].message.ptr, '\n', problems[i].message.len));
        require(i == 0 || problems[i - 1].span.start <= problems[i].span.start);
    }
}

/* --- bodies --------------------------------------------------------------------------- */

/* Parts lie in the body, in order and apart, and so does what is not sent of them. */
static struct tt_body check_parts(struct tt_arena *arena, struct tt_str text,
                                  struct tt_span span)
{
    struct tt_body body = tt_plpgsql_read(arena, text, span);
    size_t end = span.start;
    for (size_t i = 0; i < body.count; i++) {
        struct tt_span part = body.parts[i].span;
        require(part.start >= end && part.start < part.end && part.end <= span.end);
        end = part.end;
    }
    end = span.start;
    for (size_t i = 0; i < body.unsent_count; i++) {
        struct tt_span unsent = body.unsent[i];
        require(unsent.start >= end && unsent.start < unsent.end && unsent.end <= span.end);
        end = unsent.end;
    }
    return body;
}

/* And so do statements in their parts. */
static void check_body(struct reading *reading, struct tt_script *script,
                       const struct tt_stmt *stmt)
{
    struct tt_span span;
    if (!tt_str_is(stmt->kind, "DoStmt") || !tt_do_body(stmt, &span)) {
        return;
    }
    require(span.start > stmt->span.start && span.start <= span.end &&
            span.end < stmt->span.end);
    struct tt_body body = check_parts(&reading->arena, reading->text, span);
    tt_script_blank(script, body.unsent, body.unsent_count);
    for (size_t i = 0; i < body.count; i++) {
        struct tt_span part = body.parts[i].span;
        struct tt_stmt inner;
        size_t end = part.start;
        for (size_t at = part.start; tt_script_next_within(script, part, &at, &inner);) {
            check_statement(&inner, &reading->source);
            require(inner.in_body && inner.span.start >= end && inner.span.end <= part.end);
            require(inner.span.end <= at);
            end = inner.span.end;
        }
    }
}

/* --- read once more ------------------------------------------------------------------ */

static struct tt_script *open_script(struct reading *reading, struct tt_str bytes)
{
    *reading = (struct reading){0};
    tt_source_init(&reading->source, &reading->arena, TT_STR("fuzz.sql"), bytes);
    reading->text = tt_str_slice(bytes, 0, reading->source.end);
    return tt_script_open(&reading->arena, &reading->source);
}

static bool take_statement(struct reading *reading, struct tt_script *script)
{
    struct tt_stmt stmt;
    if (!tt_script_next(script, &stmt)) {
        reading->problems = tt_script_problems(script, &reading->problem_count);
        return false;
    }
    check_statement(&stmt, &reading->source);
    check_body(reading, script, &stmt);
    /* The tree goes when the next one is read, and what it calls itself may be in it. */
    stmt.tree = NULL;
    stmt.kind = tt_str_copy(&reading->arena, stmt.kind);
    tt_vec_push(&reading->arena, &reading->stmts, stmt);
    return true;
}

/* `all`: of b nothing was skimmed from some statement on. */
static void require_same(const struct reading *a, const struct reading *b, bool all)
{
    require(a->stmts.count == b->stmts.count && a->problem_count == b->problem_count);
    for (size_t i = 0; i < a->stmts.count; i++) {
        const struct tt_stmt *one = &a->stmts.items[i], *other = &b->stmts.items[i];
        require(one->span.start == other->span.start && one->span.end == other->span.end);
        require(one->substituted == other->substituted);
        require(tt_str_equal(one->kind, other->kind));
        if (!all || other->state == TT_STMT_SKIMMED) {
            require(one->state == other->state && tt_str_equal(one->target, other->target));
        }
    }
    for (size_t i = 0; i < a->problem_count; i++) {
        const struct tt_problem *one = &a->problems[i], *other = &b->problems[i];
        require(one->kind == other->kind && one->span.start == other->span.start &&
                one->span.end == other->span.end);
        require(tt_str_equal(one->message, other->message));
    }
}

/* --- PostgreSQL's own cut -------------------------------------------------------------- */

/* Lines of data, and what the reader leaves out, PostgreSQL would take for SQL. */
static bool holds_no_sql(const struct reading *reading)
{
    bool some = reading->source.fault != TT_SOURCE_OK || reading->source.start > 0 ||
                tt_front_matter(reading->text, 0).end > 0;
    for (size_t i = 0; i < reading->stmts.count; i++) {
        some = some || reading->stmts.items[i].data.end > 0;
    }
    return some;
}

static void check_theirs(struct reading *reading)
{
    if (!holds_no_sql(reading)) {
        struct comparison comparison = compare_with_theirs(
            &reading->arena, tt_str_copy(&reading->arena, reading->text));
        if (comparison.whole && !comparison.same) {
            fprintf(stderr, TT_FMT "\n", TT_ARG(comparison.told));
        }
        require(!comparison.whole || comparison.same);
    }
}

/* `all_from`: of that statement on, all are asked for once they were read ahead. */
static void check_ahead(const struct reading *reading, size_t all_from)
{
    struct reading ahead;
    struct tt_script *script = open_script(&ahead, reading->source.bytes);
    bool more = true;
    tt_script_read_ahead(script);
    while (more) {
        if (ahead.stmts.count == all_from) {
            tt_script_read_all(script);
        }
        more = take_statement(&ahead, script);
    }
    require_same(reading, &ahead, all_from <= reading->stmts.count);
    tt_script_close(script);
    tt_arena_release(&ahead.arena);
}

static void check(void *user)
{
    const struct tt_str *bytes = user;
    struct reading reading;
    struct tt_script *script = open_script(&reading, *bytes);
    check_tokens(reading.text);
    check_parts(&reading.arena, reading.text, (struct tt_span){0, reading.text.len});
    while (take_statement(&reading, script)) {
    }
    check_tiling(&reading);
    check_problems(&reading);
    tt_script_close(script);
    check_ahead(&reading, SIZE_MAX);
    check_ahead(&reading, reading.stmts.count / 2);
    check_theirs(&reading);
    tt_arena_release(&reading.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tt_str bytes = {(const char *)data, size};
    tt_with_deep_stack(check, &bytes);
    return 0;
}
