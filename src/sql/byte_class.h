/* What each byte may be a part of: the lexer asks it of all of a file. */
#ifndef SQL_BYTE_CLASS_H
#define SQL_BYTE_CLASS_H

#include <stdbool.h>

enum tt_byte_class {
    TT_BYTE_WORD_START = 1, /* letters, "_", and all of UTF-8 that is not ASCII */
    TT_BYTE_WORD_PART = 2,  /* those and digits; "$" is for the lexer to judge */
    TT_BYTE_DIGIT = 4,
    TT_BYTE_BLANK = 8,
    TT_BYTE_OPERATOR = 16,
    TT_BYTE_GUESS = 32, /* what template engines and psql put may start with it */
};

extern const unsigned char tt_byte_classes[256];

static inline bool tt_byte_is(char c, enum tt_byte_class class)
{
    return (tt_byte_classes[(unsigned char)c] & class) != 0;
}

static inline bool tt_is_word_start(char c)
{
    return tt_byte_is(c, TT_BYTE_WORD_START);
}

static inline bool tt_is_word_part(char c)
{
    return tt_byte_is(c, TT_BYTE_WORD_PART);
}

#endif
