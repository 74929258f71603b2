/**
 * # Column of type char(n)
 *
 * char(n) fills values up with blanks to their length: it saves no space, and
 * comparisons pass over the blanks while LIKE and length() of other types don't.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE countries ADD COLUMN code char(2);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE countries ADD COLUMN code text CHECK (length(code) = 2);
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return tt_typed_is(typed, "bpchar");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is of type char",
        .detail = "char(n) fills values up with blanks. It saves neither space "
                  "nor time.",
        .hint = "Use text, and a CHECK where the length matters.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_char) = {
    .summary = "a column of type char(n), which is filled up with blanks",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:ban-char-field pgfence:ban-char-field",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
