/**
 * # NOT NULL column added without a default
 *
 * The rows that are there would have no value for the column, so PostgreSQL
 * refuses the statement as soon as the table holds one row (SQLSTATE 23502).
 * It works on an empty development database and fails in production.
 *
 * A constant default costs nothing: PostgreSQL stores it once (since 11).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD COLUMN currency text NOT NULL;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';
 * ```
 *
 * Where no constant will do, add the column nullable, fill it in batches, and
 * make it NOT NULL later.
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN currency text;
 * ```
 */
#include "lint/rule.h"

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, change->owner);
    struct tt_str column = tt_quote(arena, change->name.name);
    struct tt_str type = tt_type_format(arena, &change->column->type);
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(arena,
                                 "adding the NOT NULL column \"" TT_FMT
                                 "\" without a default fails when \"" TT_FMT "\" holds a row",
                                 TT_ARG(change->name.name),
                                 TT_ARG(tt_say_name(check, change->owner)));
    says.detail = TT_STR("Rows that are there have no value for the column: PostgreSQL "
                         "stops with SQLSTATE 23502. It passes only where the table is "
                         "empty.");
    says.hint = tt_str_format(
        arena,
        "Give it a constant default, which costs nothing:\n"
        "ALTER TABLE " TT_FMT " ADD COLUMN " TT_FMT " " TT_FMT " NOT NULL DEFAULT <value>;\n"
        "or add it nullable, fill it in batches, and make it NOT NULL later:\n"
        "ALTER TABLE " TT_FMT " ADD COLUMN " TT_FMT " " TT_FMT ";",
        TT_ARG(table), TT_ARG(column), TT_ARG(type), TT_ARG(table), TT_ARG(column),
        TT_ARG(type));
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        bool adds = change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_COLUMN;
        if (adds && change->not_null && !change->has_default &&
            tt_check_may_hold_rows(check, change->relation)) {
            report(check, change);
        }
    }
}

TT_RULE(column_added_not_null_without_default) = {
    .summary = "ADD COLUMN NOT NULL without a default fails on a table with rows",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .same_as = "squawk:adding-required-field atlas:data_depend atlas:MF103 "
               "pgfence:add-column-not-null-no-default",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
