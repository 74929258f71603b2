#include "theirs.h"

#include <pg_query.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/lexer.h"
#include "sql/script.h"

/* Past comments and semicolons: a statement of theirs has those that stand before it. */
static size_t skip_between(struct tt_str text, size_t at)
{
    struct tt_lexer lexer = {text, at};
    struct tt_token token;
    do {
        token = tt_lexer_next_solid(&lexer);
    } while (tt_token_is_mark(text, token, ';'));
    return token.start;
}

/* Without a length it goes to the text's end. */
static bool ends_there(struct tt_str text, const PgQuerySplitStmt *theirs, size_t end)
{
    size_t start = (size_t)theirs->stmt_location, len = (size_t)theirs->stmt_len;
    struct tt_str rest = tt_str_slice(text, 0, len > 0 ? start + len : text.len);
    return end <= rest.len && skip_between(rest, end) == rest.len;
}

static struct tt_str differ(struct tt_arena *arena, struct tt_str bytes,
                            const PgQuerySplitResult *theirs)
{
    struct tt_source source;
    struct tt_stmt stmt;
    int count = 0;
    struct tt_str told = {0};
    tt_source_init(&source, arena, TT_STR("theirs.sql"), bytes);
    struct tt_script *script = tt_script_open(arena, &source);
    for (; tt_script_next(script, &stmt) && told.len == 0; count++) {
        const PgQuerySplitStmt *each = count < theirs->n_stmts ? theirs->stmts[count] : NULL;
        const char *wrong = !each                          ? "is none of PostgreSQL's"
                            : stmt.state == TT_STMT_FAILED ? "could not be read"
                            : skip_between(bytes, (size_t)each->stmt_location) !=
                                    stmt.span.start
                                ? "begins elsewhere"
                            : !ends_there(bytes, each, stmt.span.end) ? "ends elsewhere"
                                                                      : NULL;
        if (wrong) {
            told = tt_str_format(arena, "statement %d, at %zu, %s", count + 1, stmt.span.start,
                                 wrong);
        }
    }
    tt_script_close(script);
    return told.len > 0 || count == theirs->n_stmts
               ? told
               : tt_str_format(arena, "%d statements, and PostgreSQL has %d", count,
                               theirs->n_stmts);
}

struct comparison compare_with_theirs(struct tt_arena *arena, struct tt_str bytes)
{
    PgQuerySplitResult theirs = pg_query_split_with_parser(bytes.ptr);
    struct comparison comparison = {.whole = !theirs.error};
    if (comparison.whole) {
        comparison.told = differ(arena, bytes, &theirs);
        comparison.same = comparison.told.len == 0;
    }
    pg_query_free_split_result(theirs);
    return comparison;
}
