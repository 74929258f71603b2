/* Which rules are on. */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "base/arena.h"
#include "base/vec.h"
#include "lint/table.h"
#include "tiptoe.h"

/* What was chosen for a rule. */
struct tt_rule_state {
    bool on;
    bool fixed; /* the severity holds for all its findings, whatever they say themselves */
    enum tt_severity severity;
    int numbers[TT_RULE_OPTIONS_MAX]; /* of its options */
};

struct tt_linter {
    struct tt_arena arena;
    int pg_version;              /* 0: not said */
    struct tt_rule_state *rules; /* for each of tt_rules */
    TT_VEC(const struct tt_rule_entry *)
    on_outcome;              /* those that are on and look at outcomes */
    struct tt_str time_zone; /* empty: unknown */
    bool lock_timeout;
    TT_VEC(struct tt_table_size) table_sizes;
};

enum tt_size {
    TT_SIZE_UNKNOWN,
    TT_SIZE_SMALL,
    TT_SIZE_BIG,
};

enum tt_size tt_table_size_of(const struct tt_linter *linter, struct tt_name table);

/* Its findings say that SQL could not be read, which is never green. */
bool tt_is_unread(const struct tt_rule *rule);

#endif
