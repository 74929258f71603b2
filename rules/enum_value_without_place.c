/**
 * # Enum value without a place
 *
 * Values of an enum are ordered. Without BEFORE or AFTER a new one comes last,
 * whatever it means.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TYPE priority ADD VALUE 'medium';
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TYPE priority ADD VALUE 'medium' AFTER 'low';
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const char *const words[] = {"before", "after"};
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE,
                                                    TT_OBJECT_ENUM_VALUE);
    if (!change || tt_first_of(tt_check_text(check, outcome->stmt->span), words, 2).len > 0) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = tt_str_format(tt_check_arena(check),
                                 "value \"" TT_FMT "\" comes behind all others of the enum",
                                 TT_ARG(change->name.name));
    says.detail = TT_STR("ORDER BY and comparisons go by the place of the value.");
    says.hint = TT_STR("Say BEFORE or AFTER which one it stands.");
    tt_report(check, says);
}

TT_RULE(enum_value_without_place) = {
    .summary = "ADD VALUE without BEFORE or AFTER",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:require-enum-value-ordering pgfence:alter-enum-no-ordering",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
