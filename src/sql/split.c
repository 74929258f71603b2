#include "sql/split.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/copy.h"
#include "sql/nesting.h"
#include "sql/rows.h"

enum { HEAD_WORDS = 5 };

struct tt_split {
    struct tt_str text;
    struct tt_lexer lexer;

    /* Of the piece at hand. */
    struct tt_piece piece;
    struct tt_token head[HEAD_WORDS]; /* its first tokens */
    size_t tokens;
    bool inserts; /* it is INSERT */
    enum tt_rows rows;
    bool copies; /* it is COPY */
    bool body;   /* inside BEGIN ATOMIC … END */
    size_t body_cases;
    struct tt_token previous;

    size_t parens;
    struct tt_nesting nesting;
};

struct tt_split *tt_split_create(struct tt_str text)
{
    /* Not zeroed: `begin` sets what is read, and most of it is room for deep nesting. */
    struct tt_split *split = malloc(sizeof(*split));
    if (!split) {
        tt_out_of_memory();
    }
    split->text = text;
    return split;
}

void tt_split_destroy(struct tt_split *split)
{
    free(split);
}

static bool head_is(const struct tt_split *split, size_t index, const char *word)
{
    return index < split->tokens && index < HEAD_WORDS &&
           tt_token_is_word(split->lexer.text, split->head[index], word);
}

/* CREATE [OR REPLACE] FUNCTION or PROCEDURE: only these have bodies of statements. */
static bool may_have_body(const struct tt_split *split)
{
    size_t at = head_is(split, 1, "or") && head_is(split, 2, "replace") ? 3 : 1;
    return head_is(split, 0, "create") &&
           (head_is(split, at, "function") || head_is(split, at, "procedure"));
}

static void watch_body(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    if (split->parens > 0) {
        return;
    }
    if (!split->body) {
        split->body = tt_token_is_word(text, token, "atomic") &&
                      tt_token_is_word(text, split->previous, "begin") && may_have_body(split);
    } else if (tt_token_is_word(text, token, "case")) {
        split->body_cases++;
    } else if (tt_token_is_word(text, token, "end")) {
        split->body = split->body_cases > 0;
        split->body_cases -= split->body_cases > 0;
    }
}

static void watch_word(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    piece->reads = piece->reads || tt_token_is_word(text, token, "select") ||
                   tt_token_is_word(text, token, "table") ||
                   tt_token_is_word(text, token, "with");
    watch_body(split, token);
}

/* Keeps `open_at` where the outermost parenthesis or body began. */
static void watch_open(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    split->parens += tt_token_is_mark(text, token, '(');
    split->parens -= split->parens > 0 && tt_token_is_mark(text, token, ')');
    split->piece.nests |= split->body;
    if (split->parens == 0 && !split->body) {
        split->piece.open_at = SIZE_MAX;
    } else if (split->piece.open_at == SIZE_MAX) {
        split->piece.open_at = token.start;
    }
}

/* COPY … FROM STDIN, and not COPY (SELECT … FROM …) TO. */
static void watch_copy(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    if (split->parens > 0) {
        return;
    }
    if (!piece->copies_from) {
        piece->copies_from = tt_token_is_word(text, token, "from");
    } else if (tt_token_is_word(text, split->previous, "from")) {
        piece->data_follows = piece->data_follows || tt_token_is_word(text, token, "stdin");
    }
}

/* A table's name, in one piece or with its schema, as a span that grows. */
static void watch_target(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    size_t first = split->inserts ? 3 : 2;
    if (split->tokens == first && !tt_token_is_mark(text, token, '(')) {
        piece->target = (struct tt_span){token.start, token.end};
    } else if (split->tokens > first && split->previous.end == piece->target.end &&
               (tt_token_is_mark(text, token, '.') ||
                tt_token_is_mark(text, split->previous, '.'))) {
        piece->target.end = token.end;
    }
}

static void add(struct tt_split *split, struct tt_token token)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    if (split->tokens == 0) {
        piece->span.start = token.start;
        piece->first = token;
        split->inserts = tt_token_is_word(text, token, "insert");
        split->copies = tt_token_is_word(text, token, "copy");
    }
    if (split->tokens < HEAD_WORDS) {
        split->head[split->tokens] = token;
    }
    split->tokens++;
    piece->span.end = token.end;
    piece->unclosed = token.unclosed;
    piece->endless |= token.endless;
    piece->guesses |= token.kind >= TT_TOKEN_VARIABLE;
    if (token.kind == TT_TOKEN_WORD) {
        watch_word(split, token);
    }
    if (token.kind == TT_TOKEN_WORD || token.kind == TT_TOKEN_MARK) {
        watch_open(split, token);
    }
    tt_nesting_add(&split->nesting, text, token);
    if (split->inserts || split->copies) {
        watch_target(split, token);
        split->rows = tt_rows_behind(split->rows, text, token);
    }
    if (split->copies) {
        watch_copy(split, token);
    }
    split->previous = token;
}

static void begin(struct tt_split *split)
{
    split->piece = (struct tt_piece){.kind = TT_PIECE_END, .open_at = SIZE_MAX};
    split->tokens = 0;
    split->inserts = split->copies = false;
    split->rows = TT_ROWS_INSERT;
    split->body = false;
    split->body_cases = 0;
    split->previous = (struct tt_token){.kind = TT_TOKEN_END};
    split->parens = 0;
    tt_nesting_begin(&split->nesting);
}

static struct tt_piece finish(struct tt_split *split)
{
    struct tt_piece *piece = &split->piece;
    piece->kind = split->tokens > 0 ? TT_PIECE_STATEMENT : TT_PIECE_END;
    if (piece->data_follows) {
        piece->data = tt_copy_data(split->lexer.text, split->lexer.at, &piece->data_unclosed);
        split->lexer.at = piece->data.end;
    }
    piece->nests = piece->nests || head_is(split, 1, "rule") || head_is(split, 3, "rule");
    piece->nesting = split->nesting.bound;
    piece->plain_rows = split->rows == TT_ROWS_BEHIND_ROW && !piece->commands &&
                        !piece->endless;
    piece->next = split->lexer.at;
    return *piece;
}

static bool is_one_of(struct tt_str word, const char *const *words)
{
    for (; *words; words++) {
        if (tt_str_is(word, *words)) {
            return true;
        }
    }
    return false;
}

static struct tt_str command_name(struct tt_str text, struct tt_token command)
{
    size_t end = command.start + 1;
    while (end < command.end && tt_is_word_part(text.ptr[end])) {
        end++;
    }
    return tt_str_slice(text, command.start + 1, end);
}

struct tt_str tt_command_file(struct tt_str text, struct tt_token command)
{
    static const char *const names[] = {"i", "ir", "include", "include_relative", NULL};
    struct tt_str name = command_name(text, command);
    if (!is_one_of(name, names)) {
        return (struct tt_str){0};
    }
    struct tt_str file = tt_str_trim(
        tt_str_slice(text, command.start + 1 + name.len, command.end));
    bool quoted = file.len >= 2 && file.ptr[0] == '\'' && file.ptr[file.len - 1] == '\'';
    return quoted ? tt_str_slice(file, 1, file.len - 1) : file;
}

/* \g and its like send what was typed so far, as a semicolon does. */
static bool ends_statement(struct tt_str text, struct tt_token command)
{
    static const char *const names[] = {"g",     "gx",    "gexec",        "gset",
                                        "gdesc", "watch", "crosstabview", NULL};
    return text.ptr[command.start + 1] == ';' || is_one_of(command_name(text, command), names);
}

/* True when the command ends the piece. */
static bool take_command(struct tt_split *split, struct tt_token command)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    bool between = split->tokens == 0;
    if (between && tt_command_file(text, command).len > 0) {
        piece->kind = TT_PIECE_INCLUDE;
        piece->span = (struct tt_span){command.start, command.end};
        return true;
    }
    if (tt_is_client_copy(tt_str_slice(text, command.start, command.end))) {
        bool unclosed = false;
        split->lexer.at = tt_copy_data(text, command.end, &unclosed).end;
    }
    piece->commands = piece->commands || !between;
    return !between && ends_statement(text, command);
}

/* Reads on to the end of the piece; `begin` was called. */
static struct tt_piece read_piece(struct tt_split *split)
{
    const struct tt_str text = split->lexer.text;
    struct tt_piece *piece = &split->piece;
    for (;;) {
        struct tt_token token = tt_lexer_next(&split->lexer);
        if (token.kind == TT_TOKEN_COMMENT && !token.unclosed) {
            piece->endless = piece->endless || (token.endless && split->tokens > 0);
            continue;
        }
        if (token.kind == TT_TOKEN_END) {
            piece->unclosed = piece->unclosed || split->parens > 0 || split->body;
            return finish(split);
        }
        if (token.kind == TT_TOKEN_COMMAND) {
            if (!take_command(split, token)) {
                continue;
            }
            if (piece->kind == TT_PIECE_INCLUDE) {
                piece->next = split->lexer.at;
                return *piece;
            }
            return finish(split);
        }
        bool ends = tt_token_is_mark(text, token, ';') && split->parens == 0 && !split->body;
        if (ends && split->tokens > 0) {
            piece->semicolon = true;
            piece->semicolon_at = token.start;
            return finish(split);
        }
        if (!ends && (token.kind != TT_TOKEN_CONTROL || split->tokens > 0)) {
            add(split, token);
        }
    }
}

struct tt_piece tt_split_at(struct tt_split *split, size_t at, size_t end)
{
    split->lexer = (struct tt_lexer){tt_str_slice(split->text, 0, end), at};
    begin(split);
    return read_piece(split);
}
