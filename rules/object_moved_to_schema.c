/**
 * # Object moved to another schema
 *
 * SET SCHEMA is a rename: queries that name the old schema, or find the object
 * along a search_path that lacks the new one, fail from COMMIT on (SQLSTATE 42P01
 * for tables).
 *
 * A view of the old name, made in the same transaction, keeps tables working; it
 * has privileges of its own (GRANT), and see table-renamed for row security. Those
 * who say the new name need USAGE on the new schema. What the same migration made
 * is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE invoices SET SCHEMA billing;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TABLE invoices SET SCHEMA billing;
 * CREATE VIEW invoices AS SELECT * FROM billing.invoices;
 * COMMIT;
 * ```
 */
#include "lint/gone.h"

static struct tt_str hint(struct tt_check *check, const struct tt_change *change)
{
    bool is_table = change->object == TT_OBJECT_TABLE || change->object == TT_OBJECT_VIEW ||
                    change->object == TT_OBJECT_MATERIALIZED_VIEW;
    if (!is_table) {
        return tt_str_format(tt_check_arena(check),
                             "Keep the %s where it is while any running version looks for it "
                             "there, or add the new schema to the search_path of all of them "
                             "first.",
                             tt_object_word(change->object));
    }
    return tt_str_format(
        tt_check_arena(check),
        "Leave a view of the old name behind in the same transaction, and drop "
        "it in a later release:\nBEGIN;\n" TT_FMT ";\n"
        "-- GRANT USAGE ON SCHEMA " TT_FMT " TO <role>;\n" TT_FMT "\nCOMMIT;",
        TT_ARG(tt_check_text(check, change->span)),
        TT_ARG(tt_quote(tt_check_arena(check), change->new_name.schema)),
        TT_ARG(tt_sql_view_left(check, change->name, change->new_name)));
}

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(arena,
                                 "moving %s \"" TT_FMT "\" to schema \"" TT_FMT
                                 "\" breaks the application version still running",
                                 tt_object_word(change->object),
                                 TT_ARG(tt_say_name(check, change->name)),
                                 TT_ARG(change->new_name.schema));
    says.detail = TT_STR(
        "From COMMIT on, queries that name the old schema, or whose search_path "
        "lacks the new one, don't find it, until the last old instance is gone.");
    says.hint = hint(check, change);
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_MOVE,
                 TT_GONE(TABLE) | TT_GONE(VIEW) | TT_GONE(MATERIALIZED_VIEW) |
                     TT_GONE(SEQUENCE) | TT_GONE(TYPE) | TT_GONE(FUNCTION),
                 say);
}

TT_RULE(object_moved_to_schema) = {
    .summary = "SET SCHEMA breaks the application version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
