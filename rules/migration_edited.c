/**
 * # Migration changed after it was merged
 *
 * Databases that have run this migration will not run it again, so they never
 * get what was changed in it, while new ones do: two schemas from then on. Many
 * tools notice the other checksum and refuse to go on (Flyway, Prisma, sqlx,
 * Liquibase); others pass over it in silence.
 *
 * tiptoe says so when it knows what is new: with `--since`, for a file that was
 * changed since the branch began.
 *
 * ## Unsafe
 *
 * ```sql expect=1 file=edited
 * CREATE TABLE orders (id bigint PRIMARY KEY, note text);
 * ```
 *
 * ## Safe
 *
 * Leave it as it was, and write another one.
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN note text;
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    if (file->is_edited) {
        tt_report(
            check,
            (struct tt_says){
                .span = tt_first_line(check),
                .certainty = TT_PROVED,
                .message = TT_STR("this migration was changed after it was merged"),
                .detail = TT_STR("Databases that have run it won't run it again: they and "
                                 "new ones get different schemas, and tools that keep "
                                 "checksums refuse to go on."),
                .hint = TT_STR("Put it back as it was, and write a new migration for the "
                               "change."),
            });
    }
}

TT_RULE(migration_edited) = {
    .summary = "a migration was changed after databases may have run it",
    .family = TT_FAMILY_HISTORY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_file = on_file,
};
