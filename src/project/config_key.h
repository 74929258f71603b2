/* The keys of .tiptoe.json as data, for its reader, its JSON Schema and its documentation. */
#ifndef PROJECT_CONFIG_KEY_H
#define PROJECT_CONFIG_KEY_H

#include "project/config.h"

enum tt_config_kind {
    TT_KEY_TEXT,       /* tt_config_value */
    TT_KEY_FILE,       /* tt_config_value: a path */
    TT_KEY_FLAG,       /* tt_config_value: 1 for true, 0 for false */
    TT_KEY_RELEASE,    /* tt_config_value: a number */
    TT_KEY_WORD,       /* tt_config_value: one of the term's words */
    TT_KEY_WORDS,      /* tt_config_values: some of the term's words */
    TT_KEY_TEXTS,      /* tt_config_values: one text, or a list */
    TT_KEY_RULES,      /* tt_config_rules */
    TT_KEY_MIGRATIONS, /* tt_config_migrations */
    TT_KEY_PATHS,      /* tt_config_paths */
    TT_KEY_ASSUME,     /* tt_config_assume */
};

struct tt_config_key {
    const char *name; /* NULL ends a table */
    enum tt_config_kind kind;
    enum tt_config_term term;
    bool required;
    size_t offset;        /* of its member */
    const char *standard; /* what holds without it, if that can be written; or NULL */
    const char *example;
    const char *help;
};

extern const struct tt_config_key tt_config_keys[];
extern const struct tt_config_key tt_config_migration_keys[];
extern const struct tt_config_key tt_config_path_keys[];
extern const struct tt_config_key tt_config_assume_keys[];

/* The keys of such an object, or of the objects in such a list; or NULL. */
const struct tt_config_key *tt_config_inner_keys(enum tt_config_kind kind);

#endif
