/**
 * # Ignore comment that names no rule
 *
 * A comment that ignores everything would also hide what nobody has thought
 * of yet, so `tiptoe:ignore` must say which rules it is about. Without a name
 * it holds nothing back.
 *
 * `squawk-ignore` and `atlas:nolint` may come without a name, as there.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * -- tiptoe:ignore: the table is small
 * CREATE INDEX orders_total ON orders (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * -- tiptoe:ignore create-index-blocks-writes: the table is small
 * CREATE INDEX orders_total ON orders (total);
 * ```
 */
#include "lint/rule.h"

TT_RULE(ignore_without_rule) = {
    .summary = "an ignore comment that names no rule holds nothing back",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .voice = TT_VOICE_WITHOUT_RULE,
};
