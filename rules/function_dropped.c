/**
 * # Function or procedure dropped
 *
 * From COMMIT on, calls fail (SQLSTATE 42883), also those in the bodies of other
 * functions, which PostgreSQL looks up by name when they run. While a deploy runs, the
 * old version of the application still calls it.
 *
 * Drop it in a release after the one that stopped calling it. What the migration itself
 * made is exempt, and so are functions of triggers, and one that is made anew, be it with
 * other arguments.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP FUNCTION order_total(bigint);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * DROP FUNCTION order_total(bigint);
 * CREATE FUNCTION order_total(id bigint, net boolean DEFAULT false) RETURNS numeric
 *     LANGUAGE sql AS 'SELECT 1.0';
 * COMMIT;
 * ```
 */
#include "lint/gone.h"
#include "model/function.h"

/* One that was never seen and takes no arguments is most likely a trigger's. */
static bool is_for_triggers(struct tt_check *check, const struct tt_change *change)
{
    if (change->function) {
        return tt_is_for_triggers(change->function);
    }
    struct tt_str text = tt_check_text(check, change->span);
    const char *open = memchr(text.ptr, '(', text.len);
    return !open || (size_t)(open - text.ptr) + 1 == text.len || open[1] == ')';
}

static void say(struct tt_check *check, const struct tt_change *change)
{
    if (!is_for_triggers(check, change)) {
        tt_report_dropped(check, change,
                          TT_STR("From COMMIT on, calls fail with SQLSTATE 42883, those in the "
                                 "bodies of other functions too."));
    }
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP,
                 TT_GONE(FUNCTION) | TT_GONE(PROCEDURE) | TT_GONE(AGGREGATE), say);
}

TT_RULE(function_dropped) = {
    .summary = "dropping a function or procedure breaks running versions that call it",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
