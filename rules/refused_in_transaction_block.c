/**
 * # Statement that can't run in a transaction block
 *
 * Some statements manage transactions of their own, so PostgreSQL refuses them
 * between BEGIN and COMMIT (SQLSTATE 25001): CREATE INDEX CONCURRENTLY, DROP
 * INDEX CONCURRENTLY, REINDEX … CONCURRENTLY, VACUUM and others.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    if (!outcome->refused_in_block || !outcome->in_block) {
        return;
    }
    tt_report(check, (struct tt_says){
                         .span = outcome->stmt->span,
                         .certainty = TT_PROVED,
                         .message = TT_STR("this statement is refused inside a transaction "
                                           "block"),
                         .detail = TT_STR("It commits on its own as it goes. PostgreSQL stops "
                                          "with SQLSTATE 25001, and the whole transaction is "
                                          "rolled back."),
                         .hint = TT_STR("Move it to a migration of its own, without BEGIN and "
                                        "COMMIT, which the tool runs without a transaction."),
                     });
}

TT_RULE(refused_in_transaction_block) = {
    .summary = "the statement is refused between BEGIN and COMMIT",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
