/*
 * The parser of libpg_query's whose headers tell what its nodes are: no JSON is
 * written, nor read.
 */
#include <pg_query.h>
#include <pg_query_internal.h>

#include <nodes/parsenodes.h>

#include "sql/parse.h"
#include "sql/parse_answer.h"
#include "sql/tree.h"

static struct tt_parse run(struct tt_arena *arena, struct tt_arena *trees, struct tt_str text)
{
    MemoryContext context = pg_query_enter_memory_context();
    PgQueryInternalParsetreeAndError result = pg_query_raw_parse(text.ptr,
                                                                 PG_QUERY_PARSE_DEFAULT);
    struct tt_parse parse = result.error ? tt_parse_of_error(arena, text, result.error)
                                         : tt_parse_of_count((size_t)list_length(result.tree));
    if (trees && parse.outcome == TT_PARSE_OK) {
        parse.stmt = tt_tree_read_node(trees, linitial_node(RawStmt, result.tree)->stmt);
        parse.outcome = parse.stmt ? TT_PARSE_OK : TT_PARSE_TOO_DEEP;
    }
    if (result.error) {
        pg_query_free_error(result.error);
    }
    free(result.stderr_buffer);
    pg_query_exit_memory_context(context);
    return parse;
}

struct tt_parse tt_parse_tree(struct tt_arena *arena, struct tt_arena *trees,
                              struct tt_str text)
{
    return run(arena, trees, text);
}

struct tt_parse tt_parse_check(struct tt_arena *arena, struct tt_str text)
{
    return run(arena, NULL, text);
}
