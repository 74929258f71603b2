/**
 * # New migration that sorts before one that has run
 *
 * Two branches were written side by side, and the one with the later number was
 * merged first. Databases that have run that one then meet this one: some tools
 * refuse to run (Flyway, tern), some pass over it in silence (golang-migrate,
 * Drizzle), and some run it late. Databases made anew run both in the other
 * order, in which they may not even fit.
 *
 * tiptoe says so when it knows what is new: with `--since` or `--new`.
 *
 * ## Unsafe
 *
 * ```sql expect=1 file=late
 * CREATE TABLE orders (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * Give it a number behind all that were merged before it.
 *
 * ```sql
 * CREATE TABLE orders (id bigint PRIMARY KEY);
 * ```
 */
#include "lint/rule.h"

static void on_file(struct tt_check *check, const struct tt_file *file)
{
    if (file->sorts_before.len > 0) {
        tt_report(
            check,
            (struct tt_says){
                .span = tt_first_line(check),
                .certainty = TT_PROVED,
                .message = tt_str_format(tt_check_arena(check),
                                         "this new migration sorts before \"" TT_FMT
                                         "\", which was merged earlier",
                                         TT_ARG(file->sorts_before)),
                .detail = TT_STR("Where that one has run, this one is refused, passed over "
                                 "or run late, as the tool has it; a database made anew "
                                 "runs them in the other order."),
                .hint = TT_STR("Rename the file, so that it sorts behind all that were "
                               "merged before it."),
            });
    }
}

TT_RULE(migration_out_of_order) = {
    .summary = "a new migration sorts before one that has run",
    .family = TT_FAMILY_HISTORY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_file = on_file,
};
