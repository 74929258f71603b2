#include "sql/script.h"

#include <assert.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/reader.h"
#include "sql/tree.h"

struct tt_script {
    struct tt_arena *arena;
    const struct tt_source *source;
    struct tt_split *split;
    struct tt_reader reader;
    const struct tt_node *root; /* of the statement that was handed out last */
    TT_VEC(struct tt_problem) problems;
};

static void report(struct tt_script *script, struct tt_problem problem)
{
    tt_vec_push(script->arena, &script->problems, problem);
}

static void report_encoding(struct tt_script *script)
{
    const struct tt_source *source = script->source;
    if (source->fault == TT_SOURCE_UTF16) {
        report(script,
               (struct tt_problem){
                   .kind = TT_PROBLEM_SYNTAX,
                   .message = TT_STR("this file is in UTF-16, which PostgreSQL does not read"),
                   .hint = TT_STR("Save it as UTF-8."),
               });
    }
}

struct tt_script *tt_script_open(struct tt_arena *arena, const struct tt_source *source)
{
    struct tt_script *script = tt_new(arena, struct tt_script);
    struct tt_str text = tt_str_slice(source->bytes, 0, source->end);
    script->arena = arena;
    script->source = source;
    script->split = tt_split_create(text, source->start);
    script->reader = (struct tt_reader){
        .arena = arena,
        .text = text,
        .depth_max = tt_parse_depth_max(),
    };
    report_encoding(script);
    return script;
}

void tt_script_close(struct tt_script *script)
{
    tt_tree_delete(script->root);
    tt_split_destroy(script->split);
    tt_reader_finish(&script->reader);
}

static void report_failure(struct tt_script *script, const struct tt_piece *piece,
                           const struct tt_parse *parse)
{
    struct tt_problem problem = {
        .kind = TT_PROBLEM_SYNTAX,
        .span = {parse->at, piece->span.end > parse->at ? piece->span.end : parse->at},
        .message = parse->message,
    };
    if (parse->outcome == TT_PARSE_TOO_DEEP) {
        problem.kind = TT_PROBLEM_NOT_CHECKED;
        problem.message = TT_STR("this statement is nested too deeply");
    }
    report(script, problem);
}

static struct tt_stmt take(struct tt_script *script, const struct tt_piece *piece)
{
    struct tt_stmt stmt = {
        .span = piece->span,
        .text = tt_str_slice(script->source->bytes, piece->span.start, piece->span.end),
        .state = TT_STMT_FAILED,
    };
    tt_reader_load(&script->reader, piece);
    struct tt_parse parse = tt_reader_parse(&script->reader, piece);
    if (parse.outcome != TT_PARSE_OK) {
        report_failure(script, piece, &parse);
    } else if (parse.root) {
        script->root = parse.root;
        stmt.state = TT_STMT_PARSED;
        stmt.kind = tt_node_type(parse.stmt);
        stmt.tree = tt_node_body(parse.stmt);
    } else {
        stmt.state = TT_STMT_SKIMMED;
        stmt.kind = tt_skimmed_kind(script->reader.text, piece);
        stmt.target = tt_str_slice(script->source->bytes, piece->target.start,
                                   piece->target.end);
    }
    return stmt;
}

bool tt_script_next(struct tt_script *script, struct tt_stmt *ret_stmt)
{
    tt_tree_delete(script->root);
    script->root = NULL;
    for (;;) {
        struct tt_piece piece = tt_split_next(script->split);
        switch (piece.kind) {
        case TT_PIECE_END:
            return false;
        case TT_PIECE_STATEMENT:
            *ret_stmt = take(script, &piece);
            return true;
        case TT_PIECE_INCLUDE:
        case TT_PIECE_FRONT_MATTER:
            break;
        }
    }
}

const struct tt_problem *tt_script_problems(const struct tt_script *script, size_t *ret_count)
{
    *ret_count = script->problems.count;
    return script->problems.items;
}

size_t tt_stmt_offset(const struct tt_stmt *stmt, const struct tt_node *node)
{
    long location = tt_node_int(node, "location", 0);
    return stmt->span.start + (location > 0 ? (size_t)location : 0);
}
