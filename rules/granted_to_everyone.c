/**
 * # Privileges granted to PUBLIC
 *
 * PUBLIC is every role that there is and will be, also those of other applications in
 * the database. A grant of tables to it shows or gives them to all; CREATE in a schema
 * lets anyone put objects there that others then take for theirs.
 *
 * Grant to the roles that need it. ALTER DEFAULT PRIVILEGES … TO PUBLIC does the same
 * for all tables to come.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * GRANT SELECT ON invoices TO PUBLIC;
 * ```
 *
 * ```sql expect=1
 * GRANT ALL ON SCHEMA billing TO PUBLIC;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * GRANT SELECT ON invoices TO reporting;
 * GRANT USAGE ON SCHEMA billing TO PUBLIC;
 * REVOKE ALL ON invoices FROM PUBLIC;
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        if (change->kind != TT_CHANGE_GRANT_PUBLIC) {
            continue;
        }
        bool schema = change->object == TT_OBJECT_SCHEMA;
        struct tt_says says = tt_about_change(change);
        says.certainty = TT_PROVED;
        says.message = schema ? TT_STR("this lets every role make objects in the schema")
                              : TT_STR("this opens tables to every role");
        says.detail = TT_STR("PUBLIC is every role that there is and will be, also of "
                             "other applications in the database.");
        says.hint = TT_STR("Grant it to the roles that need it, by name.");
        tt_report(check, says);
    }
}

TT_RULE(granted_to_everyone) = {
    .summary = "GRANT … TO PUBLIC opens tables, or CREATE in a schema, to every role",
    .family = TT_FAMILY_SECURITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
