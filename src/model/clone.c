/* Indexes and constraints that a table gets after another's: partitions, children, LIKE. */
#include "base/arena.h"
#include "base/str.h"
#include "model/object_name.h"
#include "model/partition.h"
#include "model/state.h"

/* The columns of the same names. */
static struct tt_columns map_columns(struct tt_model *model, struct tt_relation *onto,
                                     struct tt_columns columns)
{
    struct tt_columns mapped = {0};
    mapped.items = tt_new_array(&model->arena, struct tt_column *, columns.count);
    for (size_t i = 0; i < columns.count; i++) {
        mapped.items[mapped.count++] = tt_need_column(model, onto, columns.items[i]->name);
    }
    return mapped;
}

/* ChooseIndexColumnNames() in indexcmds.c. */
static struct tt_str joined_keys(struct tt_arena *arena, const struct tt_index *index)
{
    struct tt_str joined = {0};
    for (size_t i = 0; i < index->key_count; i++) {
        const struct tt_index_key *key = &index->keys[i];
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? "_" : "",
                               TT_ARG(key->column ? key->column->name : key->name));
    }
    for (size_t i = 0; i < index->includes.count; i++) {
        joined = tt_str_format(arena, TT_FMT "_" TT_FMT, TT_ARG(joined),
                               TT_ARG(index->includes.items[i]->name));
    }
    return joined;
}

/* ChooseIndexName() in indexcmds.c. */
static struct tt_str clone_name(struct tt_model *model, const struct tt_relation *onto,
                                const struct tt_index *source)
{
    const struct tt_constraint *constraint = source->constraint;
    bool primary = constraint && constraint->kind == TT_PRIMARY_KEY;
    const char *label = !constraint                        ? "idx"
                        : primary                          ? "pkey"
                        : constraint->kind == TT_EXCLUSION ? "excl"
                                                           : "key";
    struct tt_str columns = primary ? (struct tt_str){0} : joined_keys(&model->arena, source);
    return tt_index_name(model, onto, columns, label);
}

static void clone_key(struct tt_step *step, struct tt_index *index,
                      const struct tt_constraint *source, bool inherited)
{
    struct tt_model *model = step->model;
    struct tt_constraint *key = tt_make_constraint(model, index->relation, source->kind,
                                                   index->name.name);
    key->columns = map_columns(model, index->relation, source->columns);
    key->deferrable = source->deferrable;
    key->deferred = source->deferred;
    key->inherited = inherited;
    key->index = index;
    index->constraint = key;
    for (size_t i = 0; key->kind == TT_PRIMARY_KEY && i < key->columns.count; i++) {
        tt_set(model, key->columns.items[i]->not_null, true);
    }
}

struct tt_index *tt_clone_index(struct tt_step *step, struct tt_relation *onto,
                                struct tt_index *source)
{
    struct tt_model *model = step->model;
    bool below = onto->parent == source->relation && onto->is_partition;
    struct tt_name name = {onto->name.schema, clone_name(model, onto, source)};
    struct tt_index *index = tt_make_index(model, onto, name);
    struct tt_index made = *index;
    *index = *source;
    index->name = made.name;
    index->relation = made.relation;
    index->birth = made.birth;
    index->next = made.next;
    index->valid = true;
    index->parent = below ? source : NULL;
    index->constraint = NULL;
    struct tt_index_key *keys = tt_new_array(&model->arena, struct tt_index_key,
                                             source->key_count);
    for (size_t i = 0; i < source->key_count; i++) {
        keys[i] = source->keys[i];
        keys[i].column = keys[i].column ? tt_need_column(model, onto, keys[i].column->name)
                                        : NULL;
    }
    index->keys = keys;
    index->includes = map_columns(model, onto, source->includes);
    index->expression_columns = map_columns(model, onto, source->expression_columns);
    if (source->constraint) {
        clone_key(step, index, source->constraint, below);
    }
    return index;
}

/* The same under another name on another relation, columns aside. */
static struct tt_constraint *copy_constraint(struct tt_model *model, struct tt_relation *onto,
                                             const struct tt_constraint *source,
                                             struct tt_str name, bool inherited)
{
    struct tt_constraint *copy = tt_make_constraint(model, onto, source->kind, name);
    struct tt_constraint made = *copy;
    *copy = *source;
    copy->name = made.name;
    copy->relation = onto;
    copy->birth = made.birth;
    copy->next = NULL;
    copy->inherited = inherited;
    return copy;
}

static void clone_check(struct tt_step *step, struct tt_relation *onto,
                        const struct tt_constraint *source, bool inherited)
{
    struct tt_model *model = step->model;
    struct tt_constraint *check = copy_constraint(model, onto, source, source->name, inherited);
    check->validated = source->enforced;
    check->columns = map_columns(model, onto, source->columns);
    check->proven_not_null = map_columns(model, onto, source->proven_not_null);
}

static bool is_check(const struct tt_constraint *constraint)
{
    return constraint->kind == TT_CHECK || constraint->kind == TT_NOT_NULL;
}

/* Both keep the name. */
void tt_clone_checks(struct tt_step *step, struct tt_relation *onto,
                     const struct tt_relation *source)
{
    for (const struct tt_constraint *each = source->constraints; each; each = each->next) {
        if (is_check(each) && !each->no_inherit && !tt_find_constraint(onto, each->name)) {
            clone_check(step, onto, each, true);
        }
    }
}

void tt_copy_checks(struct tt_step *step, struct tt_relation *onto,
                    const struct tt_relation *source)
{
    for (const struct tt_constraint *each = source->constraints; each; each = each->next) {
        if (is_check(each) && !tt_find_constraint(onto, each->name)) {
            clone_check(step, onto, each, false);
        }
    }
}

/* addFkRecurseReferencing(): the parent's name, unless the child has one like it. */
struct tt_constraint *tt_clone_foreign_key(struct tt_step *step, struct tt_relation *onto,
                                           const struct tt_constraint *source)
{
    struct tt_model *model = step->model;
    struct tt_columns columns = map_columns(model, onto, source->columns);
    struct tt_str name = source->name;
    if (tt_find_constraint(onto, name)) {
        name = tt_partition_key_name(model, onto, source);
    }
    struct tt_constraint *key = copy_constraint(model, onto, source, name, true);
    key->columns = columns;
    tt_refer(model, key);
    return key;
}
