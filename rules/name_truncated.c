/**
 * # Name that PostgreSQL cuts off
 *
 * Names have 63 bytes. Longer ones are cut off with no more than a NOTICE: two that
 * begin alike become one, and what the application asks for by the whole name is
 * found only as long as it is cut off there, too.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE INDEX CONCURRENTLY
 * orders_of_customers_that_were_placed_in_the_last_twelve_months_by_state ON orders (state);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_of_last_year_by_state ON orders (state);
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    enum { NAME_BYTES = 63 };
    struct tt_str text = tt_check_text(check, outcome->stmt->span), name;
    size_t at = 0;
    while (outcome->changes.count > 0 && (name = tt_next_long_name(text, &at)).len > 0) {
        size_t start = outcome->stmt->span.start + (size_t)(name.ptr - text.ptr);
        tt_report(check,
                  (struct tt_says){
                      .span = {start, start + name.len},
                      .certainty = TT_PROVED,
                      .message = tt_str_format(
                          tt_check_arena(check),
                          "PostgreSQL keeps 63 of the %zu bytes of this name: \"" TT_FMT "\"",
                          name.len, TT_ARG(tt_str_slice(name, 0, NAME_BYTES))),
                      .detail = TT_STR("It says so with a NOTICE that few tools show. Two "
                                       "names that begin alike become one."),
                      .hint = TT_STR("Give it a shorter name."),
                  });
    }
}

TT_RULE(name_truncated) = {
    .summary = "a name of more than 63 bytes, which is cut off",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:identifier-too-long",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_RECOMMENDED,
    .on_outcome = on_outcome,
};
