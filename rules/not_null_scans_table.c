/**
 * # NOT NULL that reads the whole table under lock
 *
 * SET NOT NULL takes ACCESS EXCLUSIVE and reads every row to see that none
 * holds NULL. Reads and writes wait until it is done.
 *
 * It skips that when a valid CHECK proves it (since PostgreSQL 12). Since
 * PostgreSQL 18 a NOT NULL constraint can itself be NOT VALID at first.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD CONSTRAINT user_id_set CHECK (user_id IS NOT NULL) NOT VALID;
 * ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD CONSTRAINT user_id_set CHECK (user_id IS NOT NULL) NOT VALID;
 * -- next migration
 * ALTER TABLE orders VALIDATE CONSTRAINT user_id_set;
 * -- next migration
 * ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;
 * ALTER TABLE orders DROP CONSTRAINT user_id_set;
 * ```
 *
 * On PostgreSQL 18 and later:
 *
 * ```sql pg=18
 * ALTER TABLE orders ADD CONSTRAINT user_id_set NOT NULL user_id NOT VALID;
 * -- next migration
 * ALTER TABLE orders VALIDATE CONSTRAINT user_id_set;
 * ```
 */
#include "lint/rule.h"

/* PostgreSQL runs the DROP of a statement before its SET NOT NULL. */
static const struct tt_constraint *find_dropped_proof(const struct tt_outcome *outcome,
                                                      const struct tt_work *work)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *each = &outcome->changes.items[i];
        if (each->kind == TT_CHANGE_DROP && each->constraint && each->constraint->validated &&
            tt_columns_hold(each->constraint->proven_not_null, work->column)) {
            return each->constraint;
        }
    }
    return NULL;
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_work *work)
{
    const struct tt_constraint *proof = find_dropped_proof(outcome, work);
    if (proof) {
        struct tt_arena *arena = tt_check_arena(check);
        struct tt_str table = tt_sql_name(check, work->relation->name);
        return tt_str_format(arena,
                             "Drop the CHECK behind it:\n"
                             "ALTER TABLE " TT_FMT " ALTER COLUMN " TT_FMT " SET NOT NULL;\n"
                             "ALTER TABLE " TT_FMT " DROP CONSTRAINT " TT_FMT ";",
                             TT_ARG(table), TT_ARG(tt_quote(arena, work->column->name)),
                             TT_ARG(table), TT_ARG(tt_quote(arena, proof->name)));
    }
    return tt_str_format(tt_check_arena(check), "%s\n" TT_FMT,
                         tt_check_pg_version(check) >= 18
                             ? "Add it unchecked, and check it in a later migration:"
                             : "Prove it with a CHECK first, the steps in migrations of their "
                               "own:",
                         TT_ARG(tt_sql_not_null(check, work->relation, work->column)));
}

static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_work *work)
{
    static const char *const words[] = {"set"};
    struct tt_str steps = tt_sql_not_null(check, work->relation, work->column);
    if (work->relation->kind != TT_TABLE ||
        tt_first_of(tt_check_text(check, work->span), words, 1).len == 0) {
        return (struct tt_fix){0};
    }
    return tt_fix_by_steps(check, outcome,
                           "prove it with a constraint that is unchecked at first",
                           tt_str_slice(steps, 0, steps.len - 1));
}

static struct tt_str say_proof(struct tt_check *check, const struct tt_outcome *outcome,
                               const struct tt_work *work)
{
    const struct tt_constraint *proof = find_dropped_proof(outcome, work);
    if (proof) {
        return tt_str_format(tt_check_arena(check),
                             "CHECK \"" TT_FMT
                             "\" would prove it, but the same statement drops "
                             "it, and runs that first.",
                             TT_ARG(proof->name));
    }
    return work->certainty == TT_ASSUMED
               ? TT_STR("Only a valid CHECK that says so would spare it that, and none is in "
                        "the migrations that were read.")
               : TT_STR("No valid CHECK proves it.");
}

/* key-builds-index-under-lock speaks of the same clause, and has the steps for the column. */
static bool is_of_key(const struct tt_outcome *outcome, const struct tt_work *work)
{
    for (size_t i = 0; i < outcome->works.count; i++) {
        const struct tt_work *each = &outcome->works.items[i];
        if (each->cause == TT_CAUSE_KEY && each->kind == TT_WORK_INDEX_BUILD &&
            each->relation == work->relation && each->span.start == work->span.start) {
            return true;
        }
    }
    return false;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = NULL;
    while ((work = tt_next_blocking_work(outcome, TT_CAUSE_NOT_NULL, work))) {
        if (is_of_key(outcome, work)) {
            continue;
        }
        struct tt_str table = tt_say_name(check, work->relation->name);
        struct tt_says says = tt_about_work(work);
        says.message = tt_str_format(arena,
                                     "making \"" TT_FMT "\" NOT NULL reads all of \"" TT_FMT
                                     "\" while reads and writes wait",
                                     TT_ARG(work->column->name), TT_ARG(table));
        says.detail = tt_str_format(
            arena,
            "ALTER TABLE holds ACCESS EXCLUSIVE until it has seen that no row holds "
            "NULL. " TT_FMT,
            TT_ARG(say_proof(check, outcome, work)));
        says.hint = hint(check, outcome, work);
        says.fix = fix(check, outcome, work);
        tt_report(check, says);
    }
}

TT_RULE(not_null_scans_table) = {
    .summary = "NOT NULL without a proof reads the whole table under ACCESS EXCLUSIVE",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:adding-not-nullable-field atlas:data_depend atlas:PG303 "
               "atlas:MF104 eugene:E2 eugene:W14 pgfence:alter-column-set-not-null "
               "strong_migrations:change_column_null",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
