/**
 * # File that the migration tool itself refuses
 *
 * Some files never reach the server, since the tool that should run them stops
 * first. Flyway, for one, runs a file outside a transaction when a statement in it
 * needs that, as CREATE INDEX CONCURRENTLY does, and refuses a file that holds
 * others too, be it a SET. The deploy fails, with nothing changed.
 *
 * ## Unsafe
 *
 * As a file of Flyway's:
 *
 * ```sql expect=1 file=refused
 * SET lock_timeout = '2s';
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    tt_report_remarks(check, file, TT_REMARK_REFUSED);
}

TT_RULE(refused_by_migration_tool) = {
    .summary = "the migration tool itself refuses to run the file",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_file = on_file,
};
