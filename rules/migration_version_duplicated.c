/**
 * # Two migrations of one version
 *
 * Each of two branches brought a migration with the same number, and both were
 * merged. The tool that runs this folder tells migrations apart by their version
 * alone: it refuses to start, or takes one for the other.
 *
 * ## Unsafe
 *
 * ```sql expect=1 file=twice
 * CREATE TABLE orders (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE orders (id bigint PRIMARY KEY);
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    if (file->same_version.len > 0) {
        tt_report(check,
                  (struct tt_says){
                      .span = tt_first_line(check),
                      .certainty = TT_PROVED,
                      .message = tt_str_format(tt_check_arena(check),
                                               "\"" TT_FMT "\" has the same version",
                                               TT_ARG(file->same_version)),
                      .detail = tt_str_format(tt_check_arena(check),
                                              "To " TT_FMT " a version is one migration: "
                                              "it stops with an error, or runs only one "
                                              "of the two.",
                                              TT_ARG(tt_check_tool(check))),
                      .hint = TT_STR("Rename the newer of the two files, so that it sorts "
                                     "behind all others."),
                  });
    }
}

TT_RULE(migration_version_duplicated) = {
    .summary = "two migrations of one folder have the same version",
    .family = TT_FAMILY_HISTORY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_file = on_file,
};
