/*
 * What the statements of a file lock and do, and in which transactions: for reports that
 * show more than findings.
 */
#ifndef REPORT_TIMELINE_H
#define REPORT_TIMELINE_H

#include "base/vec.h"
#include "lint/session.h"
#include "model/outcome.h"

/* A lock for which someone waits, or under which rows are written, on what was there before. */
struct tt_lock_told {
    struct tt_str relation; /* "orders", "sales.orders" */
    enum tt_lock mode;
    bool held_before; /* by the transaction, or a stronger one */
    enum tt_certainty certainty;
};

/* A statement that does something to others, or begins or ends a transaction. */
struct tt_step_told {
    size_t start; /* offsets */
    size_t end;
    unsigned line;
    unsigned skipped;  /* statements just before it of which nothing is told */
    struct tt_str tag; /* "ALTER TABLE"; empty when it could not be read */
    enum tt_block block;
    unsigned transaction;
    TT_VEC(struct tt_lock_told) locks;
    TT_VEC(struct tt_str) works; /* "rewrites orders: the column's type changes" */
};

struct tt_timeline {
    struct tt_arena *arena; /* that the steps live in */
    TT_VEC(struct tt_step_told) steps;
    unsigned skipped; /* behind the last step */
};

/* Fills the timeline with the steps of the file that is checked next. */
struct tt_watcher tt_timeline_watcher(struct tt_timeline *timeline);

/* "reads and writes", "writes", "schema changes", or "nobody" */
const char *tt_who_is_blocked(enum tt_lock mode);
/* How long a statement's locks are held: "until COMMIT" */
const char *tt_held_until(const struct tt_step_told *step);

#endif
