/*
 * A statement's own text, mended for a hint: whatever else it says stays in it.
 * All of this reads tokens, so words in comments and strings are none.
 */
#ifndef LINT_MEND_H
#define LINT_MEND_H

#include "sql/script.h"
#include "tiptoe.h"

struct tt_arena;

/* With `addition` behind the first keyword `word`, given in lower case. */
struct tt_str tt_add_behind(struct tt_arena *arena, struct tt_str text, const char *word,
                            const char *addition);
/* The first keyword that is one of `words`, outside of brackets; empty if there is none. */
struct tt_str tt_first_of(struct tt_str text, const char *const *words, size_t count);
/* Without the first "if not exists" or "if exists". */
struct tt_str tt_without_if_exists(struct tt_arena *arena, struct tt_str text);
/* Without `span`, of offsets in the file, when the text begins at `start` there. */
struct tt_str tt_cut_out(struct tt_arena *arena, struct tt_str text, size_t start,
                         struct tt_span span);

/* Whether a schema's name stands before the first place that says `name`. */
bool tt_says_schema(struct tt_str text, struct tt_str name);
/*
 * The next name behind `*at` that is longer than PostgreSQL keeps them; `*at` moves past it.
 * Empty when there is none.
 */
struct tt_str tt_next_long_name(struct tt_str text, size_t *at);

/* What follows the first keyword `word` outside of brackets; all of it if there is none. */
struct tt_str tt_after_word(struct tt_str text, const char *word);
/* What stands before it; all of it if there is none. */
struct tt_str tt_before_word(struct tt_str text, const char *word);
/* Of ALTER COLUMN name …: what follows the name. */
struct tt_str tt_behind_column(struct tt_str text);

/* A constraint without ADD and without its CONSTRAINT name. */
struct tt_str tt_constraint_body(struct tt_str text);

/* PRIMARY KEY or UNIQUE, taken apart; what is not there is empty. */
struct tt_key_text {
    struct tt_str columns; /* in their brackets; empty behind a column */
    struct tt_str include; /* "INCLUDE (…)" */
    struct tt_str nulls;   /* "NULLS NOT DISTINCT" */
    struct tt_str with;    /* "WITH (…)" */
    struct tt_str tablespace;
    struct tt_str attributes; /* "DEFERRABLE INITIALLY DEFERRED" */
};
struct tt_key_text tt_read_key(struct tt_str body);

#endif
