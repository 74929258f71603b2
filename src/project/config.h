/*
 * .tiptoe.json: what a team says once for all runs.
 *
 * Reading checks everything that the file says and notes every mistake with
 * its place. Which rules, formats and releases there are is for the caller to
 * say: this layer knows none.
 */
#ifndef PROJECT_CONFIG_H
#define PROJECT_CONFIG_H

#include "base/vec.h"
#include "tiptoe.h"

struct tt_arena;

#define TT_CONFIG_NAME ".tiptoe.json"
#define TT_BASELINE_NAME ".tiptoe-baseline.json"

/* Words that only the caller knows. */
enum tt_config_term {
    TT_TERM_NONE,
    TT_TERM_RULE,
    TT_TERM_LEVEL, /* of a rule */
    TT_TERM_PRESET,
    TT_TERM_FAIL_ON,
    TT_TERM_FORMAT,
    TT_TERM_LAYOUT,
    TT_TERM_TRANSACTION,
    TT_TERM_COUNT,
};

struct tt_config_terms {
    const char *const *words[TT_TERM_COUNT]; /* each list ends with NULL */
    bool (*is_other_name)(const char *name); /* of rules, as other linters call them */
    /* The rule's own options, up to one without a name; or NULL. */
    const struct tt_rule_option *(*options_of)(const char *rule);
    int pg_oldest;
    int pg_newest;
};

/* As it is written. */
struct tt_config_value {
    struct tt_str text;
    int number;
    struct tt_str file; /* that it stands in; empty: it is not given */
    struct tt_position at;
};

struct tt_config_values {
    struct tt_config_value *items;
    size_t count;
    size_t room;
    struct tt_str file;    /* empty: not given, which is not the same as an empty list */
    struct tt_position at; /* of the list */
};

/* What is said of a rule: how grave it is, or one of its numbers. */
struct tt_config_rule {
    struct tt_str id;
    struct tt_str option; /* empty: the value is a level */
    struct tt_config_value value;
};

struct tt_config_rules {
    struct tt_config_rule *items;
    size_t count;
    size_t room;
};

/* A folder that a migration tool owns. */
struct tt_config_migration {
    struct tt_config_value path;
    struct tt_config_value layout;
    struct tt_config_value transaction;
    struct tt_config_value version;
};

struct tt_config_migrations {
    struct tt_config_migration *items;
    size_t count;
    size_t room;
};

/* What differs for the files that match. */
struct tt_config_path {
    struct tt_config_values match;
    struct tt_config_value pg_version;
    struct tt_config_values presets;
    struct tt_config_rules rules;
    struct tt_config_value fail_on;
};

struct tt_config_paths {
    struct tt_config_path *items;
    size_t count;
    size_t room;
};

/* What is so in production. */
struct tt_config_assume {
    struct tt_config_value time_zone;
    struct tt_config_value lock_timeout; /* its number is 1 for true */
    struct tt_config_values small_tables;
    struct tt_config_values big_tables;
    struct tt_config_value row_counts;
};

struct tt_config_error {
    struct tt_position at;
    struct tt_str message; /* one line, for a person */
};

struct tt_config {
    struct tt_str file; /* as messages call it */
    struct tt_config_value pg_version;
    struct tt_config_migrations migrations;
    struct tt_config_value schema;
    struct tt_config_value lint_after;
    struct tt_config_values exclude;
    struct tt_config_values presets;
    struct tt_config_rules rules;
    struct tt_config_paths paths;
    struct tt_config_value fail_on;
    struct tt_config_value baseline;
    struct tt_config_assume assume;
    struct tt_config_value format;
    TT_VEC(struct tt_config_error) errors; /* in the order of the text */
};

/* All of it lives in `arena`, `text` apart. With errors, the rest is what could be read. */
void tt_config_read(struct tt_config *config, struct tt_arena *arena, struct tt_str file,
                    struct tt_str text, const struct tt_config_terms *terms);

/* The path that a value names: what is relative is so to the file that it stands in. */
const char *tt_config_path(struct tt_arena *arena, const struct tt_config_value *value);

#endif
