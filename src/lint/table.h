/* The table of rules, which the build makes from the files in rules/. */
#ifndef LINT_TABLE_H
#define LINT_TABLE_H

#include "lint/rule.h"

/* SQL from a rule's documentation. */
struct tt_example {
    unsigned line;     /* in the rule's file */
    unsigned findings; /* that the rule must report, exactly */
    int pg_version;    /* 0: the default */
    const char *file;  /* what is known of it: "edited", "late", a layout's id …; or empty */
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

/* By its id; NULL when there is none. */
const struct tt_rule_entry *tt_rule_entry_find(struct tt_str id);
/* Of "squawk:ban-drop-table" what stands behind the colon, if there is one. */
struct tt_str tt_rule_bare_name(struct tt_str word);
/* By its id, an older name, or another linter's name, which several rules may share. */
bool tt_rule_is_called(const struct tt_rule_entry *entry, struct tt_str name);
/* The id that is most like it, or NULL. */
const char *tt_rule_nearest(struct tt_str name);

#endif
