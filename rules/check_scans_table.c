/**
 * # CHECK added without NOT VALID
 *
 * Adding a CHECK reads every row under ACCESS EXCLUSIVE. Reads and writes wait
 * until all of them have passed. So does a CHECK behind a new column in ADD
 * COLUMN, although every row has the same value there.
 *
 * With NOT VALID the constraint holds for new rows at once and looks at no old
 * one. VALIDATE CONSTRAINT then reads the table under SHARE UPDATE EXCLUSIVE,
 * which lets reads and writes go on.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD COLUMN discount int CHECK (discount < 100);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
 * -- next migration
 * ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
 * ```
 */
#include "lint/rule.h"

static struct tt_str steps(struct tt_check *check, const struct tt_outcome *outcome,
                           const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, work->constraint->relation->name);
    struct tt_str name = tt_quote(arena, work->constraint->name);
    struct tt_str body = tt_constraint_body(tt_check_text(check, work->span));
    return tt_str_format(arena,
                         TT_FMT "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " " TT_FMT
                                " NOT VALID;\n"
                                "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT,
                         TT_ARG(tt_sql_add_column(check, outcome, work)), TT_ARG(table),
                         TT_ARG(name), TT_ARG(body), TT_ARG(table), TT_ARG(name));
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_work *work)
{
    return tt_str_format(tt_check_arena(check), "%s" TT_FMT ";",
                         work->added_column
                             ? "Add the column without it, then the constraint unchecked, and "
                               "check it in a later migration:\n"
                             : "Add it unchecked, and check it in a later migration:\n",
                         TT_ARG(steps(check, outcome, work)));
}

/* A CHECK behind ADD COLUMN takes no NOT VALID. */
static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_work *work)
{
    if (!work->added_column) {
        return tt_fix_not_valid(check, outcome, work);
    }
    if (!tt_fix_knows_name(check, work)) {
        return (struct tt_fix){0};
    }
    return tt_fix_by_steps(check, outcome,
                           "add the CHECK behind the column, unchecked at first",
                           steps(check, outcome, work));
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *constraint = work->constraint;
    struct tt_says says = tt_about_work(work);
    says.message = tt_str_format(
        arena,
        "adding CHECK \"" TT_FMT "\" reads all of \"" TT_FMT "\" while reads and writes wait",
        TT_ARG(constraint->name), TT_ARG(tt_say_name(check, constraint->relation->name)));
    says.detail = TT_STR("ALTER TABLE holds ACCESS EXCLUSIVE until every row has been "
                         "checked.");
    says.hint = hint(check, outcome, work);
    says.fix = fix(check, outcome, work);
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = NULL;
    bool adds = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_CONSTRAINT) != NULL;
    while (adds && (work = tt_next_blocking_work(outcome, TT_CAUSE_CHECK, work))) {
        report(check, outcome, work);
    }
}

TT_RULE(check_scans_table) = {
    .summary = "CHECK added without NOT VALID reads the whole table under ACCESS EXCLUSIVE",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:constraint-missing-not-valid atlas:PG305 eugene:E1 "
               "pgfence:add-constraint-check-no-not-valid "
               "strong_migrations:add_check_constraint",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
