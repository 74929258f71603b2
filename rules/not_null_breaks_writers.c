/**
 * # New column made NOT NULL before anyone writes it
 *
 * The version still running does not know a column that this migration adds: its
 * INSERTs leave it out. Once the column is NOT NULL and has no default, or a CHECK
 * says that it is not null, all of them fail (SQLSTATE 23502 or 23514). That holds for
 * NOT VALID as well, which spares old rows and not new ones.
 *
 * Give the column a default, or make it NOT NULL in a later release.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text;
 * ALTER TABLE users ALTER COLUMN region SET NOT NULL;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN region text NOT NULL DEFAULT 'eu';
 * ```
 */
#include "lint/rule.h"

/* The column of a table in use that the change forbids NULL in, and that is as new as it. */
static const struct tt_column *find_column(const struct tt_check *check,
                                           const struct tt_change *change)
{
    const struct tt_column *column = NULL;
    const struct tt_constraint *constraint = change->constraint;
    if (change->kind == TT_CHANGE_NOT_NULL) {
        column = change->column;
    } else if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_CONSTRAINT &&
               constraint && constraint->kind == TT_CHECK &&
               constraint->proven_not_null.count > 0) {
        column = constraint->proven_not_null.items[0];
    } else if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_CONSTRAINT &&
               constraint && constraint->kind == TT_NOT_NULL && constraint->columns.count > 0) {
        column = constraint->columns.items[0];
    }
    bool young = column && tt_check_age(check, column->birth) == 0;
    return young && !column->has_default && !column->identity && !column->generated ? column
                                                                                    : NULL;
}

/* One that may fill the column in for writers that don't know it. */
static const struct tt_dependent *find_filling(const struct tt_relation *relation)
{
    const struct tt_dependent *each = relation->dependents;
    while (each && !each->fills) {
        each = each->next;
    }
    return each;
}

static void report(struct tt_check *check, const struct tt_change *change,
                   const struct tt_column *column)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_say_name(check, change->owner);
    const struct tt_dependent *filling = find_filling(change->relation);
    struct tt_str unless = filling
                               ? tt_str_format(arena, "unless trigger \"" TT_FMT "\" sets it",
                                               TT_ARG(filling->name))
                               : TT_STR("from here on");
    tt_report(
        check,
        (struct tt_says){
            .span = change->span,
            .certainty = filling ? TT_ASSUMED : change->certainty,
            .severe = true,
            .severity = filling ? TT_WARNING : TT_ERROR,
            .message = tt_str_format(arena,
                                     "INSERTs of the version still running leave out \"" TT_FMT
                                     "\" of \"" TT_FMT "\", and fail " TT_FMT,
                                     TT_ARG(column->name), TT_ARG(table), TT_ARG(unless)),
            .detail = TT_STR("This migration adds the column, so the old version does not "
                             "know it; without a default it gets NULL, which is refused "
                             "now."),
            .hint = tt_str_format(
                arena,
                "Give it a default until the old version is gone, or do this in a later "
                "release:\n"
                "ALTER TABLE " TT_FMT " ALTER COLUMN " TT_FMT " SET DEFAULT <value>;",
                TT_ARG(tt_sql_name(check, change->owner)),
                TT_ARG(tt_quote(arena, column->name))),
        });
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        const struct tt_column *column = find_column(check, change);
        bool again = i > 0 && change[-1].span.start == change->span.start; /* a child's */
        bool there = column && change->relation->exists &&
                     tt_find_column(change->relation, column->name) == column;
        if (there && !change->is_new && !change->is_partition && !again) {
            tt_speak_of(check, change);
            report(check, change, column);
        }
    }
}

TT_RULE(not_null_breaks_writers) = {
    .summary = "a column that old writers don't know is made NOT NULL without a default",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_migration = on_migration,
};
