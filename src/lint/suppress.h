/* Findings that a comment in the file holds back. */
#ifndef LINT_SUPPRESS_H
#define LINT_SUPPRESS_H

struct tt_check;

/*
 * Marks the findings that the file's own comments hold back, and adds those
 * about comments that hold nothing: when all rules have spoken.
 */
void tt_suppress(struct tt_check *check);

#endif
