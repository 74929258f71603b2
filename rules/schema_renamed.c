/**
 * # Schema renamed in one step
 *
 * Everything in the schema gets a new name at once. From COMMIT on, queries that
 * say the old one fail, and a `search_path` that names it finds nothing (SQLSTATE
 * 42P01).
 *
 * A schema made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER SCHEMA billing RENAME TO accounting;
 * ```
 *
 * ## Safe
 *
 * Make the new schema, and move one table at a time, each with a view left behind
 * in the old one. Privileges don't come along: GRANT USAGE on the new schema, and
 * on each view what the application's role had on the table.
 *
 * ```sql
 * CREATE SCHEMA accounting;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str new_name = tt_quote(arena, change->new_name.name);
    struct tt_str old_name = tt_quote(arena, change->name.name);
    tt_report_renamed(
        check, change,
        tt_str_format(arena,
                      "From COMMIT on, every query and search_path that says \"" TT_FMT
                      "\" finds nothing there, until the last old instance is gone.",
                      TT_ARG(change->name.name)),
        tt_str_format(
            arena,
            "Make the new schema and move one table at a time, with a view left behind in the "
            "old one:\n"
            "CREATE SCHEMA " TT_FMT ";\n"
            "-- GRANT USAGE ON SCHEMA " TT_FMT " TO <role>;\n"
            "ALTER TABLE " TT_FMT ".<table> SET SCHEMA " TT_FMT ";\n"
            "CREATE VIEW " TT_FMT ".<table>%s AS SELECT * FROM " TT_FMT ".<table>;\n"
            "-- GRANT SELECT, INSERT, UPDATE, DELETE ON " TT_FMT ".<table> TO <role>;",
            TT_ARG(new_name), TT_ARG(new_name), TT_ARG(old_name), TT_ARG(new_name),
            TT_ARG(old_name),
            tt_check_pg_version(check) >= 15 ? " WITH (security_invoker)" : "",
            TT_ARG(new_name), TT_ARG(old_name)));
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(SCHEMA), say);
}

TT_RULE(schema_renamed) = {
    .summary = "renaming a schema breaks every query and search_path that names it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "pgfence:rename-schema strong_migrations:rename_schema",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
