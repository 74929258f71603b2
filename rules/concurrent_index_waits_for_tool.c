/**
 * # Concurrent index build that may wait for the tool's own lock
 *
 * CREATE INDEX CONCURRENTLY waits for transactions that began before it. Flyway
 * since 9.1.2 keeps one open while it migrates, on another connection, to hold its
 * lock in. The build then waits for Flyway and Flyway for the build, and neither
 * ends. Flyway's documentation says to turn that lock off for such statements.
 *
 * tiptoe says so where it finds Flyway's configuration and the lock is on in it,
 * or not mentioned, which is the same.
 *
 * ## Unsafe
 *
 * Without `flyway.postgresql.transactional.lock=false` in flyway.conf:
 *
 * ```sql expect=1 file=waits
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 *
 * ## Safe
 *
 * With it:
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    tt_report_remarks(check, file, TT_REMARK_WAITS);
}

TT_RULE(concurrent_index_waits_for_tool) = {
    .summary = "a concurrent index build may wait for ever for the migration tool's own lock",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_file = on_file,
};
