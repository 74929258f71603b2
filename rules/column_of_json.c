/**
 * # Column of type json
 *
 * json keeps the text as it came, with its blanks and doubled keys. It has no
 * equality: DISTINCT, GROUP BY and UNION over it fail (SQLSTATE 42883), and no index
 * reaches into it. jsonb has all of that.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE events ADD COLUMN body json;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE events ADD COLUMN body jsonb;
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return tt_typed_is(typed, "json");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is of type json",
        .detail = "json has no equality, so DISTINCT, GROUP BY and UNION over "
                  "it fail with SQLSTATE 42883, and no index reaches into it.",
        .hint = "Use jsonb.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_json) = {
    .summary = "a column of type json, which has no equality",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "eugene:E3 pgfence:add-column-json strong_migrations:add_column_json",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
