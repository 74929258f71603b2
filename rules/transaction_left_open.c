/**
 * # Transaction that is never committed
 *
 * The file says BEGIN and ends without COMMIT. When psql or a driver closes the
 * connection, the server rolls everything back: the migration seems to have worked
 * and nothing is there. Where the connection stays open, its locks stay too.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * COMMIT;
 * ```
 */
#include "lint/rule.h"

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    (void)migration;
    struct tt_span begin;
    if (!tt_check_left_open(check, &begin)) {
        return;
    }
    tt_report(check, (struct tt_says){
                         .span = begin,
                         .certainty = TT_PROVED,
                         .message = TT_STR("this transaction is never committed"),
                         .detail = TT_STR("The file ends inside of it. When the connection is "
                                          "closed, the server rolls all of it back; until then "
                                          "it holds its locks."),
                         .hint = TT_STR("End it with COMMIT."),
                     });
}

TT_RULE(transaction_left_open) = {
    .summary = "BEGIN without COMMIT: all of it is rolled back",
    .family = TT_FAMILY_TRANSACTIONS,
    .since = "0.1.0",
    .same_as = "squawk:ban-uncommitted-transaction pgfence:unclosed-transaction",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
