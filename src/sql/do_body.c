#include "sql/plpgsql.h"
#include "sql/quoted.h"

bool tt_do_body(const struct tt_stmt *stmt, struct tt_span *ret_span)
{
    bool found = false;
    struct tt_span body = {0};
    const struct tt_node *each = tt_node_first(tt_node_get(stmt->tree, "args"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "as")) {
            size_t start = tt_stmt_offset(stmt, option) - stmt->span.start;
            struct tt_lexer lexer = {stmt->text, start};
            struct tt_token string = tt_lexer_next_solid(&lexer);
            found = tt_between_quotes(stmt->text, string, &body) &&
                    (string.kind == TT_TOKEN_DOLLAR ||
                     !memchr(stmt->text.ptr + body.start, '\'', body.end - body.start));
        } else if (!tt_str_is(tt_node_string(tt_node_get(option, "arg")), "plpgsql")) {
            return false;
        }
    }
    if (found) {
        *ret_span = (struct tt_span){stmt->span.start + body.start,
                                     stmt->span.start + body.end};
    }
    return found;
}
