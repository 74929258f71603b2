/**
 * # Statement that passes only on empty tables
 *
 * It works in a test database and fails in production: as soon as the table holds a
 * row (or two, for a key that gives all rows the same value), PostgreSQL refuses it,
 * whatever is in them.
 *
 * ADD COLUMN NOT NULL without a default has a rule of its own.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN code text DEFAULT 'x' UNIQUE;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN code text;
 * ```
 */
#include "lint/rule.h"

/* column-added-not-null-without-default speaks of that. */
static bool is_told(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_COLUMN &&
            change->not_null && !change->has_default) {
            return true;
        }
    }
    return false;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails;
    struct tt_arena *arena = tt_check_arena(check);
    if (fails->when != TT_FAILS_WITH_ROWS || !fails->relation || is_told(outcome) ||
        !tt_check_may_hold_rows(check, fails->relation)) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = fails->span,
            .certainty = fails->relation->known ? TT_PROVED : TT_ASSUMED,
            .message = tt_str_format(arena, "this fails as soon as \"" TT_FMT "\" holds rows",
                                     TT_ARG(tt_say_name(check, fails->relation->name))),
            .detail = tt_str_format(arena, "PostgreSQL stops with SQLSTATE %s: " TT_FMT ".",
                                    fails->sqlstate, TT_ARG(fails->why)),
            .hint = TT_STR("Add the column without the constraint, give each row its value, "
                           "and add the constraint afterwards."),
        });
}

TT_RULE(fails_with_rows) = {
    .summary = "the statement passes only where the table is empty",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
