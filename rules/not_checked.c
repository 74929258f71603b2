/**
 * # Statement that could not be checked
 *
 * The statement may be right, but tiptoe can't tell: a placeholder stands for a
 * whole clause, the syntax is newer than the parser that tiptoe was built
 * with, or the statement is nested deeper than the parser goes. Nothing is
 * known of what it locks or breaks, so look at it yourself. Everything else in
 * the file is checked.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ${change};
 * ```
 *
 * ## Safe
 *
 * A placeholder for a name or a value is no obstacle.
 *
 * ```sql
 * ALTER TABLE ${schema}.orders ADD COLUMN total numeric;
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    tt_report_remarks(check, file, TT_REMARK_NOT_CHECKED);
}

TT_RULE(not_checked) = {
    .summary = "the statement could not be read, so nothing is known of it",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .voice = TT_VOICE_NOT_CHECKED,
    .on_file = on_file,
};
