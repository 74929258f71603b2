/**
 * # Column of type timestamp
 *
 * timestamp holds what a clock on the wall shows, of no known time zone: what moment
 * that is depends on who reads it. timestamptz holds the moment, in the same eight
 * bytes.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN seen_at timestamp;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN seen_at timestamptz;
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return tt_typed_is(typed, "timestamp");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is of type timestamp",
        .detail = "Without a time zone it tells no moment: sessions of other "
                  "time zones read another one.",
        .hint = "Use timestamptz: it takes the same eight bytes.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_timestamp) = {
    .summary = "a column of type timestamp, which tells no moment",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as =
        "squawk:prefer-timestamp-tz squawk:prefer-timestamptz pgfence:prefer-timestamptz",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
