/**
 * # Column of type varchar(n)
 *
 * A limit is a CHECK that has no name: making it smaller rewrites the table, and
 * longer values fail where one thinks of it least. text with a CHECK costs the same
 * and can be changed with NOT VALID.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN name varchar(50);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN name text;
 * ```
 */
#include "lint/typed.h"

static bool is_meant(const struct tt_typed *typed)
{
    return tt_typed_is(typed, "varchar") && typed->type->mod_count > 0;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is of type varchar with a limit",
        .detail = "Making the limit smaller later rewrites the table under "
                  "ACCESS EXCLUSIVE.",
        .hint = "Use text, and a CHECK where the length matters: it can be "
                "added NOT VALID.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(column_of_limited_varchar) = {
    .summary = "a column of type varchar(n), whose limit is hard to lower",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:prefer-text-field pgfence:prefer-text-field",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
