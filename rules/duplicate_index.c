/**
 * # Index that another one makes needless
 *
 * Every index is written with each INSERT, and with most UPDATEs. One that another
 * index does the work of costs that, and its space, for nothing: the same columns in
 * the same order, or the first columns of another B-tree.
 *
 * A unique index is never needless because of a plain one. Indexes with expressions,
 * with WHERE or with other operator classes are only compared with their like.
 *
 * ## Unsafe
 *
 * ```sql expect=2
 * CREATE TABLE users (id int PRIMARY KEY, email text, UNIQUE (email, id));
 * CREATE INDEX users_email ON users (email);
 * CREATE INDEX users_mail ON users (email);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY, email text);
 * CREATE INDEX users_email ON users (email);
 * CREATE UNIQUE INDEX users_email_id ON users (email, id);
 * ```
 */
#include "lint/rule.h"

static bool is_btree(const struct tt_index *index)
{
    return index->method.len == 0 || tt_str_is(index->method, "btree");
}

static bool same_method(const struct tt_index *a, const struct tt_index *b)
{
    return (is_btree(a) && is_btree(b)) || tt_str_equal(a->method, b->method);
}

/* Cheap, and spares most the comparison of all that they say. */
static bool same_columns(const struct tt_index *a, const struct tt_index *b)
{
    bool same = a->key_count == b->key_count && a->computed == b->computed;
    for (size_t i = 0; same && i < a->key_count; i++) {
        same = a->keys[i].column == b->keys[i].column;
    }
    return same;
}

static bool is_same(struct tt_check *check, const struct tt_index *index,
                    const struct tt_index *other)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_index own = *index, its = *other;
    own.nulls_not_distinct = its.nulls_not_distinct =
        false; /* of a plain index it says nothing */
    return same_method(index, other) && same_columns(index, other) &&
           (!index->unique || index->nulls_not_distinct == other->nulls_not_distinct) &&
           tt_str_equal(tt_index_definition(arena, &own), tt_index_definition(arena, &its));
}

/* A B-tree on plain columns, of which the other one's first are the same. */
static bool is_covered(const struct tt_index *index, const struct tt_index *other)
{
    bool covered = !index->computed && !other->computed && is_btree(index) && is_btree(other) &&
                   index->key_count < other->key_count && index->includes.count == 0;
    for (size_t i = 0; covered && i < index->key_count; i++) {
        const struct tt_index_key *a = &index->keys[i], *b = &other->keys[i];
        covered = a->column && a->column == b->column && tt_str_equal(a->options, b->options);
    }
    return covered;
}

enum { COMPARED_MOST = 500 }; /* no table that is in use has more */

/* An older one that does its work; `*ret_same` tells whether it is the very same. */
static const struct tt_index *find_other(struct tt_check *check, const struct tt_index *index,
                                         bool *ret_same)
{
    const struct tt_index *covering = NULL;
    const struct tt_index *each = index->next; /* older ones */
    for (unsigned i = 0; each && i < COMPARED_MOST; each = each->next, i++) {
        if (!each->valid || (index->unique && !each->unique)) {
            continue;
        }
        *ret_same = is_same(check, index, each);
        if (*ret_same) {
            return each;
        }
        covering = !index->unique && is_covered(index, each) ? each : covering;
    }
    return covering;
}

static bool is_there(const struct tt_index *index)
{
    const struct tt_index *each = index->relation->indexes;
    while (each && each != index) {
        each = each->next;
    }
    return each && index->relation->exists;
}

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool same = false;
    const struct tt_index *other = find_other(check, change->index, &same);
    if (!other) {
        return;
    }
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.severe = !same;
    says.severity = TT_NOTICE;
    says.message = tt_str_format(
        arena, "index \"" TT_FMT "\" is %s \"" TT_FMT "\"", TT_ARG(change->name.name),
        same ? "the same as" : "the beginning of", TT_ARG(other->name.name));
    says.detail = TT_STR("Queries that use the one can use the other. Each costs its "
                         "space, and is written with every row.");
    says.hint = same ? TT_STR("Leave it out.")
                     : TT_STR("Leave it out, unless it is much smaller and read much "
                              "more often.");
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_INDEX &&
            change->index && is_there(change->index)) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(duplicate_index) = {
    .summary = "another index does the work of the new one",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
