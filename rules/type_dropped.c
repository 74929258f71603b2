/**
 * # Type or domain dropped
 *
 * From COMMIT on, casts and parameters that say the name fail (SQLSTATE 42704), also
 * in drivers that look types up by name. With CASCADE, all columns of the type go with
 * it, and what they held.
 *
 * What the migration itself made is exempt, and so is a type that is made anew under
 * its name in the same transaction.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DROP TYPE mood;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * ALTER TYPE mood RENAME TO mood_old;
 * CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
 * DROP TYPE mood_old;
 * COMMIT;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (change->if_exists) {
        return;
    }
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = change->certainty,
            .message = tt_str_format(
                arena,
                "dropping %s \"" TT_FMT "\" breaks every running version that still names it",
                tt_object_word(change->object), TT_ARG(tt_say_name(check, change->name))),
            .detail = TT_STR("From COMMIT on, casts to it and parameters of it fail with "
                             "SQLSTATE 42704."),
            .hint = TT_STR("Drop it in a release after the one that stopped naming it. If "
                           "this is that release, say so with \"tiptoe:ignore\" and the "
                           "reason."),
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_OBJECT_TYPE, say);
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_OBJECT_DOMAIN, say);
}

TT_RULE(type_dropped) = {
    .summary = "dropping a type or domain breaks casts of the version still running",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
