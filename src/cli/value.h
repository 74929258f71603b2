/* Reads the values of options that several commands have. */
#ifndef CLI_VALUE_H
#define CLI_VALUE_H

#include "cli/cli.h"
#include "project/layout.h"

/* All of these fill `error` when the value is none that the option takes. */

/* The index of `value` among names that end with NULL, or -1. */
int tt_choose(struct tt_arena *arena, const char *option, const char *value,
              const char *const *names, struct tt_error *error);

/* --format of commands that print JSON, or as `other` says. */
bool tt_read_format(const char *value, const char *other, bool *ret_json,
                    struct tt_error *error);

/* --pg-version: a release that the model knows. */
bool tt_read_pg_version(const char *value, int *ret_version, struct tt_error *error);

/* --layout: a layout's id. */
bool tt_read_layout(struct tt_arena *arena, const char *value,
                    const struct tt_layout **ret_layout, struct tt_error *error);

#endif
