/**
 * # Ignore comment that names a rule that does not exist
 *
 * A misspelt name holds nothing back. `tiptoe rules` lists the names; those of
 * squawk and Atlas are understood where they mean a rule of tiptoe. A
 * `squawk-ignore` or `atlas:nolint` may name what tiptoe does not have.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * -- tiptoe:ignore create-index-blocks-write: 200 rows
 * CREATE INDEX orders_total ON orders (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * -- tiptoe:ignore create-index-blocks-writes: 200 rows
 * CREATE INDEX orders_total ON orders (total);
 *
 * -- squawk-ignore prefer-text-field
 * CREATE TABLE notes (body varchar(80));
 * ```
 */
#include "lint/rule.h"

TT_RULE(ignore_unknown_rule) = {
    .summary = "an ignore comment names a rule that does not exist",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .same_as = "squawk:unused-ignore",
    .severity = TT_WARNING,
    .voice = TT_VOICE_UNKNOWN_RULE,
};
