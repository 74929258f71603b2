/**
 * # Change that is not written in SQL
 *
 * Liquibase makes SQL of changes like createTable or addColumn when it runs. tiptoe
 * reads SQL, so what these lock or break is not checked, and what they make is not
 * known when later statements are judged. `liquibase update-sql` prints all of it
 * as SQL, which tiptoe can check.
 *
 * ## Unsafe
 *
 * In a changelog, with `createTable` and the like:
 *
 * ```sql expect=1 file=no-sql
 * -- <addColumn tableName="orders"> …
 * SELECT 1;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN note text;
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    tt_report_remarks(check, file, TT_REMARK_NO_SQL);
}

TT_RULE(change_is_no_sql) = {
    .summary = "a changelog has changes that are not SQL, so they are not checked",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .on_file = on_file,
};
