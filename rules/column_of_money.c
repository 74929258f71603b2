/**
 * # Column of type money
 *
 * How many digits money has, and how it is written, is a matter of the server's
 * lc_monetary: the same bytes are another amount on another server.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD COLUMN total money;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN total numeric(12, 2);
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return tt_typed_is(typed, "money");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is of type money",
        .detail = "Its digits and signs depend on lc_monetary of the server, "
                  "and a division loses fractions.",
        .hint = "Use numeric, or bigint of the smallest coin.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_money) = {
    .summary = "a column of type money, which depends on lc_monetary",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
