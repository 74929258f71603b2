/**
 * # Statement that PostgreSQL can't parse
 *
 * PostgreSQL's own grammar refuses the statement, so the migration would stop
 * there. The rest of the file is checked as if the statement were not in it.
 *
 * A file that is not UTF-8 text as PostgreSQL reads it (UTF-16, a zero byte)
 * is reported here as well.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD COLUM total numeric;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD COLUMN total numeric;
 * ```
 */
#include "lint/rule.h"

TT_RULE(syntax_error) = {
    .summary = "PostgreSQL's grammar refuses the statement",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .voice = TT_VOICE_SYNTAX,
};
