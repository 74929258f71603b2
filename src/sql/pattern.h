/* Short patterns of tokens, for telling what a statement was meant to be. */
#ifndef SQL_PATTERN_H
#define SQL_PATTERN_H

#include "sql/lexer.h"
#include "sql/script.h"

enum { PATTERN_WINDOW_TOKENS = 512 };

/* The tokens of a broken statement, up to the two behind the error. */
struct tt_window {
    struct tt_str text;
    struct tt_token tokens[PATTERN_WINDOW_TOKENS];
    size_t count;
    bool whole;      /* it goes back to the statement's first token */
    size_t error_at; /* the index of the token with the error; may be `count` */
};

/* `span` is the statement's. */
void tt_window_fill(struct tt_window *window, struct tt_str text, struct tt_span span,
                    size_t error_at);

/*
 * Whether the pattern stands where the error is, or just before it. A pattern
 * is words and marks apart by blanks: "*" is any one token, "()" a pair of
 * parentheses with what is in it, "#" a number with letters or underscores,
 * "^" the statement's begin, and "..." any tokens, which then may hold the error.
 */
bool tt_window_matches(const struct tt_window *window, const char *pattern);

#endif
