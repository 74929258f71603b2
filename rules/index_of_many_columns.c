/**
 * # Index of many columns
 *
 * Each column more makes every write dearer, and a query gains from it only when it
 * asks for those before it as well. Unique indexes are exempt: their columns are
 * what must be unique.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE INDEX CONCURRENTLY orders_by ON orders (customer_id, state, placed_at, total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_by ON orders (customer_id, placed_at);
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_INDEX);
    const struct tt_index *index = change ? change->index : NULL;
    size_t most = (size_t)tt_check_option(check, 0);
    if (!index || index->unique || index->key_count <= most) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = tt_str_format(tt_check_arena(check), "index \"" TT_FMT "\" has %zu columns",
                                 TT_ARG(change->name.name), index->key_count);
    says.detail = TT_STR("Each makes writes dearer, and helps only queries that "
                         "ask for those before it as well.");
    says.hint = TT_STR("Keep the columns that tell rows apart best, and put "
                       "what is only read behind INCLUDE.");
    tt_report(check, says);
}

static const struct tt_rule_option options[] = {
    {"columns", "how many an index may have", 3, 1, 32},
    {0},
};

TT_RULE(index_of_many_columns) = {
    .summary = "an index of more columns than a team allows",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "strong_migrations:add_index_columns",
    .options = options,
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
