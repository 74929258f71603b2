/**
 * # Role or database renamed
 *
 * Sessions that are open go on; each new connection that says the old name is
 * refused (SQLSTATE 28000 or 3D000). Connection pools notice when they next open
 * one, which may be hours later. Renaming a role also clears a password that is
 * stored as an MD5 hash.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER ROLE app RENAME TO app_writer;
 * ```
 *
 * ## Safe
 *
 * Make a second role, grant it the first, move the applications over, and drop the
 * old one.
 *
 * ```sql
 * CREATE ROLE app_writer LOGIN IN ROLE app;
 * ```
 */
#include "lint/gone.h"

static void say(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = change->certainty,
            .message = tt_str_format(arena,
                                     "renaming %s \"" TT_FMT
                                     "\" refuses new connections that say the old name",
                                     tt_object_word(change->object), TT_ARG(change->name.name)),
            .detail = TT_STR(
                "Open sessions go on, and pools fail when they open the next one."),
            .hint = TT_STR("Let both names work until every client says the new one."),
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_OBJECT_ROLE, say);
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_OBJECT_DATABASE, say);
}

TT_RULE(role_renamed) = {
    .summary = "renaming a role or database locks out those who connect by its name",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
