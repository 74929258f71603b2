/**
 * # All rows of a table written at once
 *
 * An UPDATE or DELETE without a condition locks every row until its transaction ends,
 * so writers that meet one wait. It leaves as many dead rows as the table has live
 * ones, writes all of it to the log, and keeps replicas behind. If it fails, all of
 * it was in vain.
 *
 * Conditions that spare no row are seen through: `WHERE true`, `id = id`, `id IS NOT
 * NULL` of a primary key, and `c IS NULL` of a column that this migration added.
 *
 * Write a few thousand rows at a time, each batch in a transaction of its own: with a
 * LIMIT, or a range of the key. That belongs into a script or a job, not into the
 * migration.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * UPDATE users SET locale = 'en';
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text;
 * UPDATE users SET region = 'eu' WHERE region IS NULL;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * UPDATE users SET locale = 'en' WHERE id BETWEEN 1 AND 10000;
 * ```
 *
 * ```sql
 * DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ended LIMIT 1000);
 * ```
 */
#include "lint/rule.h"

static const char *const verbs[] = {
    [TT_WRITE_NOTHING] = "written", [TT_WRITE_INSERT] = "written",
    [TT_WRITE_UPDATE] = "updated",  [TT_WRITE_DELETE] = "deleted",
    [TT_WRITE_MERGE] = "written",
};

/* The first column of the primary key, or "id". */
static struct tt_str key_of(struct tt_check *check, const struct tt_relation *relation)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_PRIMARY_KEY && each->columns.count > 0) {
            return tt_quote(tt_check_arena(check), each->columns.items[0]->name);
        }
    }
    return relation->known ? TT_STR("<key>") : TT_STR("id");
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_rows_written *rows)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str key = key_of(check, rows->relation);
    struct tt_str text = tt_before_word(tt_check_text(check, outcome->stmt->span), "where");
    if (tt_before_word(text, "returning").len != text.len ||
        tt_before_word(text, "with").len != text.len) {
        return TT_STR("Write a few thousand rows at a time, each batch in a transaction of its "
                      "own, and leave that to a script rather than to the migration.");
    }
    return tt_str_format(
        arena,
        "Write a few thousand rows at a time, each batch in a transaction of its own, until no "
        "row is left; leave that to a script rather than to the migration:\n" TT_FMT
        "\n    WHERE " TT_FMT " BETWEEN <first> AND <last>;",
        TT_ARG(text), TT_ARG(key));
}

/* backfill-under-lock says more, and the same. */
static bool is_told(const struct tt_check *check)
{
    struct tt_held held;
    size_t first = 0;
    return tt_check_held(check, &first, &held);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    for (size_t i = 0; i < outcome->rows.count; i++) {
        const struct tt_rows_written *rows = &outcome->rows.items[i];
        if (rows->extent != TT_ROWS_ALL || rows->is_new || rows->relation->temporary ||
            is_told(check)) {
            continue;
        }
        tt_report(
            check,
            (struct tt_says){
                .span = outcome->stmt->span,
                .certainty = rows->certainty,
                .grows_with = rows->relation,
                .message = tt_str_format(arena, "all rows of \"" TT_FMT "\" are %s at once",
                                         TT_ARG(tt_say_name(check, rows->relation->name)),
                                         verbs[rows->write]),
                .detail = tt_str_format(
                    arena,
                    "%sEvery row stays locked until the transaction ends, and writers that "
                    "meet one wait. Old versions of all rows stay in the table until "
                    "VACUUM, and replicas fall behind.",
                    rows->seen_through ? "Every row meets the condition. " : ""),
                .hint = hint(check, outcome, rows),
            });
    }
}

TT_RULE(unbatched_write) = {
    .summary = "UPDATE or DELETE of all rows at once",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .same_as = "pgfence:update-in-migration pgfence:delete-without-where",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
