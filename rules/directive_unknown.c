/**
 * # Comment for tiptoe that it does not know
 *
 * A comment that begins with `tiptoe:` and a word is meant for tiptoe. A
 * misspelt word does nothing.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * -- tiptoe:ignroe create-index-blocks-writes: 200 rows
 * CREATE INDEX orders_total ON orders (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * -- tiptoe:ignore create-index-blocks-writes: 200 rows
 * CREATE INDEX orders_total ON orders (total);
 * ```
 */
#include "lint/rule.h"

TT_RULE(directive_unknown) = {
    .summary = "a comment begins with \"tiptoe:\" and a word that means nothing",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .voice = TT_VOICE_UNKNOWN_DIRECTIVE,
};
