/**
 * # Dropped soon after it was made
 *
 * A table or column that one of the last three migrations made is most likely used by
 * the very version that runs now, or by one that a rollback brings back. Expand and
 * contract needs a release in between: one that neither reads nor writes it.
 *
 * What the same migration makes and drops is exempt, and so is what the first file
 * made, which may be a dump of an older schema.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int PRIMARY KEY);
 * -- next migration
 * ALTER TABLE users ADD COLUMN region text;
 * -- next migration
 * ALTER TABLE users DROP COLUMN region;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY);
 * -- next migration
 * ALTER TABLE users ADD COLUMN region text;
 * -- next migration
 * SELECT 1;
 * -- next migration
 * SELECT 2;
 * -- next migration
 * SELECT 3;
 * -- next migration
 * ALTER TABLE users DROP COLUMN region;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    unsigned age = tt_recent_files(check, change);
    bool temporary = change->relation && change->relation->temporary;
    if (age == 0 || temporary || change->is_partition) {
        return;
    }
    struct tt_str when = age == 1 ? TT_STR("the migration before this one")
                                  : tt_str_format(arena, "a migration %u before this one", age);
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.message = tt_str_format(
        arena, TT_FMT " made %s \"" TT_FMT "\": a running version may use it", TT_ARG(when),
        tt_object_word(change->object),
        TT_ARG(change->object == TT_OBJECT_COLUMN ? change->name.name
                                                  : tt_say_name(check, change->name)));
    says.detail = TT_STR("From COMMIT on, queries that name it fail, until the last instance "
                         "that does so is gone. A rollback of the application brings such "
                         "instances back.");
    says.hint = TT_STR("Leave it alone for a release that no longer names it. If no version "
                       "ever did, say so with \"tiptoe:ignore\" and the reason.");
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_DROP, TT_GONE(COLUMN) | TT_GONE(TABLE), say);
}

static const struct tt_rule_option options[] = {
    {"files", "how many migrations ago still counts as recent", 3, 1, 1000},
    {0},
};

TT_RULE(drop_too_soon) = {
    .options = options,
    .summary = "a table or column is dropped that a recent migration made",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "squawk:ban-drop-column squawk:ban-drop-table atlas:destructive "
               "atlas:DS102 atlas:DS103 pgfence:drop-column pgfence:drop-table "
               "strong_migrations:remove_column",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
