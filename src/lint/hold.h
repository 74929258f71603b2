/* Which rules are to keep quiet where. Only suppress.c and hold.c know it. */
#ifndef LINT_HOLD_H
#define LINT_HOLD_H

#include "base/vec.h"
#include "lint/check.h"
#include "sql/directive.h"

/* A rule's name in a directive; it may stand for several rules. */
struct tt_hold_name {
    const struct tt_directive *directive;
    struct tt_span span;  /* where it is written */
    struct tt_span holds; /* where findings must start */
    bool known;
    bool enabled; /* one of its rules is on */
    bool used;
    struct tt_hold_name *next;
};

/* A stretch where one rule, or every rule, is held back. */
struct tt_hold {
    struct tt_span span;
    size_t rule; /* index in tt_rules; their number: all of them */
    struct tt_hold_name *name;
    struct tt_hold *below;
};

struct tt_holds {
    TT_VEC(struct tt_hold) items;
    struct tt_hold_name *names; /* the last one first */
};

/* `span` says where the name is written; it is empty for all rules. */
void tt_hold_add(struct tt_check *check, struct tt_holds *holds,
                 const struct tt_directive *directive, struct tt_span span,
                 struct tt_span stretch);

/* Marks findings from `first` on; the innermost directive that holds one is used. */
void tt_hold_apply(struct tt_check *check, struct tt_holds *holds, size_t first);

#endif
