/*
 * Feeds bytes to src/sql and checks what must hold for any of them: statements
 * lie inside the file, in order and apart; so do problems; what failed is said;
 * and every node's place is inside the file.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "fuzz.h"
#include "sql/script.h"

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

static void check_statement(const struct tt_stmt *stmt, const struct tt_source *source)
{
    check_span(stmt->span, source);
    require(stmt->span.start < stmt->span.end);
    require(stmt->text.ptr == source->bytes.ptr + stmt->span.start);
    require((stmt->state == TT_STMT_PARSED) == (stmt->tree != NULL));
    require((stmt->state == TT_STMT_FAILED) == (stmt->kind.len == 0));
    check_node(stmt, tt_node_first(stmt->tree));
}

static void check(struct tt_str bytes)
{
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    size_t end = 0, failed = 0, count = 0;
    tt_source_init(&source, &arena, TT_STR("fuzz.sql"), bytes);
    struct tt_script *script = tt_script_open(&arena, &source);
    while (tt_script_next(script, &stmt)) {
        require(stmt.span.start >= end);
        end = stmt.span.end;
        failed += stmt.state == TT_STMT_FAILED;
        check_statement(&stmt, &source);
    }
    const struct tt_problem *problems = tt_script_problems(script, &count);
    require(count >= failed);
    for (size_t i = 0; i < count; i++) {
        check_span(problems[i].span, &source);
        require(problems[i].message.len > 0 && problems[i].message.len < 2048);
        require(i == 0 || problems[i - 1].span.start <= problems[i].span.start);
    }
    tt_script_close(script);
    tt_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check((struct tt_str){(const char *)data, size});
    return 0;
}
