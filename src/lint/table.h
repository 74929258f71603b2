/* The table of rules, which the build makes from the files in rules/. */
#ifndef LINT_TABLE_H
#define LINT_TABLE_H

#include "lint/rule.h"

/* SQL from a rule's documentation. */
struct tt_example {
    unsigned line;     /* in the rule's file */
    unsigned findings; /* that the rule must report, exactly */
    int pg_version;    /* 0: the default */
    const char *sql;
};

struct tt_rule_entry {
    const char *id; /* "column-renamed" */
    const struct tt_rule *rule;
    const char *docs; /* Markdown */
    const struct tt_example *examples;
    size_t example_count;
};

/* Sorted by id. */
extern const struct tt_rule_entry tt_rules[];
extern const size_t tt_rule_count;

/* NULL when there is none. */
const struct tt_rule_entry *tt_rule_entry_find(struct tt_str id);

#endif
