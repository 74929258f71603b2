#include "sql/byte_class.h"

#define IS_DIGIT(c) ((c) >= '0' && (c) <= '9')
#define IS_LETTER(c) (((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z'))
#define IS_BLANK(c)                                                                            \
    ((c) == ' ' || (c) == '\t' || (c) == '\r' || (c) == '\n' || (c) == '\f' || (c) == '\v')
#define IS_OPERATOR(c)                                                                         \
    ((c) == '~' || (c) == '!' || (c) == '@' || (c) == '#' || (c) == '^' || (c) == '&' ||       \
     (c) == '|' || (c) == '`' || (c) == '?' || (c) == '+' || (c) == '-' || (c) == '*' ||       \
     (c) == '/' || (c) == '%' || (c) == '<' || (c) == '>' || (c) == '=')
#define IS_GUESS(c)                                                                            \
    ((c) == '$' || (c) == '{' || (c) == '[' || (c) == '<' || (c) == '%' || (c) == '@' ||       \
     (c) == '#' || (c) == ':' || (c) == '\\')

#define CLASSES(c)                                                                             \
    ((IS_LETTER(c) || (c) == '_' || (c) >= 0x80 ? TT_BYTE_WORD_START | TT_BYTE_WORD_PART       \
                                                : 0) |                                         \
     (IS_DIGIT(c) ? TT_BYTE_DIGIT | TT_BYTE_WORD_PART : 0) |                                   \
     (IS_BLANK(c) ? TT_BYTE_BLANK : 0) | (IS_OPERATOR(c) ? TT_BYTE_OPERATOR : 0) |             \
     (IS_GUESS(c) ? TT_BYTE_GUESS : 0))
#define FOUR(c) CLASSES(c), CLASSES((c) + 1), CLASSES((c) + 2), CLASSES((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
#define SIXTY_FOUR(c) SIXTEEN(c), SIXTEEN((c) + 16), SIXTEEN((c) + 32), SIXTEEN((c) + 48)

const unsigned char tt_byte_classes[256] = {SIXTY_FOUR(0), SIXTY_FOUR(64), SIXTY_FOUR(128),
                                            SIXTY_FOUR(192)};
