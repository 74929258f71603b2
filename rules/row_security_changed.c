/**
 * # Row security turned off, or on without a policy
 *
 * DISABLE ROW LEVEL SECURITY shows every row to whoever may read the table: policies
 * stay and do nothing. ENABLE without any policy does the opposite: to all but the
 * owner the table seems empty from COMMIT on, and their writes fail (SQLSTATE 42501).
 *
 * Make the policies in the transaction that enables it. A table made by the same
 * migration is exempt, and so is ENABLE on a table whose migrations were not seen.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE invoices DISABLE ROW LEVEL SECURITY;
 * ```
 *
 * ```sql expect=1
 * CREATE TABLE invoices (id int PRIMARY KEY, tenant int);
 * -- next migration
 * ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE invoices (id int PRIMARY KEY, tenant int);
 * -- next migration
 * BEGIN;
 * CREATE POLICY by_tenant ON invoices USING (tenant = current_setting('app.tenant')::int);
 * ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
 * COMMIT;
 * ```
 */
#include <string.h>

#include "lint/rule.h"

static bool has_policy(const struct tt_relation *relation)
{
    for (const struct tt_dependent *each = relation->dependents; each; each = each->next) {
        if (strcmp(each->kind, "policy") == 0) {
            return true;
        }
    }
    return false;
}

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool off = change->kind == TT_CHANGE_ROW_SECURITY_OFF;
    struct tt_str table = tt_say_name(check, change->relation->name);
    struct tt_says says = tt_about_change(change);
    says.message = off ? tt_str_format(arena,
                                       "every row of \"" TT_FMT
                                       "\" is shown to all who may read it",
                                       TT_ARG(table))
                       : tt_str_format(arena,
                                       "\"" TT_FMT "\" has no policy: to all but its owner it "
                                       "seems empty",
                                       TT_ARG(table));
    says.detail = off ? TT_STR("Policies stay and do nothing any more.")
                      : TT_STR("Row security without a policy lets no row through. "
                               "Reads find nothing, and writes fail with SQLSTATE "
                               "42501.");
    says.hint = off ? TT_STR("Change the policy that is in the way, or give the role "
                             "that needs all rows BYPASSRLS.")
                    : tt_str_format(arena,
                                    "Make the policy in the same transaction:\n"
                                    "CREATE POLICY <name> ON " TT_FMT " USING (...);",
                                    TT_ARG(tt_sql_name(check, change->relation->name)));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        bool bare = change->kind == TT_CHANGE_ROW_SECURITY_ON && change->relation->known &&
                    !has_policy(change->relation);
        if ((bare || change->kind == TT_CHANGE_ROW_SECURITY_OFF) && !change->is_new) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(row_security_changed) = {
    .summary = "row security is turned off, or on where there is no policy",
    .family = TT_FAMILY_SECURITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
