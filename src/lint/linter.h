/* Which rules are on. */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "lint/table.h"
#include "tiptoe.h"

struct tt_linter {
    int pg_version; /* 0: not said */
    bool *enabled;  /* for each of tt_rules */
};

/* Its findings say that SQL could not be read, which is never green. */
bool tt_is_unread(const struct tt_rule *rule);

#endif
