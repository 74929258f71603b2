/**
 * # Ignore comment that is not needed
 *
 * The rule that the comment names has nothing to say there: the statement
 * changed, or the comment stands in the wrong place. Left behind, it would
 * hide a later mistake. Nothing is said while the rule is turned off, or where
 * the SQL could not be read.
 *
 * A comment above a statement, or behind it on its line, is about the whole
 * statement. Inside a statement it is about what starts on the next line, or
 * on its own if code stands before it.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * -- tiptoe:ignore create-index-blocks-writes: 200 rows
 * CREATE INDEX CONCURRENTLY orders_total ON orders (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_total ON orders (total);
 * ```
 */
#include "lint/rule.h"

TT_RULE(ignore_unused) = {
    .summary = "an ignore comment names a rule that finds nothing there",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .voice = TT_VOICE_UNUSED,
};
