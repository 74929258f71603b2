/* One file's bytes, and where its lines begin. */
#ifndef SQL_SOURCE_H
#define SQL_SOURCE_H

#include "tiptoe.h"

struct tt_arena;

/* What makes the whole file unreadable as SQL. */
enum tt_source_fault {
    TT_SOURCE_OK,
    TT_SOURCE_UTF16,     /* a UTF-16 (or UTF-32) file: PostgreSQL reads UTF-8 */
    TT_SOURCE_ZERO_BYTE, /* a zero byte, at `fault_at`; what stands before it is read */
};

struct tt_source {
    struct tt_str path;
    struct tt_str bytes; /* all of the file; borrowed from the caller */
    size_t start;        /* past a byte order mark */
    size_t end;          /* where reading stops: the file's end, or its fault */
    enum tt_source_fault fault;
    size_t fault_at;
    bool valid_utf8; /* otherwise it is taken for Latin-1 or the like, and read all the same */
    const size_t *lines; /* offsets at which lines begin; the first is 0 */
    size_t line_count;
};

/* Borrows `path` and `bytes`, which must outlive it. */
void tt_source_init(struct tt_source *source, struct tt_arena *arena, struct tt_str path,
                    struct tt_str bytes);

/* `offset` may be anything up to the file's length. */
struct tt_position tt_source_position(const struct tt_source *source, size_t offset);
/* `start` and `end` are offsets; an empty or reversed range becomes one of no bytes. */
struct tt_place tt_source_place(const struct tt_source *source, size_t start, size_t end);
/* The line that holds `offset`, without its line end. */
struct tt_str tt_source_line(const struct tt_source *source, size_t offset);

#endif
