/**
 * # Sequence renamed in one step
 *
 * Defaults of columns follow a sequence by its identity and go on working. Calls
 * that name it, `nextval('orders_id_seq')` in the application or in an ORM's
 * mapping, fail from COMMIT on (SQLSTATE 42P01).
 *
 * A sequence made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER SEQUENCE order_numbers RENAME TO invoice_numbers;
 * ```
 *
 * ## Safe
 *
 * Keep the name, or let the application ask for it by a function whose body you
 * can change in the same transaction.
 *
 * ```sql
 * CREATE SEQUENCE invoice_numbers;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(arena,
                                 "renaming sequence \"" TT_FMT "\" breaks calls that name it",
                                 TT_ARG(tt_say_name(check, change->name)));
    says.detail = tt_str_format(
        arena,
        "Defaults of columns go on working, but nextval('" TT_FMT
        "') in the application fails with SQLSTATE 42P01 from COMMIT on.",
        TT_ARG(tt_say_name(check, change->name)));
    says.hint = TT_STR("Keep the name while any running version asks for it.");
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(SEQUENCE), say);
}

TT_RULE(sequence_renamed) = {
    .summary = "renaming a sequence breaks nextval() calls of the version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
