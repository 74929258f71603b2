/* Which rules are on. */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "lint/table.h"
#include "tiptoe.h"

/* What was chosen for a rule. */
struct tt_rule_state {
    bool on;
    bool fixed; /* the severity holds for all its findings, whatever they say themselves */
    enum tt_severity severity;
};

struct tt_linter {
    int pg_version;              /* 0: not said */
    struct tt_rule_state *rules; /* for each of tt_rules */
};

/* Its findings say that SQL could not be read, which is never green. */
bool tt_is_unread(const struct tt_rule *rule);

#endif
