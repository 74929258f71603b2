/**
 * # File that can't be run again when it fails half-way
 *
 * Without a transaction each statement stays when a later one fails. A concurrent
 * index build is what fails most often: rows are not unique, a deadlock, a lock that
 * never comes, a connection that breaks. The next run then stops at the first
 * statement that has been done already, and someone has to repair it by hand.
 *
 * Put the concurrent statement into a migration of its own, or write what comes
 * before it so that it may run twice (IF NOT EXISTS, IF EXISTS).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text;
 * CREATE INDEX CONCURRENTLY users_region ON users (region);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN IF NOT EXISTS region text;
 * DROP INDEX CONCURRENTLY IF EXISTS users_region;
 * CREATE INDEX CONCURRENTLY users_region ON users (region);
 * ```
 *
 * Liquibase notes each changeset that has run, so these are apart:
 *
 * ```sql file=liquibase
 * --liquibase formatted sql
 * --changeset ann:column runInTransaction:false
 * ALTER TABLE orders ADD COLUMN paid_at timestamptz;
 * --changeset ann:index runInTransaction:false
 * CREATE INDEX CONCURRENTLY orders_paid_at ON orders (paid_at);
 * ```
 */
#include "lint/rule.h"

/* What would fail if it were run again. */
static bool fails_again(struct tt_check *check, const struct tt_change *change)
{
    static const char *const words[] = {"if", "replace"};
    bool names = change->kind == TT_CHANGE_CREATE || change->kind == TT_CHANGE_DROP ||
                 change->kind == TT_CHANGE_RENAME || change->kind == TT_CHANGE_MOVE;
    bool temporary = change->relation && change->relation->temporary;
    return names && !temporary && !change->guarded &&
           tt_first_of(tt_check_text(check, change->span), words, 2).len == 0;
}

static void report(struct tt_check *check, const struct tt_change *change,
                   const struct tt_change *before)
{
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = TT_PROVED,
            .message = TT_STR("if this fails, the file can't be run again"),
            .detail = TT_STR("What comes before it stays, since no transaction holds the "
                             "file together, and can't be done twice. A concurrent "
                             "statement fails more easily than others: over rows, locks or "
                             "a lost connection."),
            .hint = TT_STR("Put it into a migration of its own, or let what comes before it "
                           "say IF NOT EXISTS or IF EXISTS."),
            .also = {{before->span, TT_STR("this would stop the second run")}},
            .also_count = 1,
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    const struct tt_change *before = NULL;
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (before && tt_check_is_recorded(check, before->span, change->span)) {
            before = NULL;
        }
        if (before && change->concurrently && before->transaction != change->transaction) {
            report(check, change, before);
            return;
        }
        if (!before && fails_again(check, change)) {
            before = change;
        }
    }
}

TT_RULE(rerun_fails) = {
    .summary = "a file without a transaction can't be run again when it fails half-way",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .on_migration = on_migration,
};
