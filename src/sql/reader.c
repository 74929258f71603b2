#include "sql/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum { SHALLOW = 500 }; /* levels that any stack takes */

struct tt_str tt_skimmed_kind(struct tt_str text, const struct tt_piece *piece)
{
    if (tt_token_is_word(text, piece->first, "insert") && !piece->reads) {
        return TT_STR("InsertStmt");
    }
    if (tt_token_is_word(text, piece->first, "copy") && piece->copies_from) {
        return TT_STR("CopyStmt");
    }
    if (tt_token_is_word(text, piece->first, "values")) {
        return TT_STR("SelectStmt");
    }
    if (tt_token_is_word(text, piece->first, "show")) {
        return TT_STR("VariableShowStmt");
    }
    return (struct tt_str){0};
}

static size_t loaded_end(const struct tt_piece *piece)
{
    return piece->semicolon ? piece->semicolon_at + 1 : piece->span.end;
}

/* psql takes them out before the server sees anything. */
static void blank_commands(struct tt_reader *reader, struct tt_span span)
{
    struct tt_lexer lexer = {tt_str_slice(reader->text, 0, span.end), span.start};
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (token.kind == TT_TOKEN_COMMAND) {
            memset(reader->buffer + token.start - span.start, ' ', token.end - token.start);
        }
    }
}

void tt_reader_forget_trees(struct tt_reader *reader)
{
    if (!reader->keeps_trees) {
        tt_arena_reset(&reader->trees);
    }
}

void tt_reader_load(struct tt_reader *reader, const struct tt_piece *piece)
{
    size_t len = loaded_end(piece) - piece->span.start;
    if (len >= reader->room) {
        free(reader->buffer);
        reader->room = len + len / 2 + 1024;
        reader->buffer = malloc(reader->room);
        if (!reader->buffer) {
            tt_out_of_memory();
        }
    }
    /* With its semicolon, so that an error at the end can name it. */
    memcpy(reader->buffer, reader->text.ptr + piece->span.start, len);
    reader->buffer[len] = '\0';
    if (piece->commands) {
        blank_commands(reader, (struct tt_span){piece->span.start, loaded_end(piece)});
    }
}

struct tt_parse tt_reader_parse(struct tt_reader *reader, const struct tt_piece *piece)
{
    struct tt_str loaded = {reader->buffer, loaded_end(piece) - piece->span.start};
    struct tt_parse parse = {.outcome = TT_PARSE_REFUSED};
    /* Few are so deep that the stack need be asked. */
    bool deep = piece->nesting > SHALLOW && piece->nesting > tt_parse_depth_max();
    bool skimmed = (!reader->reads_all || deep) && tt_skimmed_kind(reader->text, piece).len > 0;
    deep = deep && !skimmed;
    if (piece->endless) {
        return parse;
    }
    if (skimmed && piece->plain_rows) {
        parse.outcome = TT_PARSE_OK;
        return parse;
    }
    parse = skimmed || deep ? tt_parse_check(reader->arena, loaded)
                            : tt_parse_tree(reader->arena, &reader->trees, loaded);
    /* What the grammar says of a broken statement is good to know at any depth. */
    if (deep && parse.outcome == TT_PARSE_OK) {
        parse.outcome = TT_PARSE_TOO_DEEP;
    }
    parse.at += piece->span.start;
    return parse;
}

void tt_reader_finish(struct tt_reader *reader)
{
    tt_arena_release(&reader->trees);
    free(reader->buffer);
    reader->buffer = NULL;
    reader->room = 0;
}
