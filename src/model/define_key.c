/* PRIMARY KEY, UNIQUE and EXCLUDE: constraints that an index enforces. */
#include "model/define.h"

#include <string.h>

#include "model/object_name.h"
#include "model/state.h"
#include "model/written.h"

struct keys {
    struct tt_index_key *items;
    size_t count;
};

static void add_key(struct keys *keys, struct tt_column *column)
{
    keys->items[keys->count++] = (struct tt_index_key){.column = column, .name = column->name};
}

static struct keys keys_of_columns(struct tt_model *model, struct tt_columns columns)
{
    struct keys keys = {tt_new_array(&model->arena, struct tt_index_key, columns.count), 0};
    for (size_t i = 0; i < columns.count; i++) {
        add_key(&keys, columns.items[i]);
    }
    return keys;
}

/* Each exclusion is a pair of an element, by name or as an expression, and operators. */
static struct keys keys_of_exclusion(struct tt_step *step, struct tt_relation *relation,
                                     const struct tt_node *node)
{
    struct tt_arena *arena = &step->model->arena;
    const struct tt_node *pairs = tt_node_get(node, "exclusions");
    struct keys keys = {tt_new_array(arena, struct tt_index_key, tt_node_count(pairs)), 0};
    const struct tt_node *each = tt_node_first(pairs);
    for (; each; each = tt_node_next(each), keys.count++) {
        const struct tt_node *pair = tt_node_get(tt_node_as(each, "List"), "items");
        const struct tt_node *element = tt_node_as(tt_node_first(pair), "IndexElem");
        struct tt_str name = tt_node_text(element, "name");
        struct tt_index_key *key = &keys.items[keys.count];
        key->name = tt_index_column_name(arena, keys.items, keys.count, element);
        key->column = name.len > 0 ? tt_need_column(step->model, relation, name) : NULL;
    }
    return keys;
}

/* ChooseIndexNameAddition() in indexcmds.c: INCLUDEd columns count as well. */
static struct tt_str joined_names(struct tt_arena *arena, struct keys keys,
                                  struct tt_columns includes)
{
    struct tt_str joined = {0};
    for (size_t i = 0; i < keys.count + includes.count; i++) {
        struct tt_str name = i < keys.count ? keys.items[i].name
                                            : includes.items[i - keys.count]->name;
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? "_" : "",
                               TT_ARG(name));
    }
    return joined;
}

static struct tt_columns columns_of_keys(struct tt_model *model, struct keys keys)
{
    struct tt_columns columns = {0};
    columns.items = tt_new_array(&model->arena, struct tt_column *, keys.count);
    for (size_t i = 0; i < keys.count; i++) {
        if (keys.items[i].column) {
            columns.items[columns.count++] = keys.items[i].column;
        }
    }
    return columns;
}

/* All that stands behind EXCLUDE up to its last bracket. */
static const struct tt_written *write_exclusion(struct tt_step *step,
                                                struct tt_relation *relation,
                                                const struct tt_node *node)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_span span = tt_stmt_clause(stmt, node), inside = {0};
    if (!tt_stmt_after_word(stmt, span, "exclude", &span)) {
        return NULL;
    }
    struct tt_span rest = span;
    while (tt_stmt_in_brackets(stmt, rest, &inside)) {
        rest.start = inside.end + 1;
    }
    span.end = rest.start;
    return tt_written_of(step, relation, span, node);
}

static struct tt_index *make_index(struct tt_step *step, struct tt_constraint *key,
                                   struct keys keys, struct tt_columns includes,
                                   const struct tt_node *node)
{
    struct tt_model *model = step->model;
    struct tt_name name = {key->relation->name.schema, key->name};
    struct tt_index *index = tt_make_index(model, key->relation, name);
    index->keys = keys.items;
    index->key_count = keys.count;
    index->includes = includes;
    index->unique = key->kind != TT_EXCLUSION;
    index->method = tt_str_copy(&model->arena, tt_node_text(node, "access_method"));
    index->nulls_not_distinct = tt_node_flag(node, "nulls_not_distinct");
    index->computed = key->columns.count < keys.count || tt_node_get(node, "where_clause");
    index->constraint = key;
    return index;
}

/* An index that is there already is taken over, under the constraint's name. */
static void take_index(struct tt_step *step, struct tt_constraint *key, struct tt_index *index)
{
    struct tt_model *model = step->model;
    tt_move_index(model, index, (struct tt_name){key->relation->name.schema, key->name});
    tt_set(model, index->constraint, key);
    key->index = index;
}

static struct keys keys_of_index(struct tt_model *model, const struct tt_index *index)
{
    struct keys keys = {tt_new_array(&model->arena, struct tt_index_key, index->key_count),
                        index->key_count};
    memcpy(keys.items, index->keys, keys.count * sizeof(*keys.items));
    return keys;
}

static struct keys keys_of(struct tt_step *step, struct tt_relation *relation,
                           enum tt_constraint_kind kind, const struct tt_node *node,
                           struct tt_column *column)
{
    struct tt_model *model = step->model;
    if (kind == TT_EXCLUSION) {
        return keys_of_exclusion(step, relation, node);
    }
    return keys_of_columns(
        model, column ? tt_one_column(model, column)
                      : tt_columns_of_names(model, relation, tt_node_get(node, "keys")));
}

struct tt_constraint *tt_define_key(struct tt_step *step, struct tt_relation *relation,
                                    enum tt_constraint_kind kind, const struct tt_node *node,
                                    struct tt_column *column)
{
    static const char *const labels[] = {
        [TT_PRIMARY_KEY] = "pkey", [TT_UNIQUE] = "key", [TT_EXCLUSION] = "excl"};
    struct tt_model *model = step->model;
    struct tt_str existing = tt_node_text(node, "indexname");
    struct tt_name full = {relation->name.schema, existing};
    struct tt_index *taken = existing.len > 0 ? tt_find_index(model, full) : NULL;
    struct keys keys = existing.len == 0 ? keys_of(step, relation, kind, node, column)
                       : taken           ? keys_of_index(model, taken)
                                         : (struct keys){0};
    struct tt_columns includes = tt_columns_of_names(model, relation,
                                                     tt_node_get(node, "including"));
    struct tt_str joined = kind == TT_PRIMARY_KEY ? (struct tt_str){0}
                                                  : joined_names(&model->arena, keys, includes);
    struct tt_constraint *key = tt_new_constraint(step, relation, kind, node, joined,
                                                  labels[kind]);
    key->columns = columns_of_keys(model, keys);
    if (taken) {
        take_index(step, key, taken);
    } else if (existing.len == 0) {
        key->index = make_index(step, key, keys, includes, node);
    }
    if (kind == TT_EXCLUSION && key->index) {
        key->written = write_exclusion(step, relation, node);
        key->index->predicate = tt_written_in_brackets(step, relation, node, "where",
                                                       tt_node_get(node, "where_clause"));
    }
    for (size_t i = 0; kind == TT_PRIMARY_KEY && i < key->columns.count; i++) {
        tt_set(model, key->columns.items[i]->not_null, true);
    }
    return key;
}
