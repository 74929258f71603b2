#include "sql/plpgsql.h"

#include "base/arena.h"
#include "base/vec.h"
#include "sql/lexer.h"

enum frame_kind {
    FRAME_BLOCK, /* BEGIN … END */
    FRAME_IF,
    FRAME_CASE,
    FRAME_LOOP,
};

/* What is open around a statement. */
struct frame {
    enum frame_kind kind;
    bool handles;      /* EXCEPTION has been passed */
    size_t first_part; /* that stands in it */
};

struct reader {
    struct tt_arena *arena;
    struct tt_lexer lexer;
    struct tt_token token;
    size_t last_end; /* of the token before */
    TT_VEC(struct frame) frames;
    TT_VEC(struct tt_body_part) parts;
};

static void advance(struct reader *reader)
{
    reader->last_end = reader->token.end;
    reader->token = tt_lexer_next_solid(&reader->lexer);
}

static bool at_end(const struct reader *reader)
{
    return reader->token.kind == TT_TOKEN_END;
}

static bool at_mark(const struct reader *reader, char mark)
{
    return tt_token_is_mark(reader->lexer.text, reader->token, mark);
}

static bool at_word(const struct reader *reader, const char *word)
{
    return tt_token_is_word(reader->lexer.text, reader->token, word);
}

static bool at_any(const struct reader *reader, const char *const *words)
{
    while (*words && !at_word(reader, *words)) {
        words++;
    }
    return *words != NULL;
}

/* Past the next such word outside of parentheses, as plpgsql's read_sql_construct() does. */
static void skip_past(struct reader *reader, const char *word)
{
    size_t depth = 0;
    while (!at_end(reader) && !(depth == 0 && at_word(reader, word))) {
        depth += at_mark(reader, '(');
        depth -= depth > 0 && at_mark(reader, ')');
        advance(reader);
    }
    advance(reader);
}

/* Up to the semicolon that ends the statement. */
static void skip_statement(struct reader *reader)
{
    size_t depth = 0;
    while (!at_end(reader) && !(depth == 0 && at_mark(reader, ';'))) {
        depth += at_mark(reader, '(');
        depth -= depth > 0 && at_mark(reader, ')');
        advance(reader);
    }
}

static bool is_guarded(const struct reader *reader)
{
    for (size_t i = 0; i < reader->frames.count; i++) {
        const struct frame *frame = &reader->frames.items[i];
        if (frame->kind != FRAME_BLOCK || frame->handles) {
            return true;
        }
    }
    return false;
}

static void add(struct reader *reader, enum tt_body_kind kind, size_t start, size_t end)
{
    if (end > start) {
        tt_vec_push(reader->arena, &reader->parts,
                    (struct tt_body_part){kind, {start, end}, is_guarded(reader)});
    }
}

static void push(struct reader *reader, enum frame_kind kind)
{
    tt_vec_push(reader->arena, &reader->frames,
                (struct frame){.kind = kind, .first_part = reader->parts.count});
}

/* An error in what stands before it in the block is caught: that may be what it is for. */
static void begin_handlers(struct reader *reader)
{
    struct frame *frame = reader->frames.count > 0
                              ? &reader->frames.items[reader->frames.count - 1]
                              : NULL;
    for (size_t i = frame ? frame->first_part : reader->parts.count; i < reader->parts.count;
         i++) {
        reader->parts.items[i].guarded = true;
    }
    if (frame) {
        frame->handles = true;
    }
}

static void read_declarations(struct reader *reader)
{
    while (!at_end(reader) && !at_word(reader, "begin")) {
        skip_statement(reader);
        advance(reader);
    }
}

/*
 * INTO takes what RETURNING gives into variables, and is none of the statement's. Where it
 * stands elsewhere, what is left would not be what runs: then nothing is added.
 */
static void read_sql(struct reader *reader)
{
    size_t start = reader->token.start, depth = 0, end = 0;
    bool into_table = false, returning = false;
    for (; !at_end(reader) && !(depth == 0 && at_mark(reader, ';')); advance(reader)) {
        if (depth == 0 && at_word(reader, "into") && !into_table && end == 0) {
            end = returning ? reader->last_end : start;
        }
        into_table = at_word(reader, "insert") || at_word(reader, "merge");
        returning = returning || at_word(reader, "returning");
        depth += at_mark(reader, '(');
        depth -= depth > 0 && at_mark(reader, ')');
    }
    add(reader, TT_BODY_STATEMENT, start, end > 0 ? end : reader->last_end);
}

/* What stands between the quotes, where that is what the server gets. */
static bool plain_text(struct tt_str text, struct tt_token token, struct tt_span *ret_span)
{
    struct tt_str written = tt_str_slice(text, token.start, token.end);
    size_t quote = 1;
    if (token.unclosed || written.len < 2) {
        return false;
    }
    if (token.kind == TT_TOKEN_DOLLAR) {
        while (written.ptr[quote++] != '$') {
        }
    } else if (token.kind != TT_TOKEN_STRING || written.ptr[0] != '\'' ||
               memchr(written.ptr + 1, '\'', written.len - 2)) {
        return false;
    }
    *ret_span = (struct tt_span){token.start + quote, token.end - quote};
    return true;
}

/* 'GRANT … ' || x and format('GRANT … %I', x): whatever comes behind, it holds nobody up. */
static bool is_harmless(const struct reader *reader)
{
    static const char *const commands[] = {"grant", "revoke", "comment", "select", "set", NULL};
    static const char *const clusterwide[] = {"role", "user", NULL};
    struct reader ahead = *reader;
    struct tt_span text = {0};
    if (at_word(&ahead, "format")) {
        advance(&ahead);
        advance(&ahead); /* ( */
    }
    if (!plain_text(ahead.lexer.text, ahead.token, &text)) {
        return false;
    }
    struct tt_str written = tt_str_slice(ahead.lexer.text, text.start, text.end);
    ahead.lexer = (struct tt_lexer){.text = written};
    advance(&ahead);
    bool creates = at_word(&ahead, "create");
    bool harmless = at_any(&ahead, commands);
    advance(&ahead);
    return (harmless || (creates && at_any(&ahead, clusterwide))) &&
           !memchr(written.ptr, ';', written.len);
}

static void read_execute(struct reader *reader)
{
    static const char *const behind[] = {"into", "using", NULL};
    size_t start = reader->token.start;
    struct tt_span text = {0};
    advance(reader);
    bool harmless = is_harmless(reader);
    bool plain = plain_text(reader->lexer.text, reader->token, &text);
    advance(reader);
    plain = plain && (at_end(reader) || at_mark(reader, ';') || at_any(reader, behind));
    skip_statement(reader);
    if (plain) {
        add(reader, TT_BODY_LITERAL, text.start, text.end);
    } else if (!harmless) {
        add(reader, TT_BODY_DYNAMIC, start, reader->last_end);
    }
}

/* A variable may be called as a command is. */
static bool is_assignment(const struct reader *reader)
{
    struct tt_lexer ahead = reader->lexer;
    struct tt_token next = tt_lexer_next_solid(&ahead);
    struct tt_str text = tt_str_slice(ahead.text, next.start, next.end);
    return tt_str_is(text, ":=") || tt_str_is(text, "=") || tt_str_is(text, ".") ||
           tt_str_is(text, "[");
}

static void read_simple(struct reader *reader)
{
    static const char *const commands[] = {
        "alter",  "analyze", "comment",  "create",  "delete",  "drop",    "grant",
        "insert", "lock",    "merge",    "refresh", "reindex", "cluster", "revoke",
        "set",    "reset",   "truncate", "update",  "vacuum",  "with",    NULL,
    };
    static const char *const ends[] = {"commit", "rollback", NULL};
    size_t start = reader->token.start;
    if (at_word(reader, "execute")) {
        read_execute(reader);
    } else if (at_any(reader, ends) && !is_assignment(reader)) {
        bool commits = at_word(reader, "commit");
        skip_statement(reader);
        add(reader, commits ? TT_BODY_COMMIT : TT_BODY_ROLLBACK, start, reader->last_end);
    } else if (at_any(reader, commands) && !is_assignment(reader)) {
        read_sql(reader);
    } else {
        skip_statement(reader);
    }
}

static void read_end(struct reader *reader)
{
    reader->frames.count -= reader->frames.count > 0;
    skip_statement(reader);
}

/* What opens, divides or closes something around statements; false at any other. */
static bool read_frame(struct reader *reader)
{
    static const char *const loops[] = {"while", "for", "foreach", NULL};
    static const char *const conditions[] = {"elsif", "elseif", "when", NULL};
    if (at_word(reader, "begin") || at_word(reader, "loop")) {
        push(reader, at_word(reader, "begin") ? FRAME_BLOCK : FRAME_LOOP);
        advance(reader);
    } else if (at_word(reader, "if") || at_word(reader, "case")) {
        push(reader, at_word(reader, "if") ? FRAME_IF : FRAME_CASE);
        skip_past(reader, "then");
    } else if (at_any(reader, loops)) {
        skip_past(reader, "loop");
        push(reader, FRAME_LOOP);
    } else if (at_any(reader, conditions)) {
        skip_past(reader, "then");
    } else if (at_word(reader, "else")) {
        advance(reader);
    } else if (at_word(reader, "exception")) {
        begin_handlers(reader);
        advance(reader);
    } else if (at_word(reader, "declare")) {
        advance(reader);
        read_declarations(reader);
    } else if (at_word(reader, "end")) {
        read_end(reader);
    } else {
        return false;
    }
    return true;
}

/* <<label>> */
static bool read_label(struct reader *reader)
{
    struct tt_str text = tt_str_slice(reader->lexer.text, reader->token.start,
                                      reader->token.end);
    if (!tt_str_is(text, "<<")) {
        return false;
    }
    while (!at_end(reader) && !tt_str_is(text, ">>")) {
        advance(reader);
        text = tt_str_slice(reader->lexer.text, reader->token.start, reader->token.end);
    }
    advance(reader);
    return true;
}

struct tt_body tt_plpgsql_read(struct tt_arena *arena, struct tt_str text, struct tt_span span)
{
    struct reader reader = {
        .arena = arena,
        .lexer = {tt_str_slice(text, 0, span.end), span.start},
    };
    advance(&reader);
    while (!at_end(&reader)) {
        if (at_mark(&reader, ';')) {
            advance(&reader);
        } else if (!read_label(&reader) && !read_frame(&reader)) {
            read_simple(&reader);
        }
    }
    return (struct tt_body){reader.parts.items, reader.parts.count};
}

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
            found = plain_text(stmt->text, tt_lexer_next_solid(&lexer), &body);
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
