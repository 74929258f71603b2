/**
 * # Foreign key without an index on its columns
 *
 * PostgreSQL makes an index for the key that a foreign key refers to, and none for the
 * columns that refer. When a row is deleted over there, or its key changes, the
 * referring table is searched for it: read from end to end, once for each row, while
 * the transaction keeps its locks. Joins over the key read all of it too.
 *
 * Any index that begins with the columns serves. What the migration makes until its
 * end counts; of a table that was not seen, nothing is said.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id));
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id));
 * CREATE INDEX notes_user_id ON notes (user_id);
 * ```
 */
#include "lint/rule.h"

/* A B-tree whose first keys are the columns, in any order; or a hash of the only one. */
static bool serves(const struct tt_index *index, struct tt_columns columns)
{
    bool btree = index->method.len == 0 || tt_str_is(index->method, "btree");
    bool hash = tt_str_is(index->method, "hash");
    bool begins = (btree || hash) && index->key_count >= columns.count;
    for (size_t i = 0; begins && i < columns.count; i++) {
        begins = index->keys[i].column && tt_columns_hold(columns, index->keys[i].column);
    }
    return begins;
}

static bool is_served(const struct tt_constraint *key)
{
    for (const struct tt_index *each = key->relation->indexes; each; each = each->next) {
        if (serves(each, key->columns)) {
            return true;
        }
    }
    return false;
}

/* It is still there at the end, and nothing serves it. */
static bool lacks_index(const struct tt_constraint *key)
{
    const struct tt_relation *table = key->relation;
    return key->kind == TT_FOREIGN_KEY && !key->inherited && key->columns.count > 0 &&
           table->exists && table->known && !table->temporary &&
           tt_find_constraint(table, key->name) == key && !is_served(key);
}

/* Foreign keys of one table that one statement makes. */
struct unserved {
    const struct tt_constraint *first;
    unsigned count;
    struct tt_str keys;       /* (a), (b, c) */
    struct tt_str references; /* "x", "y" */
    struct tt_str remedies;   /* a line each */
};

static void add(struct tt_check *check, struct unserved *unserved,
                const struct tt_constraint *key)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str columns = tt_column_list(arena, key->columns);
    bool first = unserved->count++ == 0;
    unserved->first = first ? key : unserved->first;
    unserved->keys = tt_str_format(arena, TT_FMT "%s(" TT_FMT ")", TT_ARG(unserved->keys),
                                   first ? "" : ", ", TT_ARG(columns));
    unserved->references = tt_say_also(check, unserved->references, key->references->name);
    unserved->remedies = tt_str_format(
        arena, TT_FMT "\nCREATE INDEX %sON " TT_FMT " (" TT_FMT ");",
        TT_ARG(unserved->remedies),
        tt_check_is_new(check, key->relation) ? "" : "CONCURRENTLY ",
        TT_ARG(tt_sql_name(check, key->relation->name)), TT_ARG(columns));
}

static void report(struct tt_check *check, const struct tt_change *change,
                   const struct unserved *unserved)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_relation *relation = unserved->first->relation;
    struct tt_str table = tt_say_name(check, relation->name);
    bool one = unserved->count == 1;
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.message = tt_str_format(arena,
                                 "no index of \"" TT_FMT "\" serves its foreign key%s " TT_FMT,
                                 TT_ARG(table), one ? "" : "s", TT_ARG(unserved->keys));
    says.detail = tt_str_format(
        arena,
        "Each row that is deleted from " TT_FMT ", or gets another key, makes "
        "PostgreSQL read all of \"" TT_FMT "\" to find those that refer to it.",
        TT_ARG(unserved->references), TT_ARG(table));
    says.hint = tt_str_format(arena, "Make %s%s" TT_FMT, one ? "one" : "them",
                              tt_check_is_new(check, relation)
                                  ? " while the table is new:"
                                  : ", in a migration that runs without a transaction:",
                              TT_ARG(unserved->remedies));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind != TT_CHANGE_CREATE) {
            continue;
        }
        tt_speak_of(check, change);
        struct unserved unserved = {0};
        if (change->object == TT_OBJECT_CONSTRAINT && lacks_index(change->constraint)) {
            add(check, &unserved, change->constraint);
        }
        const struct tt_constraint *each = change->object == TT_OBJECT_TABLE
                                               ? change->relation->constraints
                                               : NULL;
        for (; each; each = each->next) {
            if (each->birth.transaction == change->transaction && lacks_index(each)) {
                add(check, &unserved, each);
            }
        }
        if (unserved.count > 0) {
            report(check, change, &unserved);
        }
    }
}

TT_RULE(foreign_key_without_index) = {
    .summary = "no index begins with the columns of a foreign key",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "eugene:E15 pgfence:fk-missing-index",
    .severity = TT_WARNING,
    .preset = TT_PRESET_STRICT,
    .on_migration = on_migration,
};
