/**
 * # Key of type integer
 *
 * An integer key ends at 2,147,483,647, a smallint at 32,767, and making it a bigint
 * then rewrites a table that has become large. Rolled back transactions use numbers
 * up as well.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
 * ```
 */
#include "lint/typed.h"

/* The only column of the primary key, that refers to no other table. */
static bool is_key(const struct tt_typed *typed)
{
    bool key = false;
    const struct tt_constraint *each = typed->relation->constraints;
    for (; each; each = each->next) {
        bool alone = each->columns.count == 1 && each->columns.items[0] == typed->column;
        if (alone && each->kind == TT_FOREIGN_KEY) {
            return false;
        }
        key = key || (alone && each->kind == TT_PRIMARY_KEY);
    }
    return key;
}

static bool is_meant(const struct tt_typed *typed)
{
    return (tt_typed_is(typed, "int4") || tt_typed_is(typed, "int2")) &&
           (typed->column->identity || typed->type->serial || is_key(typed));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const struct tt_typed_words words = {
        .what = "is a key that runs out",
        .detail = "An integer ends at 2,147,483,647 and a smallint at 32,767; "
                  "making it a bigint then rewrites a large table.",
        .hint = "Use bigint.",
    };
    tt_report_typed(check, outcome, is_meant, words);
}

TT_RULE(key_of_integer) = {
    .summary = "a key of type integer or smallint, which runs out",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:prefer-bigint-over-int squawk:prefer-bigint-over-smallint "
               "squawk:prefer-big-int "
               "pgfence:prefer-bigint-over-int strong_migrations:short_primary_key_type",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
