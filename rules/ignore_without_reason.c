/**
 * # Ignore comment without a reason
 *
 * Whoever reviews the migration, and whoever reads it in a year, wants to know
 * why the finding does not matter here. The reason stands behind a colon;
 * without one the comment holds nothing back.
 *
 * `squawk-ignore` and `atlas:nolint` owe no reason.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * -- tiptoe:ignore create-index-blocks-writes
 * CREATE INDEX orders_total ON orders (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * -- tiptoe:ignore create-index-blocks-writes: 200 rows, built in milliseconds
 * CREATE INDEX orders_total ON orders (total);
 * ```
 */
#include "lint/rule.h"

TT_RULE(ignore_without_reason) = {
    .summary = "an ignore comment that gives no reason holds nothing back",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .voice = TT_VOICE_WITHOUT_REASON,
};
