/* Makes plain JSON of JSON with comments, byte for byte in the same places. */
#ifndef PROJECT_JSON_CLEAN_H
#define PROJECT_JSON_CLEAN_H

#include "project/json.h"

/* The offset just behind the string that begins at `at`, or the text's end. */
size_t tt_json_string_end(struct tt_str text, size_t at);

/*
 * Comments and trailing commas become blanks in `bytes`. False for what no
 * JSON reader could make sense of: text that is not UTF-8, a string, comment
 * or bracket that is never closed, or too many brackets inside each other.
 */
bool tt_json_clean(struct tt_arena *arena, char *bytes, size_t len,
                   struct tt_json_problem *problem);

#endif
