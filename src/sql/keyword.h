/* Which words are no names of tables and columns, unless they are quoted. */
#ifndef SQL_KEYWORD_H
#define SQL_KEYWORD_H

#include "base/str.h"

/* In any case. Some of them have been for a few releases only. */
bool tt_is_reserved(struct tt_str word);

#endif
