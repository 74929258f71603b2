/*
 * Tokens of a migration file: PostgreSQL's own, psql's, and what template
 * engines leave between them. It allocates nothing and looks at each byte a
 * bounded number of times.
 *
 * What could be a placeholder may be good SQL as well ("a %s", "x[1:n]"): the
 * kinds from TT_TOKEN_VARIABLE on are guesses, for a statement that fails.
 */
#ifndef SQL_LEXER_H
#define SQL_LEXER_H

#include "base/str.h"
#include "sql/byte_class.h"

enum tt_token_kind {
    TT_TOKEN_END,
    TT_TOKEN_WORD,     /* a keyword or a plain identifier */
    TT_TOKEN_NAME,     /* "quoted" and U&"quoted" */
    TT_TOKEN_STRING,   /* '…' with any prefix, continuations included */
    TT_TOKEN_DOLLAR,   /* $tag$…$tag$ */
    TT_TOKEN_NUMBER,   /* also 0x1F and 1_000 */
    TT_TOKEN_PARAM,    /* $1 */
    TT_TOKEN_OPERATOR, /* also :: and := */
    TT_TOKEN_MARK,     /* one of ( ) [ ] , . : ; or any other lone byte */
    TT_TOKEN_COMMENT,
    TT_TOKEN_COMMAND,     /* psql's \command, up to the line's end */
    TT_TOKEN_VARIABLE,    /* psql's :x :'x' :"x" :{?x} */
    TT_TOKEN_PLACEHOLDER, /* ${x} {{ x }} <%= x %> @x@ %s … */
    TT_TOKEN_CONTROL,     /* a template tag that prints nothing: {{ end }} {% if x %} */
};

struct tt_token {
    enum tt_token_kind kind;
    bool unclosed; /* a quote or comment that the text's end cut short */
    bool endless;  /* PostgreSQL's own lexer would take all day over it */
    size_t start;
    size_t end;
};

struct tt_lexer {
    struct tt_str text;
    size_t at;
};

/* At the end of the text, TT_TOKEN_END for ever. */
struct tt_token tt_lexer_next(struct tt_lexer *lexer);
/* The same, past comments. */
struct tt_token tt_lexer_next_solid(struct tt_lexer *lexer);

TT_INLINE bool tt_token_is_mark(struct tt_str text, struct tt_token token, char mark)
{
    return token.kind == TT_TOKEN_MARK && text.ptr[token.start] == mark;
}

/* A keyword in any case, given in lower case. */
TT_INLINE bool tt_token_is_word(struct tt_str text, struct tt_token token, const char *word)
{
    /* Most words differ in their length or first letter. */
    size_t len = strlen(word);
    return token.kind == TT_TOKEN_WORD && token.end - token.start == len &&
           (text.ptr[token.start] | 0x20) == word[0] &&
           tt_str_equal_nocase(tt_str_slice(text, token.start, token.end),
                               (struct tt_str){word, len});
}

/* Recognises what template engines and psql put at `at`; kind TT_TOKEN_END if nothing. */
struct tt_token tt_lex_guess(struct tt_str text, size_t at);

#endif
