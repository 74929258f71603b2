/**
 * # Default of a NOT NULL column dropped
 *
 * INSERTs that leave the column out relied on its default or identity. Without it they get
 * NULL, which a NOT NULL column refuses (SQLSTATE 23502). The version still running leaves out
 * every column that it does not know: one that the same migration adds is always among them.
 * Some ORMs write ADD COLUMN … DEFAULT and DROP DEFAULT in one step.
 *
 * Drop the default in a later release, when all running versions name the column.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN region text NOT NULL DEFAULT 'eu';
 * ALTER TABLE users ALTER COLUMN region DROP DEFAULT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN region text NOT NULL DEFAULT 'eu';
 * ```
 */
#include "lint/fate.h"

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool young = tt_check_age(check, change->column->birth) == 0;
    struct tt_says says = tt_about_change(change);
    says.severe = young;
    says.severity = TT_ERROR;
    says.message = tt_str_format(
        arena,
        "INSERTs that leave out \"" TT_FMT "\" of \"" TT_FMT "\" fail once its default is gone",
        TT_ARG(change->name.name), TT_ARG(tt_say_name(check, change->owner)));
    says.detail = tt_str_format(
        arena, "The column is NOT NULL, so they stop with SQLSTATE 23502.%s",
        young ? " This migration adds the column, so all INSERTs of the version "
                "still running leave it out."
              : "");
    says.hint = TT_STR("Keep the default, or drop it in a later release, when every "
                       "running version writes the column.");
    tt_report(check, says);
}

/* At the end of the migration: a default may have come back, or an identity for it. */
static bool is_missed(const struct tt_change *change)
{
    const struct tt_column *column = change->column;
    return column->not_null && !column->has_default && !column->identity &&
           change->relation->exists && tt_find_column(change->relation, column->name) == column;
}

/* Whether the migration takes that from the column, which had it before. */
static bool loses(const struct tt_migration *migration, const struct tt_column *column,
                  enum tt_change_kind kind)
{
    for (size_t i = 0; i < migration->count; i++) {
        if (migration->changes[i].kind == kind && migration->changes[i].column == column) {
            return true;
        }
    }
    return false;
}

/*
 * It takes the place of one that no INSERT could leave out, so all of them say the name.
 * `first` is where columns begin to take others' places.
 */
static bool is_always_named(const struct tt_migration *migration, size_t first,
                            const struct tt_column *column)
{
    for (size_t i = first; i < migration->count; i++) {
        const struct tt_change *place = tt_fate_of(migration, &migration->changes[i])->place;
        const struct tt_column *former = place ? place->column : NULL;
        if (former && migration->changes[i].column == column) {
            return !former->has_default && !former->identity &&
                   !loses(migration, former, TT_CHANGE_DROP_DEFAULT) &&
                   (former->not_null || loses(migration, former, TT_CHANGE_NULLABLE));
        }
    }
    return false;
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    size_t first = 0;
    while (first < migration->count &&
           !tt_fate_of(migration, &migration->changes[first])->place) {
        first++;
    }
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == TT_CHANGE_DROP_DEFAULT && !change->is_new && is_missed(change) &&
            !is_always_named(migration, first, change->column)) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(default_dropped) = {
    .summary = "a NOT NULL column loses the default that writers rely on",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "strong_migrations:change_column_default",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
