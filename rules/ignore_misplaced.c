/**
 * # Ignore comment in a place where it means nothing
 *
 * - `tiptoe:ignore RULE: reason` stands above its statement, at the end of the
 *   statement's line, or inside it, above or behind the line that it is about.
 *   Blank lines and other comments may stand between.
 * - `tiptoe:ignore-file RULE: reason` stands above the first statement.
 * - `tiptoe:ignore-start RULE: reason` is closed by `tiptoe:ignore-end RULE`.
 *
 * Anywhere else the comment holds nothing back.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE orders (total numeric);
 * -- tiptoe:ignore-file create-index-blocks-writes: read-only replica
 * CREATE INDEX invoices_total ON invoices (total);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * -- tiptoe:ignore-file create-index-blocks-writes: written once a year
 * CREATE TABLE orders (total numeric);
 * CREATE INDEX invoices_total ON invoices (total);
 *
 * -- tiptoe:ignore-start column-renamed: no application reads these
 * ALTER TABLE invoices RENAME COLUMN a TO b;
 * ALTER TABLE invoices RENAME COLUMN c TO d;
 * -- tiptoe:ignore-end column-renamed
 * ```
 */
#include "lint/rule.h"

TT_RULE(ignore_misplaced) = {
    .summary = "an ignore comment stands where it holds nothing back",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .voice = TT_VOICE_MISPLACED,
};
