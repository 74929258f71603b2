/* Positions as editors count them: lines from 0, and characters of UTF-8 or UTF-16. */
#ifndef LSP_TEXT_H
#define LSP_TEXT_H

#include <cJSON.h>

#include "base/vec.h"
#include "tiptoe.h"

struct tt_arena;

enum tt_encoding {
    TT_ENCODING_UTF16, /* what every client knows */
    TT_ENCODING_UTF8,
};

/* \n, \r\n and a lone \r end a line. */
struct tt_lines {
    struct tt_str text;
    enum tt_encoding encoding;
    TT_VEC(size_t) starts;
    /* A byte order mark on disk: editors do not show it. */
    bool hides_mark;
};

/* Borrows the text. */
void tt_lines_init(struct tt_lines *lines, struct tt_arena *arena, struct tt_str text,
                   enum tt_encoding encoding);

/* False when `position` is no position. One behind a line's end is at it. */
bool tt_lines_offset(const struct tt_lines *lines, const cJSON *position, size_t *ret_offset);
/* A range that is the wrong way round is empty. */
bool tt_lines_span(const struct tt_lines *lines, const cJSON *range, size_t *ret_start,
                   size_t *ret_end);

cJSON *tt_lines_position(const struct tt_lines *lines, size_t offset);
cJSON *tt_lines_range(const struct tt_lines *lines, size_t start, size_t end);

/* The offset at which the line that holds `offset` ends, its own end left out. */
size_t tt_lines_end(const struct tt_lines *lines, size_t offset);
/* And at which it begins. */
size_t tt_lines_start(const struct tt_lines *lines, size_t offset);

#endif
