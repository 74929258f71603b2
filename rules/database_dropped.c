/**
 * # Database dropped, or all that a role owns
 *
 * DROP DATABASE takes everything in it, and is refused while anyone is connected (SQLSTATE
 * 55006) unless FORCE throws them out. DROP OWNED takes every object of the role in the
 * database, and its privileges. A migration that runs against the wrong server leaves
 * nothing behind.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP DATABASE shop;
 * ```
 *
 * ```sql expect=1
 * DROP OWNED BY reporting CASCADE;
 * ```
 *
 * ## Safe
 *
 * Drop things by name, in a release after the one that stopped using them.
 *
 * ```sql
 * REASSIGN OWNED BY reporting TO shop;
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    bool database = tt_str_is(outcome->stmt->kind, "DropdbStmt");
    if (!database && !tt_str_is(outcome->stmt->kind, "DropOwnedStmt")) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = database ? TT_STR("this throws away a whole database")
                            : TT_STR("this throws away all that a role owns");
    says.detail = TT_STR("Whatever it is run against, all of it is gone, and comes back "
                         "from a backup only.");
    says.hint = TT_STR("Leave it to an operator, outside of the migrations; or drop "
                       "things by name.");
    tt_report(check, says);
}

TT_RULE(database_dropped) = {
    .summary = "DROP DATABASE or DROP OWNED throws away everything",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .same_as = "squawk:ban-drop-database pgfence:drop-database",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
