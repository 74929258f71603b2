/*
 * What applies to a file: the command line over the entries of "paths" that
 * match it, over the rest of its configuration, over the defaults.
 */
#ifndef SCOPE_SCOPE_H
#define SCOPE_SCOPE_H

#include "base/arena.h"
#include "base/vec.h"
#include "project/config.h"
#include "report/report.h"
#include "scope/config_home.h"

enum tt_fail_on {
    TT_FAIL_ON_WARNING,
    TT_FAIL_ON_ERROR,
    TT_FAIL_ON_NOTICE,
    TT_FAIL_ON_NEVER,
};

/* By enum tt_fail_on; ends with NULL. */
extern const char *const tt_fail_on_names[];

/* What whoever runs the program says, over all configurations. Zeroed: nothing. */
struct tt_scope_options {
    const char *config; /* the one configuration of all files, or NULL */
    bool no_config;     /* no file has any */
    int pg_version;
    enum tt_fail_on fail_on;
    bool fail_on_given;
    const struct tt_reporter *reporter; /* NULL: the first */
    const char *schema;                 /* the file that the history starts from */
    const char *baseline;               /* the one of all files, or NULL */
    bool no_baseline;                   /* no file has any */
    TT_VEC(const char *) presets;
    TT_VEC(const char *) select;
    TT_VEC(const char *) ignore;
    TT_VEC(const char *) exclude; /* patterns, from the current folder on */
};

struct tt_scope {
    /*
     * With what "paths" and the command line change; a value's `file` tells whence it is: a
     * file, an option, or empty for what is not said. The file's own is empty if there is none.
     */
    struct tt_config config;
    struct tt_linter *linter;
};

struct tt_scopes {
    struct tt_arena *arena;
    struct tt_arena scratch; /* of the question at hand: there may be any number of them */
    const struct tt_scope_options *options;
    struct tt_config_homes homes;
    struct tt_map scopes; /* from a configuration and its matching entries */
    TT_VEC(struct tt_linter *) linters;
};

/* False, with an error, when an option is wrong. Call tt_scopes_finish in any case. */
bool tt_scopes_init(struct tt_scopes *scopes, struct tt_arena *arena,
                    const struct tt_scope_options *options, struct tt_error *error);
void tt_scopes_finish(struct tt_scopes *scopes);

/* Of a file without a configuration. */
const struct tt_scope *tt_scopes_plain(struct tt_scopes *scopes);
/* NULL when the file's configuration is wrong: then homes.errors tells why. */
const struct tt_scope *tt_scopes_find(struct tt_scopes *scopes, const char *path);

/* Whether the file is none to be checked, and who says so: ".tiptoe.json:3"; may be NULL. */
bool tt_scopes_exclude(struct tt_scopes *scopes, const char *path, struct tt_str *ret_origin);
/* The same for those who know no configurations: `scopes` is a struct tt_scopes. */
bool tt_scopes_leave_out(void *scopes, const char *path);

enum tt_fail_on tt_scope_fail_on(const struct tt_scope *scope);
const struct tt_reporter *tt_scope_reporter(const struct tt_scope *scope);

#endif
