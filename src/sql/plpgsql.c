#include "sql/plpgsql.h"

#include "base/arena.h"
#include "base/vec.h"
#include "sql/lexer.h"
#include "sql/quoted.h"

enum frame_kind {
    FRAME_BLOCK, /* BEGIN … END */
    FRAME_IF,
    FRAME_CASE,
    FRAME_LOOP,
};

/* What is open around a statement. */
struct frame {
    enum frame_kind kind;
    size_t begin; /* the part that is its BEGIN */
    bool handles; /* EXCEPTION has been passed */
};

struct reader {
    struct tt_arena *arena;
    struct tt_lexer lexer;
    struct tt_token token;
    size_t last_end; /* of the token before */
    TT_VEC(struct frame) frames;
    size_t conditions, loops; /* of the frames */
    TT_VEC(struct tt_body_part) parts;
    struct tt_spans unsent;
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

static void add(struct reader *reader, enum tt_body_kind kind, size_t start, size_t end)
{
    if (end > start) {
        bool guarded = reader->conditions > 0 || reader->loops > 0;
        tt_vec_push(reader->arena, &reader->parts,
                    (struct tt_body_part){kind, {start, end}, reader->conditions, guarded});
    }
}

static void push(struct reader *reader, enum frame_kind kind)
{
    struct frame frame = {.kind = kind, .begin = reader->parts.count};
    if (kind == FRAME_BLOCK) {
        add(reader, TT_BODY_BEGIN, reader->token.start, reader->token.end);
    }
    reader->conditions += kind == FRAME_IF || kind == FRAME_CASE;
    reader->loops += kind == FRAME_LOOP;
    tt_vec_push(reader->arena, &reader->frames, frame);
}

static void pop(struct reader *reader)
{
    if (reader->frames.count == 0) {
        return;
    }
    const struct frame *frame = &reader->frames.items[--reader->frames.count];
    reader->loops -= frame->kind == FRAME_LOOP;
    reader->conditions -= frame->kind == FRAME_IF || frame->kind == FRAME_CASE ||
                          frame->handles;
    if (frame->handles) {
        add(reader, TT_BODY_CAUGHT, reader->token.start, reader->token.end);
    }
}

static void begin_handlers(struct reader *reader)
{
    size_t count = reader->frames.count;
    struct frame *frame = count > 0 ? &reader->frames.items[count - 1] : NULL;
    if (frame && frame->kind == FRAME_BLOCK && !frame->handles) {
        reader->parts.items[frame->begin].kind = TT_BODY_TRY;
        add(reader, TT_BODY_CATCH, reader->token.start, reader->token.end);
        frame->handles = true;
        reader->conditions++;
    }
}

static void read_declarations(struct reader *reader)
{
    while (!at_end(reader) && !at_word(reader, "begin")) {
        skip_statement(reader);
        advance(reader);
    }
}

/* INTO and the variables behind it. */
static void skip_target(struct reader *reader)
{
    size_t start = reader->token.start;
    bool more = true;
    advance(reader);
    if (at_word(reader, "strict")) {
        advance(reader);
    }
    while (more && !at_end(reader) && !at_mark(reader, ';')) {
        advance(reader);
        more = at_mark(reader, '.') || at_mark(reader, ',');
        if (more) {
            advance(reader);
        }
    }
    tt_vec_push(reader->arena, &reader->unsent, (struct tt_span){start, reader->last_end});
}

/* CREATE [OR REPLACE] FUNCTION or PROCEDURE, whose body may be BEGIN ATOMIC … END. */
static bool at_routine(const struct reader *reader)
{
    struct tt_lexer ahead = reader->lexer;
    struct tt_token next = tt_lexer_next_solid(&ahead);
    if (tt_token_is_word(ahead.text, next, "or")) {
        (void)tt_lexer_next_solid(&ahead);
        next = tt_lexer_next_solid(&ahead);
    }
    return at_word(reader, "create") && (tt_token_is_word(ahead.text, next, "function") ||
                                         tt_token_is_word(ahead.text, next, "procedure"));
}

/* Up to where the statement ends, or such a word comes, as make_execsql_stmt() does. */
static void read_sql(struct reader *reader, const char *until)
{
    static const char *const opening[] = {"begin", "case", NULL};
    size_t start = reader->token.start, end = start, depth = 0, bodies = 0;
    bool routine = at_routine(reader), targeted = at_word(reader, "import");
    bool into_table = false;
    while (!at_end(reader) && !(depth == 0 && bodies == 0 &&
                                (at_mark(reader, ';') || (until && at_word(reader, until))))) {
        if (at_word(reader, "into") && !into_table && !targeted) {
            skip_target(reader);
            targeted = true;
            continue;
        }
        into_table = at_word(reader, "insert") || at_word(reader, "merge");
        depth += at_mark(reader, '(');
        depth -= depth > 0 && at_mark(reader, ')');
        bodies += routine && depth == 0 && at_any(reader, opening);
        bodies -= routine && depth == 0 && bodies > 0 && at_word(reader, "end");
        advance(reader);
        end = reader->last_end;
    }
    add(reader, TT_BODY_STATEMENT, start, end);
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
    if (!tt_between_quotes(ahead.lexer.text, ahead.token, &text)) {
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
    struct tt_token string = reader->token;
    bool harmless = is_harmless(reader);
    bool literal = tt_between_quotes(reader->lexer.text, string, &text);
    advance(reader);
    literal = literal && (at_end(reader) || at_mark(reader, ';') || at_any(reader, behind)) &&
              (string.kind == TT_TOKEN_DOLLAR ||
               tt_undouble_quotes(reader->arena, reader->lexer.text, text, &reader->unsent));
    skip_statement(reader);
    if (literal) {
        add(reader, TT_BODY_LITERAL, text.start, text.end);
    } else {
        add(reader, harmless ? TT_BODY_HARMLESS : TT_BODY_DYNAMIC, start, reader->last_end);
    }
}

/* A variable may be called as a command is. */
static bool at_assignment(const struct reader *reader)
{
    struct tt_lexer ahead = reader->lexer;
    struct tt_token next = tt_lexer_next_solid(&ahead);
    struct tt_str text = tt_str_slice(ahead.text, next.start, next.end);
    return tt_str_is(text, ":=") || tt_str_is(text, "=") || tt_str_is(text, ".") ||
           tt_str_is(text, "[");
}

/* What begins with no word of PL/pgSQL's own is SQL. */
static void read_simple(struct reader *reader)
{
    static const char *const own[] = {
        "assert", "close", "continue", "exit",  "fetch",  "get",    "move",
        "null",   "open",  "perform",  "raise", "return", "select", NULL,
    };
    if (at_word(reader, "execute")) {
        read_execute(reader);
    } else if (reader->token.kind == TT_TOKEN_WORD && !at_any(reader, own)) {
        read_sql(reader, NULL);
    } else {
        skip_statement(reader);
    }
}

/* Rows that it goes over may be those that a command returns. */
static void read_loop(struct reader *reader)
{
    static const char *const writing[] = {"insert", "update", "delete", "merge", "with", NULL};
    if (!at_word(reader, "while")) {
        skip_past(reader, "in");
        if (at_any(reader, writing)) {
            read_sql(reader, "loop");
        }
    }
    skip_past(reader, "loop");
    push(reader, FRAME_LOOP);
}

static void read_end(struct reader *reader)
{
    pop(reader);
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
        read_loop(reader);
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

static bool at_operator(const struct reader *reader, const char *operator)
{
    return tt_str_is(
        tt_str_slice(reader->lexer.text, reader->token.start, reader->token.end), operator);
}

/* <<label>> */
static void read_label(struct reader *reader)
{
    while (!at_end(reader) && !at_operator(reader, ">>")) {
        advance(reader);
    }
    advance(reader);
}

/* #variable_conflict use_column */
static void read_options(struct reader *reader)
{
    while (at_operator(reader, "#")) {
        advance(reader);
        advance(reader);
        advance(reader);
    }
}

struct tt_body tt_plpgsql_read(struct tt_arena *arena, struct tt_str text, struct tt_span span)
{
    struct reader reader = {
        .arena = arena,
        .lexer = {tt_str_slice(text, 0, span.end), span.start},
    };
    advance(&reader);
    read_options(&reader);
    while (!at_end(&reader)) {
        if (at_mark(&reader, ';')) {
            advance(&reader);
        } else if (at_operator(&reader, "<<")) {
            read_label(&reader);
        } else if (at_assignment(&reader)) {
            skip_statement(&reader);
        } else if (!read_frame(&reader)) {
            read_simple(&reader);
        }
    }
    return (struct tt_body){reader.parts.items, reader.parts.count, reader.unsent.items,
                            reader.unsent.count};
}
