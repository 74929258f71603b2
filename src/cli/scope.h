/*
 * What applies to a file: the command line over the entries of "paths" that
 * match it, over the rest of its configuration, over the defaults.
 */
#ifndef CLI_SCOPE_H
#define CLI_SCOPE_H

#include "cli/check.h"
#include "cli/config_home.h"
#include "project/config.h"

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
    const struct tt_check_settings *settings;
    struct tt_config_homes homes;
    struct tt_map scopes; /* from a configuration and its matching entries */
    TT_VEC(struct tt_linter *) linters;
};

/* False, with an error, when an option is wrong. Call tt_scopes_finish in any case. */
bool tt_scopes_init(struct tt_scopes *scopes, struct tt_arena *arena,
                    const struct tt_check_settings *settings, struct tt_error *error);
void tt_scopes_finish(struct tt_scopes *scopes);

/* Of a file without a configuration. */
const struct tt_scope *tt_scopes_plain(struct tt_scopes *scopes);
/* NULL when the file's configuration is wrong: then homes.errors tells why. */
const struct tt_scope *tt_scopes_find(struct tt_scopes *scopes, const char *path);

enum tt_fail_on tt_scope_fail_on(const struct tt_scope *scope);
const struct tt_reporter *tt_scope_reporter(const struct tt_scope *scope);

#endif
