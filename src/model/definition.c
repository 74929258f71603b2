#include "model/definition.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/written.h"

struct tt_str tt_column_list(struct tt_arena *arena, struct tt_columns columns)
{
    TT_VEC(char) joined = {0};
    for (size_t i = 0; i < columns.count; i++) {
        struct tt_str name = tt_quote(arena, columns.items[i]->name);
        for (size_t j = 0; i > 0 && j < 2; j++) {
            tt_vec_push(arena, &joined, ", "[j]);
        }
        for (size_t j = 0; j < name.len; j++) {
            tt_vec_push(arena, &joined, name.ptr[j]);
        }
    }
    return (struct tt_str){joined.items, joined.count};
}

static struct tt_str action(struct tt_arena *arena, const char *event, char letter,
                            struct tt_columns columns)
{
    const char *what = letter == 'r'   ? "RESTRICT"
                       : letter == 'c' ? "CASCADE"
                       : letter == 'n' ? "SET NULL"
                       : letter == 'd' ? "SET DEFAULT"
                                       : NULL;
    if (!what) {
        return (struct tt_str){0};
    }
    struct tt_str list = tt_column_list(arena, columns);
    return tt_str_format(arena, " ON %s %s%s" TT_FMT "%s", event, what,
                         columns.count > 0 ? " (" : "", TT_ARG(list),
                         columns.count > 0 ? ")" : "");
}

static struct tt_str foreign_key(struct tt_arena *arena, const struct tt_constraint *key)
{
    struct tt_columns none = {0};
    struct tt_str referenced = tt_column_list(arena, key->referenced);
    return tt_str_format(
        arena, "FOREIGN KEY (" TT_FMT ") REFERENCES " TT_FMT "%s" TT_FMT "%s%s" TT_FMT TT_FMT,
        TT_ARG(tt_column_list(arena, key->columns)),
        TT_ARG(tt_display_name(arena, key->references->name)), referenced.len > 0 ? "(" : "",
        TT_ARG(referenced), referenced.len > 0 ? ")" : "",
        key->match == 'f' ? " MATCH FULL" : "",
        TT_ARG(action(arena, "UPDATE", key->on_update, none)),
        TT_ARG(action(arena, "DELETE", key->on_delete, key->delete_sets)));
}

static struct tt_str include(struct tt_arena *arena, const struct tt_index *index)
{
    if (!index || index->includes.count == 0) {
        return (struct tt_str){0};
    }
    return tt_str_format(arena, " INCLUDE (" TT_FMT ")",
                         TT_ARG(tt_column_list(arena, index->includes)));
}

static struct tt_str unique(struct tt_arena *arena, const struct tt_constraint *key)
{
    const char *word = key->kind == TT_PRIMARY_KEY ? "PRIMARY KEY"
                       : key->index && key->index->nulls_not_distinct
                           ? "UNIQUE NULLS NOT DISTINCT"
                           : "UNIQUE";
    return tt_str_format(arena, "%s (" TT_FMT ")" TT_FMT, word,
                         TT_ARG(tt_column_list(arena, key->columns)),
                         TT_ARG(include(arena, key->index)));
}

static struct tt_str written(struct tt_arena *arena, const struct tt_constraint *constraint)
{
    return constraint->written ? tt_written_text(arena, constraint->written)
                               : (struct tt_str){0};
}

static struct tt_str core(struct tt_arena *arena, const struct tt_constraint *constraint)
{
    switch (constraint->kind) {
    case TT_CHECK:
        return tt_str_format(arena, "CHECK (" TT_FMT ")", TT_ARG(written(arena, constraint)));
    case TT_NOT_NULL:
        return tt_str_format(arena, "NOT NULL " TT_FMT,
                             TT_ARG(tt_column_list(arena, constraint->columns)));
    case TT_FOREIGN_KEY:
        return foreign_key(arena, constraint);
    case TT_PRIMARY_KEY:
    case TT_UNIQUE:
        return unique(arena, constraint);
    case TT_EXCLUSION:
        return tt_str_format(arena, "EXCLUDE " TT_FMT, TT_ARG(written(arena, constraint)));
    }
    return (struct tt_str){0};
}

struct tt_str tt_constraint_definition(struct tt_arena *arena,
                                       const struct tt_constraint *constraint)
{
    return tt_str_format(arena, TT_FMT "%s%s%s%s%s", TT_ARG(core(arena, constraint)),
                         constraint->no_inherit ? " NO INHERIT" : "",
                         constraint->deferrable ? " DEFERRABLE" : "",
                         constraint->deferred ? " INITIALLY DEFERRED" : "",
                         constraint->enforced ? "" : " NOT ENFORCED",
                         constraint->validated || !constraint->enforced ? "" : " NOT VALID");
}

struct tt_str tt_partition_key_definition(struct tt_arena *arena,
                                          const struct tt_relation *relation)
{
    static const char *const words[] = {[TT_PARTITION_BY_LIST] = "LIST",
                                        [TT_PARTITION_BY_RANGE] = "RANGE",
                                        [TT_PARTITION_BY_HASH] = "HASH"};
    if (relation->strategy == TT_NOT_PARTITIONED) {
        return (struct tt_str){0};
    }
    struct tt_str list = {0};
    for (size_t i = 0; i < relation->partition_key.count; i++) {
        const struct tt_column *column = relation->partition_key.items[i];
        const struct tt_written *expression = relation->partition_expressions[i];
        struct tt_str part = column       ? tt_quote(arena, column->name)
                             : expression ? tt_written_text(arena, expression)
                                          : (struct tt_str){0};
        list = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(list), i > 0 ? ", " : "",
                             TT_ARG(part));
    }
    return tt_str_format(arena, "%s (" TT_FMT ")", words[relation->strategy], TT_ARG(list));
}

static struct tt_str key_definition(struct tt_arena *arena, const struct tt_index_key *key)
{
    struct tt_str what = key->column       ? tt_quote(arena, key->column->name)
                         : key->expression ? tt_written_text(arena, key->expression)
                                           : (struct tt_str){0};
    return tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(what),
                         key->options.len > 0 ? " " : "", TT_ARG(key->options));
}

struct tt_str tt_index_definition(struct tt_arena *arena, const struct tt_index *index)
{
    struct tt_str keys = {0}, where = {0};
    for (size_t i = 0; i < index->key_count; i++) {
        keys = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(keys), i > 0 ? ", " : "",
                             TT_ARG(key_definition(arena, &index->keys[i])));
    }
    if (index->predicate) {
        where = tt_str_format(arena, " WHERE " TT_FMT,
                              TT_ARG(tt_written_text(arena, index->predicate)));
    }
    return tt_str_format(arena, "(" TT_FMT ")" TT_FMT "%s" TT_FMT, TT_ARG(keys),
                         TT_ARG(include(arena, index)),
                         index->nulls_not_distinct ? " NULLS NOT DISTINCT" : "", TT_ARG(where));
}
