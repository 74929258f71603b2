/**
 * # Constraint added to a domain that columns use
 *
 * ALTER DOMAIN … ADD CONSTRAINT and SET NOT NULL read every table that has a column
 * of the domain, under SHARE: INSERT, UPDATE and DELETE wait on all of them. So does
 * VALIDATE CONSTRAINT.
 *
 * With NOT VALID a CHECK holds for new values at once and locks no table. To check
 * old rows while writes go on, give each table a CHECK of its own, NOT VALID, and
 * validate that.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE DOMAIN email AS text;
 * CREATE TABLE users (id int PRIMARY KEY, email email);
 * -- next migration
 * ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE DOMAIN email AS text;
 * CREATE TABLE users (id int PRIMARY KEY, email email);
 * -- next migration
 * ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT VALID;
 * ```
 */
#include "lint/rule.h"

/* "a", "b" … but for the first, which the message names. */
static struct tt_str name_others(struct tt_check *check, const struct tt_outcome *outcome,
                                 const struct tt_relation *first)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str names = TT_STR("");
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (taken->relation != first && !taken->is_new) {
            names = tt_str_format(arena, TT_FMT "%s\"" TT_FMT "\"", TT_ARG(names),
                                  names.len > 0 ? ", " : " So do ",
                                  TT_ARG(tt_say_name(check, taken->relation->name)));
        }
    }
    return names.len > 0 ? tt_str_format(arena, TT_FMT ".", TT_ARG(names)) : names;
}

static struct tt_str hint(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, work->relation->name);
    return tt_str_format(
        arena,
        "A CHECK of the domain takes no lock when it is NOT VALID: leave it so, and let each "
        "table prove its rows by a CHECK of its own, in later migrations:\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT <name> CHECK (" TT_FMT " ...) NOT VALID;\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT <name>;",
        TT_ARG(table), TT_ARG(tt_quote(arena, work->column->name)), TT_ARG(table));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = tt_blocking_work(outcome, TT_CAUSE_DOMAIN);
    if (!work || !work->column || outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    tt_report(check,
              (struct tt_says){
                  .span = outcome->stmt->span,
                  .certainty = work->certainty,
                  .grows_with = work->relation,
                  .message = tt_str_format(
                      arena, "this reads all of \"" TT_FMT "\" while writes to it wait",
                      TT_ARG(tt_say_name(check, work->relation->name))),
                  .detail = tt_str_format(
                      arena,
                      "Column \"" TT_FMT "\" is of the domain, so every row is checked under "
                      "SHARE: no INSERT, UPDATE or DELETE gets through." TT_FMT,
                      TT_ARG(work->column->name),
                      TT_ARG(name_others(check, outcome, work->relation))),
                  .hint = hint(check, work),
              });
}

TT_RULE(domain_constraint_scans_tables) = {
    .summary = "ALTER DOMAIN that reads every table with a column of the domain",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:ban-alter-domain-with-add-constraint "
               "pgfence:ban-alter-domain-add-constraint",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
