#include "sql/rows.h"

#include "sql/keyword.h"

/* ColId in gram.y, and no prefix that says how to read what is quoted. */
static bool is_name(struct tt_str text, struct tt_token token)
{
    struct tt_str word = tt_str_slice(text, token.start, token.end);
    return token.kind == TT_TOKEN_WORD
               ? !tt_is_reserved(word)
               : token.kind == TT_TOKEN_NAME && word.ptr[0] == '"' && word.len > 2;
}

/* 12 and 12.5: what else may be a number is left to PostgreSQL. */
static bool is_number(struct tt_str text, struct tt_token token)
{
    size_t dots = 0;
    if (token.kind != TT_TOKEN_NUMBER) {
        return false;
    }
    for (size_t at = token.start; at < token.end; at++) {
        bool dot = text.ptr[at] == '.' && at > token.start && at + 1 < token.end;
        if (!dot && !tt_byte_is(text.ptr[at], TT_BYTE_DIGIT)) {
            return false;
        }
        dots += dot;
    }
    return dots <= 1;
}

static bool is_sign(struct tt_str text, struct tt_token token)
{
    return token.kind == TT_TOKEN_OPERATOR && token.end - token.start == 1 &&
           (text.ptr[token.start] == '-' || text.ptr[token.start] == '+');
}

static enum tt_rows behind_value(struct tt_str text, struct tt_token token)
{
    static const char *const words[] = {"null", "true", "false", "default"};
    bool literal = is_number(text, token) ||
                   (token.kind == TT_TOKEN_STRING && text.ptr[token.start] == '\'');
    for (size_t i = 0; !literal && i < sizeof(words) / sizeof(words[0]); i++) {
        literal = tt_token_is_word(text, token, words[i]);
    }
    return literal                ? TT_ROWS_BEHIND_VALUE
           : is_sign(text, token) ? TT_ROWS_NUMBER
                                  : TT_ROWS_OTHER;
}

static enum tt_rows behind_table(enum tt_rows state, struct tt_str text, struct tt_token token)
{
    if (state == TT_ROWS_BEHIND_TABLE && tt_token_is_mark(text, token, '.')) {
        return TT_ROWS_TABLE_BEHIND_DOT;
    }
    return tt_token_is_mark(text, token, '(')        ? TT_ROWS_COLUMN
           : tt_token_is_word(text, token, "values") ? TT_ROWS_ROW
                                                     : TT_ROWS_OTHER;
}

/* `comma` behind a comma, `bracket` behind a closing bracket. */
static enum tt_rows behind_item(struct tt_str text, struct tt_token token, enum tt_rows comma,
                                enum tt_rows bracket)
{
    return tt_token_is_mark(text, token, ',')   ? comma
           : tt_token_is_mark(text, token, ')') ? bracket
                                                : TT_ROWS_OTHER;
}

enum tt_rows tt_rows_behind(enum tt_rows state, struct tt_str text, struct tt_token token)
{
    switch (state) {
    case TT_ROWS_INSERT:
        return tt_token_is_word(text, token, "insert") ? TT_ROWS_INTO : TT_ROWS_OTHER;
    case TT_ROWS_INTO:
        return tt_token_is_word(text, token, "into") ? TT_ROWS_TABLE : TT_ROWS_OTHER;
    case TT_ROWS_TABLE:
        return is_name(text, token) ? TT_ROWS_BEHIND_TABLE : TT_ROWS_OTHER;
    case TT_ROWS_TABLE_BEHIND_DOT:
        return is_name(text, token) ? TT_ROWS_BEHIND_WHOLE_NAME : TT_ROWS_OTHER;
    case TT_ROWS_BEHIND_TABLE:
    case TT_ROWS_BEHIND_WHOLE_NAME:
        return behind_table(state, text, token);
    case TT_ROWS_COLUMN:
        return is_name(text, token) ? TT_ROWS_BEHIND_COLUMN : TT_ROWS_OTHER;
    case TT_ROWS_BEHIND_COLUMN:
        return behind_item(text, token, TT_ROWS_COLUMN, TT_ROWS_VALUES);
    case TT_ROWS_VALUES:
        return tt_token_is_word(text, token, "values") ? TT_ROWS_ROW : TT_ROWS_OTHER;
    case TT_ROWS_ROW:
        return tt_token_is_mark(text, token, '(') ? TT_ROWS_VALUE : TT_ROWS_OTHER;
    case TT_ROWS_VALUE:
        return behind_value(text, token);
    case TT_ROWS_NUMBER:
        return is_number(text, token) ? TT_ROWS_BEHIND_VALUE : TT_ROWS_OTHER;
    case TT_ROWS_BEHIND_VALUE:
        return behind_item(text, token, TT_ROWS_VALUE, TT_ROWS_BEHIND_ROW);
    case TT_ROWS_BEHIND_ROW:
        return tt_token_is_mark(text, token, ',') ? TT_ROWS_ROW : TT_ROWS_OTHER;
    case TT_ROWS_OTHER:
        break;
    }
    return TT_ROWS_OTHER;
}
