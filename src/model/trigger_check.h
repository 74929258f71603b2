/* What PostgreSQL refuses of triggers, and of what speaks of NEW and OLD. */
#ifndef MODEL_TRIGGER_CHECK_H
#define MODEL_TRIGGER_CHECK_H

#include "model/step.h"

enum {
    TRIGGER_BEFORE = 1 << 1,
    TRIGGER_INSERT = 1 << 2,
    TRIGGER_DELETE = 1 << 3,
    TRIGGER_UPDATE = 1 << 4,
    TRIGGER_TRUNCATE = 1 << 5,
    TRIGGER_INSTEAD = 1 << 6,
};

/* CreateTriggerFiringOn(), for a CREATE TRIGGER. */
void tt_check_trigger(struct tt_step *step, struct tt_relation *relation);

/* What names columns of NEW and OLD. */
struct tt_row_rules {
    const char *no_new; /* the SQLSTATE where there is no NEW; NULL where there is */
    const char *no_old;
    bool before; /* the row is not stored yet: it has no system columns, nor generated ones */
    bool strict; /* a name alone means nothing */
};

/* Fails for names that mean nothing in `expr`. */
void tt_check_rows(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_row_rules *rules, const struct tt_node *expr);

#endif
