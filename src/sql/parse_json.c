/* The parser of libpg_query's whose headers say nothing of its nodes: its JSON does. */
#include "sql/parse.h"

#include <pg_query.h>

#include "sql/parse_answer.h"
#include "sql/tree.h"

static struct tt_parse take_tree(struct tt_arena *trees, const char *json)
{
    const struct tt_node *root = tt_tree_read_json(trees, json);
    if (!root) {
        return (struct tt_parse){.outcome = TT_PARSE_TOO_DEEP};
    }
    const struct tt_node *stmts = tt_node_get(root, "stmts");
    struct tt_parse parse = tt_parse_of_count(tt_node_count(stmts));
    if (parse.outcome == TT_PARSE_OK) {
        parse.stmt = tt_node_get(tt_node_first(stmts), "stmt");
    }
    return parse;
}

struct tt_parse tt_parse_tree(struct tt_arena *arena, struct tt_arena *trees,
                              struct tt_str text)
{
    PgQueryParseResult result = pg_query_parse(text.ptr);
    struct tt_parse parse = result.error ? tt_parse_of_error(arena, text, result.error)
                                         : take_tree(trees, result.parse_tree);
    pg_query_free_parse_result(result);
    return parse;
}

struct tt_parse tt_parse_check(struct tt_arena *arena, struct tt_str text)
{
    PgQuerySplitResult result = pg_query_split_with_parser(text.ptr);
    struct tt_parse parse = result.error ? tt_parse_of_error(arena, text, result.error)
                                         : tt_parse_of_count((size_t)result.n_stmts);
    pg_query_free_split_result(result);
    return parse;
}
