/* Where the clauses of a statement begin and end: the parser notes only some beginnings. */
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/lexer.h"
#include "sql/script.h"

/* Reads tokens from an offset in the file on. */
struct reader {
    struct tt_lexer lexer;
    size_t base;
    unsigned depth; /* of brackets */
};

static struct reader reader_at(const struct tt_stmt *stmt, size_t offset)
{
    size_t skip = offset - stmt->span.start;
    return (struct reader){
        .lexer = {.text = tt_str_slice(stmt->text, skip, stmt->text.len)},
        .base = offset,
    };
}

static bool is_mark(const struct reader *reader, struct tt_token token, char mark)
{
    return tt_token_is_mark(reader->lexer.text, token, mark);
}

/* A comma or bracket outside of those that opened on the way, or the statement's end. */
static bool ends_clause(struct reader *reader, struct tt_token token)
{
    bool opens = is_mark(reader, token, '(') || is_mark(reader, token, '[');
    bool closes = is_mark(reader, token, ')') || is_mark(reader, token, ']');
    bool outside = reader->depth == 0;
    reader->depth += opens;
    reader->depth -= closes && !outside;
    return token.kind == TT_TOKEN_END || (outside && (closes || is_mark(reader, token, ',')));
}

static struct tt_span read_clause(struct reader *reader, bool *ret_more)
{
    struct tt_token first = tt_lexer_next_solid(&reader->lexer), token = first;
    size_t end = first.start;
    while (!ends_clause(reader, token)) {
        end = token.end;
        token = tt_lexer_next_solid(&reader->lexer);
    }
    *ret_more = is_mark(reader, token, ',');
    return (struct tt_span){reader->base + first.start, reader->base + end};
}

struct tt_span tt_stmt_clause(const struct tt_stmt *stmt, const struct tt_node *node)
{
    struct reader reader = reader_at(stmt, tt_stmt_offset(stmt, node));
    bool more = false;
    return read_clause(&reader, &more);
}

/*
 * Whether `token`, behind `before`, begins a column's next constraint or its
 * COLLATE (ColQualList in gram.y). `reader` stands past it.
 */
static bool begins_constraint(const struct reader *reader, struct tt_token before,
                              struct tt_token token)
{
    static const char *const words[] = {"constraint", "null",       "check",
                                        "default",    "unique",     "primary",
                                        "generated",  "references", "collate"};
    struct tt_str text = reader->lexer.text;
    struct tt_lexer ahead = reader->lexer;
    if (tt_token_is_word(text, token, "not")) {
        return tt_token_is_word(text, tt_lexer_next_solid(&ahead), "null");
    }
    /* ON DELETE SET NULL, ON UPDATE SET DEFAULT, and NOT NULL itself */
    if (tt_token_is_word(text, before, "set") || tt_token_is_word(text, before, "not")) {
        return false;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (tt_token_is_word(text, token, words[i])) {
            return true;
        }
    }
    return false;
}

struct tt_span tt_stmt_column_constraint(const struct tt_stmt *stmt, const struct tt_node *node)
{
    struct reader reader = reader_at(stmt, tt_stmt_offset(stmt, node));
    struct tt_token first = tt_lexer_next_solid(&reader.lexer), before = first;
    if (tt_token_is_word(reader.lexer.text, first, "constraint")) {
        (void)tt_lexer_next_solid(&reader.lexer); /* its name */
        before = tt_lexer_next_solid(&reader.lexer);
    }
    size_t end = before.end;
    struct tt_token token = tt_lexer_next_solid(&reader.lexer);
    while (!(reader.depth == 0 && begins_constraint(&reader, before, token)) &&
           !ends_clause(&reader, token)) {
        end = token.end;
        before = token;
        token = tt_lexer_next_solid(&reader.lexer);
    }
    return (struct tt_span){reader.base + first.start, reader.base + end};
}

/* Past "schema.name" and the "*" that may follow it. */
static void skip_name(struct reader *reader)
{
    struct tt_lexer ahead = reader->lexer;
    bool dot = true;
    while (dot) {
        (void)tt_lexer_next_solid(&ahead);
        reader->lexer = ahead;
        dot = is_mark(reader, tt_lexer_next_solid(&ahead), '.');
    }
    ahead = reader->lexer;
    struct tt_token token = tt_lexer_next_solid(&ahead);
    if (token.kind == TT_TOKEN_OPERATOR && ahead.text.ptr[token.start] == '*') {
        reader->lexer = ahead;
    }
}

static const struct tt_span *read_list(struct tt_arena *arena, struct reader *reader,
                                       size_t *ret_count)
{
    TT_VEC(struct tt_span) clauses = {0};
    bool more = true;
    while (more) {
        tt_vec_push(arena, &clauses, read_clause(reader, &more));
    }
    *ret_count = clauses.count;
    return clauses.items;
}

const struct tt_span *tt_stmt_list(struct tt_arena *arena, const struct tt_stmt *stmt,
                                   struct tt_span within, size_t *ret_count)
{
    struct tt_span inside = {0};
    *ret_count = 0;
    if (!tt_stmt_in_brackets(stmt, within, &inside)) {
        return NULL;
    }
    struct reader reader = reader_at(stmt, inside.start);
    return read_list(arena, &reader, ret_count);
}

const struct tt_span *tt_stmt_parts(struct tt_arena *arena, const struct tt_stmt *stmt,
                                    const struct tt_node *range_var, size_t *ret_count)
{
    struct reader reader = reader_at(stmt, tt_stmt_offset(stmt, range_var));
    skip_name(&reader);
    return read_list(arena, &reader, ret_count);
}

struct tt_span tt_stmt_token(const struct tt_stmt *stmt, size_t offset)
{
    struct reader reader = reader_at(stmt, offset);
    struct tt_token token = tt_lexer_next_solid(&reader.lexer);
    return (struct tt_span){offset + token.start, offset + token.end};
}

struct tt_span tt_stmt_name(const struct tt_stmt *stmt, size_t offset)
{
    struct reader reader = reader_at(stmt, offset);
    struct tt_token token = tt_lexer_next_solid(&reader.lexer);
    struct tt_span name = {offset, offset};
    while (token.kind == TT_TOKEN_WORD || token.kind == TT_TOKEN_NAME) {
        name.end = offset + token.end;
        token = tt_lexer_next_solid(&reader.lexer);
        if (is_mark(&reader, token, '.')) {
            token = tt_lexer_next_solid(&reader.lexer);
        } else {
            token.kind = TT_TOKEN_END;
        }
    }
    return name;
}

bool tt_stmt_after_word(const struct tt_stmt *stmt, struct tt_span within, const char *word,
                        struct tt_span *ret_rest)
{
    struct reader reader = reader_at(stmt, within.start);
    struct tt_token token = tt_lexer_next_solid(&reader.lexer);
    while (token.kind != TT_TOKEN_END && within.start + token.end <= within.end) {
        if (reader.depth == 0 && tt_token_is_word(reader.lexer.text, token, word)) {
            token = tt_lexer_next_solid(&reader.lexer);
            *ret_rest = (struct tt_span){within.start + token.start, within.end};
            return ret_rest->start < within.end;
        }
        (void)ends_clause(&reader, token);
        token = tt_lexer_next_solid(&reader.lexer);
    }
    return false;
}

bool tt_stmt_in_brackets(const struct tt_stmt *stmt, struct tt_span within,
                         struct tt_span *ret_inside)
{
    struct reader reader = reader_at(stmt, within.start);
    struct tt_token token = tt_lexer_next_solid(&reader.lexer);
    while (token.kind != TT_TOKEN_END && !is_mark(&reader, token, '(')) {
        token = tt_lexer_next_solid(&reader.lexer);
    }
    size_t start = within.start + token.end;
    for (unsigned depth = 1; token.kind != TT_TOKEN_END && depth > 0;) {
        token = tt_lexer_next_solid(&reader.lexer);
        depth += is_mark(&reader, token, '(');
        depth -= is_mark(&reader, token, ')');
    }
    *ret_inside = (struct tt_span){start, within.start + token.start};
    return token.kind != TT_TOKEN_END && ret_inside->end <= within.end;
}
