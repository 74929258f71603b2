/* Where a clause of a statement ends. */
#include "base/str.h"
#include "sql/lexer.h"
#include "sql/script.h"

/* The parser notes where clauses begin, not where they end: at a comma or bracket of their own.
 */
struct tt_span tt_stmt_clause(const struct tt_stmt *stmt, const struct tt_node *node)
{
    size_t start = tt_stmt_offset(stmt, node);
    size_t skip = start - stmt->span.start;
    struct tt_lexer lexer = {.text = tt_str_slice(stmt->text, skip, stmt->text.len)};
    size_t end = 0;
    unsigned depth = 0;
    for (;;) {
        struct tt_token token = tt_lexer_next_solid(&lexer);
        bool closes = tt_token_is_mark(lexer.text, token, ')') ||
                      tt_token_is_mark(lexer.text, token, ']');
        bool comma = tt_token_is_mark(lexer.text, token, ',');
        if (token.kind == TT_TOKEN_END || (depth == 0 && (closes || comma))) {
            return (struct tt_span){start, start + end};
        }
        if (tt_token_is_mark(lexer.text, token, '(') ||
            tt_token_is_mark(lexer.text, token, '[')) {
            depth++;
        }
        depth -= closes;
        end = token.end;
    }
}
