/**
 * # NOT NULL dropped
 *
 * From COMMIT on, rows may hold NULL, and readers that never met one do: a driver
 * that scans into a plain integer fails, and comparisons with NULL are neither true
 * nor false.
 *
 * Let every reader cope with NULL first.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ALTER COLUMN email SET DEFAULT '';
 * ```
 */
#include "lint/rule.h"

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(
        tt_check_arena(check),
        "readers of \"" TT_FMT "\" of \"" TT_FMT "\" meet NULL from now on",
        TT_ARG(change->name.name), TT_ARG(tt_say_name(check, change->owner)));
    says.detail = TT_STR("The version still running has never seen one there.");
    says.hint = TT_STR("Let every reader cope with NULL in an earlier release.");
    tt_report(check, says);
}

/* At the end of the migration: another column may have its name by then. */
static bool is_met(const struct tt_change *change)
{
    const struct tt_column *read = tt_find_column(change->relation, change->name.name);
    return !read || read == change->column || !read->not_null;
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == TT_CHANGE_NULLABLE && !change->is_new && is_met(change)) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(not_null_dropped) = {
    .summary = "a column takes NULL that readers do not expect",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:ban-drop-not-null pgfence:drop-not-null",
    .severity = TT_WARNING,
    .preset = TT_PRESET_STRICT,
    .on_migration = on_migration,
};
