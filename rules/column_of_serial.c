/**
 * # Column of type serial
 *
 * serial is an integer, a default, and a sequence that needs privileges of its own.
 * GENERATED … AS IDENTITY is the standard's, and keeps hand-written values out
 * unless it is asked. Behind ADD COLUMN both rewrite the table.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE orders (id bigserial PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return typed->type->serial;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is a serial",
        .detail = "Its sequence needs privileges of its own, and a hand-written"
                  " value goes in without a word.",
        .hint = "Use bigint GENERATED ALWAYS AS IDENTITY.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_serial) = {
    .summary = "a serial column, where an identity column would do",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:prefer-identity pgfence:prefer-identity",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
