/* Where one statement ends and the next begins, without knowing the grammar. */
#ifndef SQL_SPLIT_H
#define SQL_SPLIT_H

#include "sql/lexer.h"
#include "sql/script.h"

enum tt_piece_kind {
    TT_PIECE_END,
    TT_PIECE_STATEMENT,
    TT_PIECE_INCLUDE, /* \i or \ir: `span` is the command */
};

struct tt_piece {
    enum tt_piece_kind kind;
    struct tt_span span; /* from the first to the last token that is no comment */
    size_t next;         /* past what ended it: a semicolon, \g, or the text's end */
    bool semicolon;      /* stands just behind it, but for blanks and comments */
    size_t semicolon_at;
    bool unclosed;  /* a quote, a parenthesis or a body was open at the text's end */
    size_t open_at; /* where that parenthesis or body began; SIZE_MAX if none */
    bool nests;     /* it may rightly hold semicolons: CREATE RULE, BEGIN ATOMIC */
    bool endless;   /* PostgreSQL's own lexer would take all day over it */
    bool guesses;   /* it holds tokens that may be placeholders or variables */
    bool commands;  /* it holds psql commands */
    size_t nesting; /* no tree of it is deeper; SIZE_MAX: past counting */

    struct tt_token first; /* its first keyword */
    struct tt_span target; /* of INSERT INTO and COPY: the table's name */
    bool plain_rows;       /* an INSERT of literals, which is known to be good SQL */
    bool reads;            /* it has a SELECT, TABLE or WITH in it */
    bool copies_from;      /* COPY … FROM */
    bool data_follows;     /* COPY … FROM stdin: lines of data, up to one of "\." */
    struct tt_span data;   /* these lines */
    bool data_unclosed;    /* there is no such line */
};

struct tt_split;

/* `text` must outlive it. */
struct tt_split *tt_split_create(struct tt_str text);
void tt_split_destroy(struct tt_split *split);

/*
 * The piece that begins at or behind `at`, as if the text ended at `end`; of
 * kind TT_PIECE_END when there is none.
 */
struct tt_piece tt_split_at(struct tt_split *split, size_t at, size_t end);

/* The file that an \i or \ir names; empty for another command. */
struct tt_str tt_command_file(struct tt_str text, struct tt_token command);

#endif
