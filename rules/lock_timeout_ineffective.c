/**
 * # lock_timeout that does not work
 *
 * The file sets lock_timeout, but not for the statement that needs it: the value is
 * 0, which means to wait without end; it was reset before; SET LOCAL stands outside a
 * transaction block, where the server only warns; COMMIT has ended it; or it is set
 * after the statement.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * SET LOCAL lock_timeout = '2s';
 * ALTER TABLE users ADD COLUMN region text;
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text;
 * SET lock_timeout = '2s';
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * SET LOCAL lock_timeout = '2s';
 * ALTER TABLE users ADD COLUMN region text;
 * COMMIT;
 * ```
 */
#include "lint/rule.h"

static const struct reason {
    const char *message;
    const char *detail;
} reasons[] = {
    [TT_TIMEOUT_UNSET] = {"lock_timeout is set too late",
                          "A statement before it has waited for its lock without a limit."},
    [TT_TIMEOUT_ON] = {"", ""},
    [TT_TIMEOUT_ZERO] = {"a lock_timeout of 0 waits without end",
                         "0 turns the timeout off, also one that the role or database sets."},
    [TT_TIMEOUT_RESET] = {"lock_timeout is reset before it is needed",
                          "It goes back to what role, database or server say, which is to wait "
                          "without end unless someone has changed that."},
    [TT_TIMEOUT_OUTSIDE] = {"SET LOCAL does nothing outside a transaction block",
                            "The server warns and leaves lock_timeout as it was."},
    [TT_TIMEOUT_ENDED] = {"COMMIT ends this lock_timeout before it is needed",
                          "SET LOCAL lasts until its transaction ends."},
};

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    (void)migration;
    const struct tt_unguarded *found = tt_check_unguarded(check);
    enum tt_timeout_state state = found->timeout.state;
    bool late = state == TT_TIMEOUT_UNSET && found->late.end > 0;
    if (!found->relation || (state == TT_TIMEOUT_UNSET && !late)) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(
        check,
        (struct tt_says){
            .span = late ? found->late : found->timeout.span,
            .certainty = TT_PROVED,
            .message = tt_str_from(reasons[state].message),
            .detail = tt_str_from(reasons[state].detail),
            .hint = late ? TT_STR("Move it before the first statement that takes a lock.")
                         : TT_STR(
                               "Set it for the session, before the first statement that takes "
                               "a lock:\nSET lock_timeout = '2s';"),
            .also = {{found->span,
                      tt_str_format(arena, "this may wait without end for \"" TT_FMT "\"",
                                    TT_ARG(tt_say_name(check, found->name)))}},
            .also_count = 1,
        });
}

TT_RULE(lock_timeout_ineffective) = {
    .summary = "lock_timeout is zero, reset, over or set too late where it is needed",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-lock-timeout squawk:require-timeout-settings "
               "pgfence:lock-timeout-zero "
               "pgfence:lock-timeout-after-dangerous-statement",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
