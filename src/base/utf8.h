/* UTF-8, one character at a time, for text that may well be something else. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "tiptoe.h"

enum { TT_UTF8_BAD = 0xFFFD }; /* U+FFFD, the replacement character */
#define TT_UTF8_BAD_BYTES "\xEF\xBF\xBD"

/*
 * The bytes of the character at `at`, which must lie inside `text`. A byte that
 * belongs to no character gives 1 and TT_UTF8_BAD.
 */
size_t tt_utf8_next(struct tt_str text, size_t at, uint32_t *ret_code);

/* The largest offset up to `at` that does not cut a character in two. */
size_t tt_utf8_floor(struct tt_str text, size_t at);

#endif
