/**
 * # Included file that was not read
 *
 * psql runs another file at this place (`\i`, `\ir`), or Graphile Migrate puts
 * one here (`--!include`). tiptoe reads only the files that it is given, so what
 * that file does is not checked here, and tables that it makes are not known
 * further down.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * \i functions/totals.sql
 * ```
 *
 * ## Safe
 *
 * Name the included file on the command line, before the file that needs it;
 * other psql commands change nothing that matters here.
 *
 * ```sql
 * \set ON_ERROR_STOP on
 * SELECT 1;
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    tt_report_remarks(check, file, TT_REMARK_NOT_FOLLOWED);
}

TT_RULE(include_not_followed) = {
    .summary = "another file would run here, which was not read",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .voice = TT_VOICE_NOT_FOLLOWED,
    .on_file = on_file,
};
