/**
 * # TRUNCATE of a table in use
 *
 * TRUNCATE throws all rows away, under ACCESS EXCLUSIVE on the table. With CASCADE it
 * empties every table that refers to it as well, and every table that refers to
 * those. There is no way back but a backup.
 *
 * A table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * TRUNCATE sessions;
 * ```
 *
 * ## Safe
 *
 * Where rows are in the way and the table stays in use, delete them in batches:
 *
 * ```sql
 * DELETE FROM sessions WHERE id IN (SELECT id FROM sessions LIMIT 1000);
 * ```
 */
#include "lint/rule.h"

/* Of tables that the statement does not name. */
static struct tt_str name_cascaded(struct tt_check *check, const struct tt_outcome *outcome,
                                   unsigned *ret_count)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str names = TT_STR("");
    *ret_count = 0;
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (!taken->other_end || taken->is_new || taken->relation->is_partition ||
            taken->relation->kind == TT_SEQUENCE) {
            continue;
        }
        names = tt_str_format(arena, TT_FMT "%s\"" TT_FMT "\"", TT_ARG(names),
                              *ret_count > 0 ? ", " : "",
                              TT_ARG(tt_say_name(check, taken->relation->name)));
        ++*ret_count;
    }
    return names;
}

static const struct tt_lock_taken *first_named(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        if (!outcome->locks.items[i].other_end && !outcome->locks.items[i].is_new) {
            return &outcome->locks.items[i];
        }
    }
    return NULL;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_lock_taken *table = first_named(outcome);
    if (!tt_str_is(outcome->stmt->kind, "TruncateStmt") || !table ||
        outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    unsigned count = 0;
    struct tt_str others = name_cascaded(check, outcome, &count);
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = table->certainty,
            .severe = count > 0,
            .severity = TT_ERROR,
            .message = tt_str_format(
                arena, "this throws away all rows of \"" TT_FMT "\"%s" TT_FMT,
                TT_ARG(tt_say_name(check, table->relation->name)),
                count > 0 ? ", and by CASCADE those of " : "", TT_ARG(others)),
            .detail = TT_STR("It takes ACCESS EXCLUSIVE and holds it until its transaction "
                             "ends: reads and writes wait. Rows come back from a backup "
                             "only."),
            .hint = count > 0 ? TT_STR("Leave CASCADE out and name every table that shall be "
                                       "emptied.")
                              : TT_STR("If the table is in use, delete rows in batches. If it "
                                       "is not, say so with \"tiptoe:ignore\" and the reason."),
        });
}

TT_RULE(table_truncated) = {
    .summary = "TRUNCATE throws away all rows, with CASCADE those of other tables",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .same_as = "squawk:ban-truncate-cascade pgfence:truncate "
               "pgfence:truncate-cascade",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
