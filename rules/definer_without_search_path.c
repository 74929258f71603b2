/**
 * # SECURITY DEFINER function without a search_path
 *
 * Such a function runs with its owner's rights, and finds tables and operators along
 * the search_path of whoever calls it. A caller who can make objects in any schema of
 * that path, a temporary one included, can have the owner run code of their own.
 *
 * Set the path in the function, with `pg_temp` last. ALTER FUNCTION in the same
 * migration counts.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE FUNCTION pay(id int) RETURNS void LANGUAGE sql SECURITY DEFINER
 *     AS 'UPDATE invoices SET paid = true WHERE invoices.id = pay.id';
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE FUNCTION pay(id int) RETURNS void LANGUAGE sql SECURITY DEFINER
 *     SET search_path = billing, pg_temp
 *     AS 'UPDATE invoices SET paid = true WHERE invoices.id = pay.id';
 * ```
 */
#include "lint/rule.h"
#include "model/function.h"

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    const char *word = change->object == TT_OBJECT_PROCEDURE ? "PROCEDURE" : "FUNCTION";
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.message = tt_str_format(
        arena, "%s \"" TT_FMT "\" runs with its owner's rights along its caller's search_path",
        tt_object_word(change->object), TT_ARG(tt_say_name(check, change->name)));
    says.detail = TT_STR("Whoever can make objects in a schema of the path, pg_temp "
                         "included, can have the owner run code of theirs.");
    says.hint = tt_str_format(arena,
                              "Set the path in the function, pg_temp last:\n"
                              "ALTER %s " TT_FMT " SET search_path = <schema>, pg_temp;",
                              word, TT_ARG(tt_sql_name(check, change->name)));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        const struct tt_function *function = change->kind == TT_CHANGE_CREATE ? change->function
                                                                              : NULL;
        if (function && function->exists && function->definer && !function->has_path) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(definer_without_search_path) = {
    .summary = "a SECURITY DEFINER function runs along its caller's search_path",
    .family = TT_FAMILY_SECURITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
