/*
 * The SQL in a body of PL/pgSQL, such as DO has: which statements stand in it, and
 * which of them run whatever happens. Its own statements (IF, LOOP, assignments …)
 * are followed as far as that takes.
 */
#ifndef SQL_PLPGSQL_H
#define SQL_PLPGSQL_H

#include "sql/script.h"

struct tt_arena;

enum tt_body_kind {
    TT_BODY_STATEMENT, /* SQL as it stands */
    TT_BODY_LITERAL,   /* the text of EXECUTE '…': any number of statements */
    TT_BODY_DYNAMIC,   /* EXECUTE of what is put together as it runs */
    TT_BODY_HARMLESS,  /* of what begins with a command that holds nobody up */

    /* Marks that run nothing. Those from TT_BODY_TRY on come in threes, one in the other. */
    TT_BODY_BEGIN, /* a block without EXCEPTION */
    TT_BODY_TRY,   /* one that has it */
    TT_BODY_CATCH, /* EXCEPTION: its handlers follow */
    TT_BODY_CAUGHT,
};

struct tt_body_part {
    enum tt_body_kind kind;
    struct tt_span span; /* in the file */
    size_t conditions;   /* so many stand around it: IF, CASE, and the WHEN of handlers */
    bool guarded;        /* by these or a loop: it may not run */
};

struct tt_body {
    const struct tt_body_part *parts; /* in their order */
    size_t count;
    /* Of the parts, what the server does not get, as if blanks stood there: the variables
     * behind INTO, and one of two quotes that stand for one. In their order. */
    const struct tt_span *unsent;
    size_t unsent_count;
};

/* What stands between the quotes of a DO; false if it is in another language, or escaped. */
bool tt_do_body(const struct tt_stmt *stmt, struct tt_span *ret_span);

/* The parts live in `arena`. What is no PL/pgSQL gives what can be told from it. */
struct tt_body tt_plpgsql_read(struct tt_arena *arena, struct tt_str text, struct tt_span span);

#endif
