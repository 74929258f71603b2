/**
 * # Statement that the server ignores
 *
 * PostgreSQL answers some statements with a warning and does nothing: BEGIN in a
 * transaction, COMMIT or ROLLBACK outside of one, SET LOCAL outside of one. What
 * follows then runs otherwise than it reads. A COMMIT that was meant for an inner
 * BEGIN ends the outer transaction, also one that the migration tool has opened.
 *
 * ## Unsafe
 *
 * ```sql expect=2
 * BEGIN;
 * BEGIN;
 * ALTER TABLE users ADD COLUMN region text;
 * COMMIT;
 * COMMIT;
 * ```
 *
 * ```sql expect=1
 * SET LOCAL statement_timeout = 0;
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

static struct tt_str detail(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (outcome->block == TT_BLOCK_OF_TOOL) {
        return tt_str_format(arena,
                             "The server warns: " TT_FMT ". " TT_FMT
                             " has opened it around the file, and the next COMMIT ends that "
                             "one: what follows runs outside of it.",
                             TT_ARG(outcome->warning), TT_ARG(tt_check_tool(check)));
    }
    return tt_str_format(arena, "The server warns: " TT_FMT ". Nothing else happens.",
                         TT_ARG(outcome->warning));
}

/* lock-timeout-ineffective speaks of that, where it matters. */
static bool is_told(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const char *const words[] = {"lock_timeout"};
    return tt_first_of(tt_check_text(check, outcome->stmt->span), words, 1).len > 0;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    if (outcome->warning.len == 0 || is_told(check, outcome)) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = TT_STR("this statement does nothing");
    says.detail = detail(check, outcome);
    says.hint = TT_STR("Leave it out, or put BEGIN and COMMIT around what shall "
                       "be one transaction.");
    tt_report(check, says);
}

TT_RULE(statement_without_effect) = {
    .summary = "BEGIN, COMMIT or SET LOCAL that the server only warns of",
    .family = TT_FAMILY_TRANSACTIONS,
    .since = "0.1.0",
    .same_as = "squawk:transaction-nesting",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
