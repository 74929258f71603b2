/*
 * check-bodies FILE... - what src/sql finds in bodies of DO is what PostgreSQL's own parser of
 * PL/pgSQL finds there: the same statements, in the same order, guarded alike. Queries are left
 * out, which the reader passes over. Prints "N passed, N failed" at its end.
 */
#include <cjson/cJSON.h>
#include <pg_query.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/lexer.h"
#include "sql/plpgsql.h"
#include "sql/script.h"

/* A statement of a body. */
struct found {
    enum tt_body_kind kind;
    struct tt_str text; /* of EXECUTE, the expression behind it, or what that gives */
    const char *ends;   /* theirs: the word of what has no text, "commit" or "rollback" */
    bool guarded;
};

struct list {
    struct tt_arena *arena;
    TT_VEC(struct found) found;
};

/* --- theirs ---------------------------------------------------------------------------- */

static bool begins_with(struct tt_str text, const char *word)
{
    struct tt_lexer lexer = {text, 0};
    return tt_token_is_word(text, tt_lexer_next_solid(&lexer), word);
}

static bool is_query(struct tt_str text)
{
    struct tt_lexer lexer = {text, 0};
    struct tt_token first;
    do {
        first = tt_lexer_next_solid(&lexer);
    } while (tt_token_is_mark(text, first, '('));
    return tt_token_is_word(text, first, "select");
}

static struct tt_str text_of(struct tt_arena *arena, const cJSON *expr)
{
    const cJSON *query = cJSON_GetObjectItem(cJSON_GetObjectItem(expr, "PLpgSQL_expr"),
                                             "query");
    return query ? tt_str_copy(arena, tt_str_from(query->valuestring)) : (struct tt_str){0};
}

static bool guards(const cJSON *node)
{
    static const char *const kinds[] = {
        "PLpgSQL_stmt_if",    "PLpgSQL_stmt_case",    "PLpgSQL_stmt_loop",
        "PLpgSQL_stmt_while", "PLpgSQL_stmt_fori",    "PLpgSQL_stmt_fors",
        "PLpgSQL_stmt_forc",  "PLpgSQL_stmt_dynfors", "PLpgSQL_stmt_foreach_a",
    };
    bool found = strcmp(node->string, "PLpgSQL_stmt_block") == 0 &&
                 cJSON_HasObjectItem(node, "exceptions");
    for (size_t i = 0; !found && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        found = strcmp(node->string, kinds[i]) == 0;
    }
    return found;
}

/* What the node itself runs. */
static void collect_own(struct list *list, const cJSON *node, bool guarded)
{
    static const struct {
        const char *node;
        const char *field;
        enum tt_body_kind kind;
        const char *ends;
    } statements[] = {
        {"PLpgSQL_stmt_execsql", "sqlstmt", TT_BODY_STATEMENT, NULL},
        {"PLpgSQL_stmt_fors", "query", TT_BODY_STATEMENT, NULL},
        {"PLpgSQL_stmt_call", "expr", TT_BODY_STATEMENT, NULL},
        {"PLpgSQL_stmt_dynexecute", "query", TT_BODY_DYNAMIC, NULL},
        {"PLpgSQL_stmt_commit", "", TT_BODY_STATEMENT, "commit"},
        {"PLpgSQL_stmt_rollback", "", TT_BODY_STATEMENT, "rollback"},
    };
    for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
        if (strcmp(node->string, statements[i].node) != 0) {
            continue;
        }
        struct found found = {
            .kind = statements[i].kind,
            .text = text_of(list->arena, cJSON_GetObjectItem(node, statements[i].field)),
            .ends = statements[i].ends,
            .guarded = guarded,
        };
        if (found.kind != TT_BODY_STATEMENT || !is_query(found.text)) {
            tt_vec_push(list->arena, &list->found, found);
        }
    }
}

static void collect_theirs(struct list *list, const cJSON *node, bool guarded)
{
    if (node->string) {
        collect_own(list, node, guarded);
        guarded = guarded || guards(node);
    }
    for (const cJSON *each = node->child; each; each = each->next) {
        collect_theirs(list, each, guarded);
    }
}

/* Answers why they refuse it, or nothing. */
static struct tt_str read_theirs(struct list *list, struct tt_str statement)
{
    struct tt_str refusal = {0};
    PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(
        tt_str_copy(list->arena, statement).ptr);
    cJSON *json = result.error ? NULL : cJSON_Parse(result.plpgsql_funcs);
    if (json) {
        collect_theirs(list, json, false);
    } else {
        refusal = tt_str_copy(list->arena, result.error ? tt_str_from(result.error->message)
                                                        : TT_STR("no JSON"));
    }
    cJSON_Delete(json);
    pg_query_free_plpgsql_parse_result(result);
    return refusal;
}

/* --- ours ------------------------------------------------------------------------------ */

static void read_ours(struct list *list, const struct tt_source *source, struct tt_span span)
{
    struct tt_body body = tt_plpgsql_read(list->arena, source->bytes, span);
    char *sent = tt_new_array(list->arena, char, source->bytes.len);
    memcpy(sent, source->bytes.ptr, source->bytes.len);
    for (size_t i = 0; i < body.unsent_count; i++) {
        memset(sent + body.unsent[i].start, ' ', body.unsent[i].end - body.unsent[i].start);
    }
    for (size_t i = 0, tried = 0; i < body.count; i++) {
        const struct tt_body_part *part = &body.parts[i];
        struct tt_str text = {sent + part->span.start, part->span.end - part->span.start};
        tried += part->kind == TT_BODY_TRY;
        tried -= part->kind == TT_BODY_CAUGHT;
        if (part->kind < TT_BODY_BEGIN) {
            tt_vec_push(list->arena, &list->found,
                        (struct found){part->kind, text, NULL, part->guarded || tried > 0});
        }
    }
}

/* --- the two --------------------------------------------------------------------------- */

/* But for blanks and comments: theirs goes up to the semicolon. */
static bool same_tokens(struct tt_str a, struct tt_str b)
{
    struct tt_lexer in_a = {a, 0}, in_b = {b, 0};
    struct tt_token one, other;
    do {
        one = tt_lexer_next_solid(&in_a);
        other = tt_lexer_next_solid(&in_b);
    } while (one.kind != TT_TOKEN_END && one.kind == other.kind &&
             tt_str_equal(tt_str_slice(a, one.start, one.end),
                          tt_str_slice(b, other.start, other.end)));
    return one.kind == TT_TOKEN_END && other.kind == TT_TOKEN_END;
}

/* What an expression gives that is nothing but a string. */
static struct tt_str literal(struct tt_arena *arena, struct tt_str expr)
{
    struct text {
        TT_VEC(char) bytes;
    } text = {0};
    size_t quote = 1;
    bool doubles = expr.len > 0 && expr.ptr[0] == '\'';
    while (!doubles && quote < expr.len && expr.ptr[quote++] != '$') {
    }
    for (size_t i = quote; i + quote < expr.len; i++) {
        tt_vec_push(arena, &text.bytes, expr.ptr[i]);
        i += doubles && expr.ptr[i] == '\'';
    }
    return (struct tt_str){text.bytes.items, text.bytes.count};
}

static bool same_dynamic(struct tt_str ours, struct tt_str theirs)
{
    struct tt_lexer lexer = {ours, 0};
    (void)tt_lexer_next_solid(&lexer);
    size_t start = tt_lexer_next_solid(&lexer).start;
    return begins_with(ours, "execute") &&
           tt_str_equal(tt_str_slice(ours, start, start + theirs.len), theirs);
}

static bool same(struct tt_arena *arena, const struct found *ours, const struct found *theirs)
{
    if (ours->guarded != theirs->guarded) {
        return false;
    }
    switch (ours->kind) {
    case TT_BODY_STATEMENT:
        return theirs->ends
                   ? begins_with(ours->text, theirs->ends)
                   : theirs->kind == TT_BODY_STATEMENT && same_tokens(ours->text, theirs->text);
    case TT_BODY_LITERAL:
        return theirs->kind == TT_BODY_DYNAMIC &&
               same_tokens(ours->text, literal(arena, theirs->text));
    case TT_BODY_DYNAMIC:
    case TT_BODY_HARMLESS:
        return theirs->kind == TT_BODY_DYNAMIC && same_dynamic(ours->text, theirs->text);
    case TT_BODY_BEGIN:
    case TT_BODY_TRY:
    case TT_BODY_CATCH:
    case TT_BODY_CAUGHT:
        break;
    }
    return false;
}

static void print(const char *whose, const struct list *list, size_t at)
{
    if (at < list->found.count) {
        const struct found *found = &list->found.items[at];
        printf("  %s, %zu of %zu: %s" TT_FMT "\n", whose, at + 1, list->found.count,
               found->guarded ? "guarded " : "", TT_ARG(found->text));
    } else {
        printf("  %s: only %zu\n", whose, at);
    }
}

struct tally {
    int file_count;
    char **files;
    int passed;
    int failed;
};

static void judge(struct tally *tally, const struct list *ours, const struct list *theirs,
                  struct tt_str place)
{
    size_t at = 0, all = ours->found.count;
    while (at < all && at < theirs->found.count &&
           same(ours->arena, &ours->found.items[at], &theirs->found.items[at])) {
        at++;
    }
    bool right = at == all && at == theirs->found.count;
    tally->passed += right;
    tally->failed += !right;
    if (!right) {
        printf("FAILED " TT_FMT "\n", TT_ARG(place));
        print("ours", ours, at);
        print("theirs", theirs, at);
    }
}

/* Older parsers know no fields of records, and no statement that holds semicolons. */
static void refuse(struct tally *tally, struct tt_str refusal, struct tt_str place)
{
    bool old = tt_grammar_version() < 17;
    tally->failed += !old;
    printf("%s " TT_FMT ": " TT_FMT "\n", old ? "passed over" : "FAILED", TT_ARG(place),
           TT_ARG(refusal));
}

static void check_body(struct tally *tally, const struct tt_source *source,
                       const struct tt_stmt *stmt, struct tt_span span)
{
    struct tt_arena arena = {0};
    struct list ours = {.arena = &arena}, theirs = {.arena = &arena};
    struct tt_str place = tt_str_format(&arena, TT_FMT ":%u", TT_ARG(source->path),
                                        tt_source_position(source, stmt->span.start).line);
    struct tt_str refusal = read_theirs(&theirs, stmt->text);
    if (refusal.len > 0) {
        refuse(tally, refusal, place);
    } else {
        read_ours(&ours, source, span);
        judge(tally, &ours, &theirs, place);
    }
    tt_arena_release(&arena);
}

static void check_file(struct tally *tally, const char *path)
{
    struct tt_arena arena = {0};
    struct tt_error error = {0};
    struct tt_str text;
    struct tt_source source;
    struct tt_stmt stmt;
    struct tt_span span;
    if (!tt_file_read(&arena, path, &text, &error)) {
        printf("cannot read %s\n", path);
        tally->failed++;
        return;
    }
    tt_source_init(&source, &arena, tt_str_from(path), text);
    struct tt_script *script = tt_script_open(&arena, &source);
    while (tt_script_next(script, &stmt)) {
        if (tt_str_is(stmt.kind, "DoStmt") && tt_do_body(&stmt, &span)) {
            check_body(tally, &source, &stmt, span);
        }
    }
    tt_script_close(script);
    tt_arena_release(&arena);
}

static void check_files(void *user)
{
    struct tally *tally = user;
    for (int i = 0; i < tally->file_count; i++) {
        check_file(tally, tally->files[i]);
    }
}

int main(int argc, char **argv)
{
    struct tally tally = {.file_count = argc - 1, .files = argv + 1};
    tt_with_deep_stack(check_files, &tally);
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed > 0 || tally.passed == 0;
}
