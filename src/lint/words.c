#include "lint/words.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "lint/check.h"
#include "lint/mend.h"
#include "model/object_name.h"
#include "model/written.h"

static struct tt_name shorten(const struct tt_check *check, struct tt_name name)
{
    bool is_public = tt_str_is(name.schema, "public") && !check->says_public;
    if (is_public || tt_str_is(name.schema, "pg_temp")) {
        name.schema = (struct tt_str){0};
    }
    return name;
}

struct tt_str tt_say_name(struct tt_check *check, struct tt_name name)
{
    name = shorten(check, name);
    if (name.schema.len == 0) {
        return tt_str_copy(&check->arena, name.name);
    }
    return tt_str_format(&check->arena, TT_FMT "." TT_FMT, TT_ARG(name.schema),
                         TT_ARG(name.name));
}

struct tt_str tt_sql_name(struct tt_check *check, struct tt_name name)
{
    return tt_str_copy(&check->arena, tt_quote_name(&check->arena, shorten(check, name)));
}

struct tt_str tt_sql_add_column(struct tt_check *check, const struct tt_outcome *outcome,
                                const struct tt_work *work)
{
    for (size_t i = 0; work->added_column && i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        bool adds = change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_COLUMN;
        if (adds && change->span.start < work->span.start &&
            work->span.end <= change->span.end) {
            struct tt_str part = tt_cut_out(&check->arena, tt_check_text(check, change->span),
                                            change->span.start, work->span);
            return tt_str_format(&check->arena, "ALTER TABLE " TT_FMT " " TT_FMT ";\n",
                                 TT_ARG(tt_sql_name(check, change->owner)), TT_ARG(part));
        }
    }
    return TT_STR("");
}

/* One that is not valid yet: a column has no second one. */
static const struct tt_constraint *not_null_of(const struct tt_relation *relation,
                                               const struct tt_column *column)
{
    const struct tt_constraint *each = relation->constraints;
    while (each && !(each->kind == TT_NOT_NULL && each->columns.count == 1 &&
                     each->columns.items[0] == column)) {
        each = each->next;
    }
    return each;
}

struct tt_str tt_sql_not_null(struct tt_check *check, const struct tt_relation *relation,
                              const struct tt_column *column)
{
    struct tt_arena *arena = &check->arena;
    struct tt_str table = tt_sql_name(check, relation->name);
    bool by_itself = tt_check_pg_version(check) >= 18;
    /* A server of 18 names the constraint of SET NOT NULL "t_a_not_null", when that is free. */
    const char *label = by_itself ? "not_null" : "not_null_check";
    struct tt_str name = tt_quote(
        arena, tt_object_name(arena, relation->name.name, column->name, label));
    struct tt_str column_name = tt_quote(arena, column->name);
    const struct tt_constraint *own = not_null_of(relation, column);
    if (own) {
        return tt_str_format(arena, "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
                             TT_ARG(table), TT_ARG(tt_quote(arena, own->name)));
    }
    if (by_itself) {
        return tt_str_format(
            arena,
            "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " NOT NULL " TT_FMT " NOT VALID;\n"
            "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
            TT_ARG(table), TT_ARG(name), TT_ARG(column_name), TT_ARG(table), TT_ARG(name));
    }
    return tt_str_format(arena,
                         "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " CHECK (" TT_FMT
                         " IS NOT NULL) NOT VALID;\n"
                         "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";\n"
                         "ALTER TABLE " TT_FMT " ALTER COLUMN " TT_FMT " SET NOT NULL;\n"
                         "ALTER TABLE " TT_FMT " DROP CONSTRAINT " TT_FMT ";",
                         TT_ARG(table), TT_ARG(name), TT_ARG(column_name), TT_ARG(table),
                         TT_ARG(name), TT_ARG(table), TT_ARG(column_name), TT_ARG(table),
                         TT_ARG(name));
}

struct tt_str tt_sql_view_left(struct tt_check *check, struct tt_name view,
                               struct tt_name table)
{
    return tt_str_format(&check->arena,
                         "CREATE VIEW " TT_FMT "%s AS SELECT * FROM " TT_FMT ";\n"
                         "-- the view has privileges of its own:\n"
                         "-- GRANT SELECT, INSERT, UPDATE, DELETE ON " TT_FMT " TO <role>;",
                         TT_ARG(tt_sql_name(check, view)),
                         tt_check_pg_version(check) >= 15 ? " WITH (security_invoker)" : "",
                         TT_ARG(tt_sql_name(check, table)), TT_ARG(tt_sql_name(check, view)));
}

struct tt_str tt_sql_build_index(struct tt_check *check, const struct tt_index *index,
                                 struct tt_str name)
{
    struct tt_arena *arena = &check->arena;
    return tt_str_format(
        arena, "CREATE %sINDEX CONCURRENTLY " TT_FMT "%sON " TT_FMT "%s" TT_FMT " " TT_FMT ";",
        index->unique ? "UNIQUE " : "", TT_ARG(name.len > 0 ? tt_quote(arena, name) : name),
        name.len > 0 ? " " : "", TT_ARG(tt_sql_name(check, index->relation->name)),
        index->method.len > 0 ? " USING " : "", TT_ARG(index->method),
        TT_ARG(tt_index_definition(arena, index)));
}

/* As a query says them, without what only an index has; empty where one is not known. */
static struct tt_str expressions_of(struct tt_arena *arena, const struct tt_index *index)
{
    struct tt_str list = {0};
    for (size_t i = 0; i < index->key_count; i++) {
        const struct tt_index_key *key = &index->keys[i];
        struct tt_str text = key->column       ? tt_quote(arena, key->column->name)
                             : key->expression ? tt_written_text(arena, key->expression)
                                               : (struct tt_str){0};
        if (text.len == 0) {
            return text;
        }
        list = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(list), i > 0 ? ", " : "",
                             TT_ARG(text));
    }
    return list;
}

struct tt_str tt_sql_find_doubles(struct tt_check *check, const struct tt_index *index)
{
    struct tt_arena *arena = &check->arena;
    struct tt_str keys = expressions_of(arena, index), where = {0};
    if (keys.len == 0) {
        return TT_STR("");
    }
    bool primary = index->constraint && index->constraint->kind == TT_PRIMARY_KEY;
    if (!index->nulls_not_distinct && !primary) {
        where = tt_str_format(arena, " WHERE (" TT_FMT ") IS NOT NULL", TT_ARG(keys));
    }
    if (index->predicate) {
        where = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(where),
                              where.len > 0 ? " AND " : " WHERE ",
                              TT_ARG(tt_written_text(arena, index->predicate)));
    }
    return tt_str_format(arena,
                         "-- see first whether it holds; rows that are alike make it fail with "
                         "SQLSTATE 23505:\n"
                         "-- SELECT " TT_FMT ", count(*) FROM " TT_FMT TT_FMT
                         " GROUP BY " TT_FMT " HAVING count(*) > 1;\n",
                         TT_ARG(keys), TT_ARG(tt_sql_name(check, index->relation->name)),
                         TT_ARG(where), TT_ARG(keys));
}

struct tt_str tt_say_command(struct tt_check *check, const struct tt_stmt *stmt)
{
    static const char *const words[] = {"concurrently"};
    bool concurrent = tt_first_of(stmt->text, words, 1).len > 0;
    if (concurrent && tt_str_is(stmt->kind, "AlterTableStmt")) {
        return TT_STR("DETACH CONCURRENTLY"); /* the one such part of an ALTER TABLE */
    }
    return tt_str_format(&check->arena, TT_FMT "%s",
                         TT_ARG(tt_command_tag(&check->arena, stmt)),
                         concurrent ? " CONCURRENTLY" : "");
}

const char *tt_say_blocked(enum tt_lock lock)
{
    if (tt_lock_blocks_reads(lock)) {
        return "reads and writes";
    }
    return tt_lock_blocks_writes(lock) ? "writes" : "other schema changes";
}
