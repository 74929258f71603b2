/**
 * # Schema changed without timeouts
 *
 * Without a lock_timeout a change waits for its lock as long as it takes, and
 * without a statement_timeout it runs as long as it takes. Both are said here, once
 * a file, of any change; lock-timeout-missing speaks of strong locks only.
 *
 * CREATE INDEX CONCURRENTLY and VALIDATE CONSTRAINT take long on large tables, by
 * right: RESET the statement_timeout for them.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * SET lock_timeout = '2s';
 * SET statement_timeout = '1min';
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * ```
 */
#include "lint/rule.h"

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    (void)migration;
    const struct tt_unguarded *found = tt_check_unguarded(check);
    if (found->untimed.end == 0) {
        return;
    }
    tt_report(check, (struct tt_says){
                         .span = found->untimed,
                         .certainty = TT_PROVED,
                         .message = found->lock_timeout
                                        ? TT_STR("no statement_timeout is set before this")
                                        : TT_STR("no lock_timeout is set before this"),
                         .detail = TT_STR("It waits and runs for as long as it takes."),
                         .hint = TT_STR("Set both at the top of the file:\n"
                                        "SET lock_timeout = '2s';\n"
                                        "SET statement_timeout = '1min';"),
                     });
}

TT_RULE(timeouts_missing) = {
    .summary = "a file changes the schema without lock_timeout and statement_timeout",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:require-statement-timeout squawk:require-timeout-settings "
               "pgfence:missing-statement-timeout",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_migration = on_migration,
};
