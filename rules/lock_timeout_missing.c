/**
 * # Strong lock without lock_timeout
 *
 * ALTER TABLE waits until every query that uses the table has ended, and all queries
 * that come later wait behind it. One long report can stop the application that way,
 * although the change itself takes no time. With lock_timeout the migration gives up
 * instead (SQLSTATE 55P03), and can be tried again.
 *
 * Said once a file, for the first statement that takes ACCESS EXCLUSIVE, SHARE ROW
 * EXCLUSIVE or SHARE on a table in use, unless another rule speaks of the same
 * statement. A statement_timeout counts too.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * SET lock_timeout = '2s';
 * ALTER TABLE users ADD COLUMN region text;
 * ```
 */
#include "lint/rule.h"

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    (void)migration;
    const struct tt_unguarded *found = tt_check_unguarded(check);
    if (!found->relation || found->timeout.state != TT_TIMEOUT_UNSET || found->late.end > 0) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(
        check,
        (struct tt_says){
            .span = found->span,
            .certainty = found->certainty,
            .yields = true,
            .message = tt_str_format(
                arena, "no lock_timeout ends the wait for this lock on \"" TT_FMT "\"",
                TT_ARG(tt_say_name(check, found->name))),
            .detail = tt_str_format(
                arena,
                "It asks for " TT_FMT " and waits for every transaction that has used it "
                "in a way that conflicts, however long that one lasts. Meanwhile %s that "
                "come later wait behind it.",
                TT_ARG(tt_lock_name(found->mode)), tt_say_blocked(found->mode)),
            .hint = TT_STR("Let it give up and be tried again:\nSET lock_timeout = '2s';"),
            .fix = tt_fix_lock_timeout(check, found),
        });
}

TT_RULE(lock_timeout_missing) = {
    .summary = "a strong lock is waited for without lock_timeout",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-lock-timeout squawk:require-timeout-settings "
               "eugene:E9 pgfence:missing-lock-timeout",
    .fixes = true,
    .severity = TT_NOTICE,
    .strict_severity = TT_WARNING,
    .on_migration = on_migration,
};
