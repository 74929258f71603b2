/*
 * INSERT of nothing but literals, told from its tokens: what data mostly is. It is good
 * SQL, so that PostgreSQL's parser need not look at it; of others, nothing is known.
 */
#ifndef SQL_ROWS_H
#define SQL_ROWS_H

#include "sql/lexer.h"

/* What the next token must be, or may be. */
enum tt_rows {
    TT_ROWS_INSERT,
    TT_ROWS_INTO,
    TT_ROWS_TABLE,
    TT_ROWS_TABLE_BEHIND_DOT,
    TT_ROWS_BEHIND_TABLE,      /* or a dot */
    TT_ROWS_BEHIND_WHOLE_NAME, /* a bracket, or VALUES */
    TT_ROWS_COLUMN,
    TT_ROWS_BEHIND_COLUMN,
    TT_ROWS_VALUES,
    TT_ROWS_ROW,
    TT_ROWS_VALUE,
    TT_ROWS_NUMBER, /* behind its sign */
    TT_ROWS_BEHIND_VALUE,
    TT_ROWS_BEHIND_ROW, /* another one, or the end */
    TT_ROWS_OTHER,      /* it is something else */
};

/* The state behind the token; comments are no tokens here. */
enum tt_rows tt_rows_behind(enum tt_rows state, struct tt_str text, struct tt_token token);

#endif
