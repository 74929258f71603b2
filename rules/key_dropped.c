/**
 * # Key dropped
 *
 * INSERT … ON CONFLICT names the columns of a PRIMARY KEY or UNIQUE, or the constraint.
 * Without it the statement fails (SQLSTATE 42P10 or 42704), and the version still running
 * goes on sending it. Rows that are alike get in meanwhile, and keep the key from coming
 * back. Of a table that is published, UPDATE and DELETE fail without a PRIMARY KEY
 * (SQLSTATE 55000), unless it has another REPLICA IDENTITY.
 *
 * A unique index of the same columns serves as well.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
 * -- next migration
 * ALTER TABLE users DROP CONSTRAINT users_email_key;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
 * -- next migration
 * CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);
 * -- next migration
 * ALTER TABLE users DROP CONSTRAINT users_email_key;
 * ```
 */
#include "lint/rule.h"

/* What the column was called when the change came: a later one may have renamed it. */
static struct tt_str name_at(const struct tt_migration *migration,
                             const struct tt_change *change, const struct tt_column *column)
{
    const struct tt_change *end = migration->changes + migration->count;
    for (const struct tt_change *each = change + 1; each < end; each++) {
        if (each->kind == TT_CHANGE_RENAME && each->column == column) {
            return each->name.name;
        }
    }
    return column->name;
}

static bool holds_name(const struct tt_index *index, struct tt_str name)
{
    for (size_t i = 0; i < index->key_count; i++) {
        if (index->keys[i].column && tt_str_equal(index->keys[i].column->name, name)) {
            return true;
        }
    }
    return false;
}

/* infer_arbiter_indexes(): the same columns, in any order. */
static bool serves(const struct tt_index *index, const struct tt_migration *migration,
                   const struct tt_change *change)
{
    struct tt_columns columns = change->constraint->columns;
    bool same = index->unique && index->valid && !index->predicate &&
                index->key_count == columns.count;
    for (size_t i = 0; same && i < columns.count; i++) {
        same = holds_name(index, name_at(migration, change, columns.items[i]));
    }
    return same;
}

/* At the end of the migration. */
static bool is_missed(const struct tt_migration *migration, const struct tt_change *change)
{
    const struct tt_constraint *key = change->constraint;
    if (!key || (key->kind != TT_PRIMARY_KEY && key->kind != TT_UNIQUE)) {
        return false;
    }
    const struct tt_index *each = change->relation->indexes;
    while (each && !serves(each, migration, change)) {
        each = each->next;
    }
    return !each && change->relation->exists;
}

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = change->constraint;
    struct tt_str columns = tt_column_list(arena, key->columns);
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(
        arena, "INSERT … ON CONFLICT (" TT_FMT ") into \"" TT_FMT "\" fails without this key",
        TT_ARG(columns), TT_ARG(tt_say_name(check, change->owner)));
    says.detail = tt_str_format(
        arena,
        "From COMMIT on it stops with SQLSTATE 42P10, until the last instance that says it is "
        "gone, and rows that are alike get in.%s",
        key->kind == TT_PRIMARY_KEY
            ? " If the table is published, its UPDATEs and DELETEs fail, too (55000), unless "
              "it has another REPLICA IDENTITY."
            : "");
    says.hint = tt_str_format(
        arena,
        "Drop it in a release after the one that stopped relying on it. Where it only makes "
        "room for another, build that first:\n"
        "CREATE UNIQUE INDEX CONCURRENTLY ON " TT_FMT " (" TT_FMT ");",
        TT_ARG(tt_sql_name(check, change->owner)), TT_ARG(columns));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == TT_CHANGE_DROP && change->object == TT_OBJECT_CONSTRAINT &&
            !change->is_new && !change->is_partition && !change->if_exists &&
            is_missed(migration, change)) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(key_dropped) = {
    .summary = "dropping a PRIMARY KEY or UNIQUE breaks ON CONFLICT and replication",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .same_as = "pgfence:drop-constraint",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
