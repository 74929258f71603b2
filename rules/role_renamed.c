/**
 * # Role or database renamed
 *
 * Sessions of a role that are open go on (a database can't be renamed while others
 * are connected to it, SQLSTATE 55006); each new connection that says the old name is
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
    bool is_database = change->object == TT_OBJECT_DATABASE;
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = change->certainty,
            .message = tt_str_format(arena,
                                     "renaming %s \"" TT_FMT
                                     "\" refuses new connections that say the old name",
                                     tt_object_word(change->object), TT_ARG(change->name.name)),
            .detail =
                is_database
                    ? TT_STR("PostgreSQL refuses it with SQLSTATE 55006 while anyone else is "
                             "connected to the database.")
                    : TT_STR(
                          "Open sessions go on, and pools fail when they open the next one."),
            .hint = is_database
                        ? TT_STR("Keep the name, or stop every client first and start them "
                                 "again with the new one: no database has two names.")
                        : TT_STR("Make a second role that is a member of the first, move every "
                                 "client over, and drop the old one later: no role has two "
                                 "names."),
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    tt_each_gone(check, migration, TT_CHANGE_RENAME, TT_GONE(ROLE) | TT_GONE(DATABASE), say);
}

TT_RULE(role_renamed) = {
    .summary = "renaming a role or database locks out those who connect by its name",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
