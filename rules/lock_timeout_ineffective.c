/**
 * # lock_timeout that does not work
 *
 * The file sets lock_timeout, but not for the statement that needs it: the value is
 * 0, which means to wait without end; it was reset before; SET LOCAL stands outside a
 * transaction block, where the server only warns; COMMIT has ended it; it is set
 * after the statement; or it is so long that those who queue up behind the statement
 * have given up before.
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
 * ```sql expect=1
 * SET lock_timeout = '10min';
 * ALTER TABLE users ADD COLUMN region text;
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

static struct tt_str say_duration(struct tt_arena *arena, int milliseconds)
{
    static const struct {
        const char *name;
        int milliseconds;
    } units[] = {{"days", 86400000}, {"hours", 3600000}, {"minutes", 60000}, {"seconds", 1000}};
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (milliseconds % units[i].milliseconds == 0) {
            int count = milliseconds / units[i].milliseconds;
            int len = (int)strlen(units[i].name) - (count == 1);
            return tt_str_format(arena, "%d %.*s", count, len, units[i].name);
        }
    }
    return tt_str_format(arena, "%d ms", milliseconds);
}

static void report_long(struct tt_check *check, const struct tt_long_wait *wait)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str duration = say_duration(arena, wait->timeout.milliseconds);
    tt_report(check,
              (struct tt_says){
                  .span = wait->timeout.span,
                  .certainty = TT_PROVED,
                  .message = tt_str_format(
                      arena, "with this lock_timeout queries may stand still for " TT_FMT,
                      TT_ARG(duration)),
                  .detail = tt_str_format(
                      arena,
                      "While a statement waits for its lock on \"" TT_FMT
                      "\", all queries that come later wait behind it: up to " TT_FMT ".",
                      TT_ARG(tt_say_name(check, wait->name)), TT_ARG(duration)),
                  .hint = TT_STR("Wait for a few seconds, and try again when it strikes:\n"
                                 "SET lock_timeout = '2s';"),
                  .also = {{wait->span, TT_STR("this waits for so long")}},
                  .also_count = 1,
              });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    (void)migration;
    const struct tt_unguarded *found = tt_check_unguarded(check);
    const struct tt_long_wait *longest = &found->longest;
    if (longest->relation &&
        longest->timeout.milliseconds / 1000 >= tt_check_option(check, 0)) {
        report_long(check, longest);
    }
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

static const struct tt_rule_option options[] = {
    {"seconds", "from how many seconds on a lock_timeout is too long", 60, 1, 2147483},
    {0},
};

TT_RULE(lock_timeout_ineffective) = {
    .options = options,
    .summary = "lock_timeout is zero, reset, over, too long or set too late where it is needed",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:require-lock-timeout squawk:require-timeout-settings "
               "pgfence:lock-timeout-zero pgfence:lock-timeout-too-long "
               "pgfence:lock-timeout-after-dangerous-statement",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
