#include "model/catalog.h"
#include "model/function.h"
#include "model/state.h"
#include "model/step.h"

static void forget(struct tt_model *model, struct tt_map *map, struct tt_name name,
                   const void *object)
{
    if (tt_slot_get(model, map, name.schema, name.name) == object) {
        tt_slot_put(model, map, name, NULL);
        tt_name_freed(model, TT_AMONG_RELATIONS, name);
    }
}

void tt_refer(struct tt_model *model, struct tt_constraint *key)
{
    struct tt_constraint **first = &key->references->referencing;
    key->next_referencing = *first;
    key->referencing_at = first;
    if (*first) {
        tt_set(model, (*first)->referencing_at, &key->next_referencing);
    }
    tt_set(model, *first, key);
}

void tt_remove_constraint(struct tt_model *model, struct tt_constraint *constraint)
{
    struct tt_relation *relation = constraint->relation;
    struct tt_constraint **place = &relation->constraints, *before = NULL;
    while (*place && *place != constraint) {
        before = *place;
        place = &(*place)->next;
    }
    if (*place) {
        tt_set(model, *place, constraint->next);
        tt_constraint_name_unused(model, relation->name.schema, constraint->name);
    }
    if (relation->last_constraint == constraint) {
        tt_set(model, relation->last_constraint, before);
    }
    if (constraint->referencing_at && *constraint->referencing_at == constraint) {
        tt_set(model, *constraint->referencing_at, constraint->next_referencing);
        if (constraint->next_referencing) {
            tt_set(model, constraint->next_referencing->referencing_at,
                   constraint->referencing_at);
        }
    }
    if (constraint->index) {
        tt_remove_index(model, constraint->index);
    }
}

void tt_remove_index(struct tt_model *model, struct tt_index *index)
{
    struct tt_index **place = &index->relation->indexes;
    while (*place && *place != index) {
        place = &(*place)->next;
    }
    if (*place) {
        tt_set(model, *place, index->next);
    }
    forget(model, &model->indexes, index->name, index);
}

static bool index_uses(const struct tt_index *index, const struct tt_column *column)
{
    for (size_t i = 0; i < index->key_count; i++) {
        if (index->keys[i].column == column) {
            return true;
        }
    }
    return tt_columns_hold(index->expression_columns, column);
}

void tt_remove_column(struct tt_model *model, struct tt_relation *relation,
                      struct tt_column *column)
{
    tt_drop_dependent(model, relation, "generated column", column->name);
    struct tt_constraint *next = NULL;
    for (struct tt_constraint *each = relation->constraints; each; each = next) {
        next = each->next;
        if (tt_columns_hold(each->columns, column)) {
            tt_remove_constraint(model, each);
        }
    }
    struct tt_index *next_index = NULL;
    for (struct tt_index *each = relation->indexes; each; each = next_index) {
        next_index = each->next;
        if (index_uses(each, column)) {
            tt_remove_index(model, each);
        }
    }
    struct tt_column **place = &relation->columns, *before = NULL;
    while (*place && *place != column) {
        before = *place;
        place = &(*place)->next;
    }
    if (*place) {
        tt_set(model, *place, column->next);
    }
    if (relation->last_column == column) {
        tt_set(model, relation->last_column, before);
    }
    if (column->sequence) {
        tt_remove_relation(model, column->sequence);
    }
}

void tt_remove_relation(struct tt_model *model, struct tt_relation *relation)
{
    while (relation->referencing) {
        tt_remove_constraint(model, relation->referencing);
    }
    while (relation->constraints) {
        tt_remove_constraint(model, relation->constraints);
    }
    while (relation->indexes) {
        tt_remove_index(model, relation->indexes);
    }
    for (struct tt_column *each = relation->columns; each; each = each->next) {
        if (each->sequence) {
            tt_remove_relation(model, each->sequence);
        }
    }
    if (relation->owner) {
        tt_disown_sequence(model, relation);
    }
    tt_set(model, relation->exists, false);
    forget(model, &model->relations, relation->name, relation);
}

void tt_disown_sequence(struct tt_model *model, struct tt_relation *sequence)
{
    struct tt_column *each = sequence->owner ? sequence->owner->columns : NULL;
    for (; each; each = each->next) {
        if (each->sequence == sequence) {
            tt_set(model, each->sequence, NULL);
        }
    }
    tt_set(model, sequence->owner, NULL);
}

void tt_own_sequence(struct tt_model *model, struct tt_relation *sequence,
                     struct tt_relation *table, struct tt_column *column)
{
    tt_disown_sequence(model, sequence);
    tt_set(model, sequence->owner, table);
    tt_set(model, column->sequence, sequence);
}

/* mark_index_clustered(): one index of a table at most. */
void tt_mark_clustered(struct tt_model *model, struct tt_index *index)
{
    for (struct tt_index *each = index->relation->indexes; each; each = each->next) {
        if (each->clustered != (each == index)) {
            tt_set(model, each->clustered, each == index);
        }
    }
}

void tt_remove_type(struct tt_model *model, struct tt_user_type *type)
{
    tt_set(model, type->exists, false);
    forget(model, &model->types, type->full, type);
}

void tt_rename_constraint(struct tt_model *model, struct tt_constraint *constraint,
                          struct tt_str to)
{
    struct tt_str schema = constraint->relation->name.schema;
    tt_constraint_name_unused(model, schema, constraint->name);
    tt_set(model, constraint->name, tt_str_copy(&model->arena, to));
    tt_constraint_name_used(model, schema, constraint->name);
}

/* AlterConstraintNamespaces() */
static void move_constraints(struct tt_model *model, const struct tt_relation *relation,
                             struct tt_str from, struct tt_str to)
{
    if (!tt_str_equal(from, to)) {
        const struct tt_constraint *each = relation->constraints;
        for (; each; each = each->next) {
            tt_constraint_name_unused(model, from, each->name);
            tt_constraint_name_used(model, to, each->name);
        }
    }
}

void tt_move_relation(struct tt_model *model, struct tt_relation *relation, struct tt_name to)
{
    forget(model, &model->relations, relation->name, relation);
    struct tt_str from = relation->name.schema;
    tt_set(model, relation->name, tt_keep_name(model, to));
    move_constraints(model, relation, from, to.schema);
    tt_slot_put(model, &model->relations, relation->name, relation);
}

void tt_move_index(struct tt_model *model, struct tt_index *index, struct tt_name to)
{
    forget(model, &model->indexes, index->name, index);
    tt_set(model, index->name, tt_keep_name(model, to));
    tt_slot_put(model, &model->indexes, index->name, index);
}

void tt_move_type(struct tt_model *model, struct tt_user_type *type, struct tt_name to)
{
    forget(model, &model->types, type->full, type);
    tt_set(model, type->full, tt_keep_name(model, to));
    tt_set(model, type->name, type->full.name);
    tt_slot_put(model, &model->types, type->full, type);
}

void tt_move_schema(struct tt_model *model, struct tt_str from, struct tt_str to)
{
    struct tt_schema *schema = tt_find_schema(model, from);
    if (schema) {
        tt_set(model, schema->name, tt_str_copy(&model->arena, to));
    }
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (!relation->exists || !tt_str_equal(relation->name.schema, from)) {
            continue;
        }
        tt_move_relation(model, relation, (struct tt_name){to, relation->name.name});
        for (struct tt_index *each = relation->indexes; each; each = each->next) {
            tt_move_index(model, each, (struct tt_name){to, each->name.name});
        }
    }
    for (size_t i = 0; i < model->all_types.count; i++) {
        struct tt_user_type *type = model->all_types.items[i];
        if (type->exists && tt_str_equal(type->full.schema, from)) {
            tt_move_type(model, type, (struct tt_name){to, type->name});
        }
    }
    for (size_t i = 0, count = model->all_functions.count; i < count; i++) {
        struct tt_function *function = model->all_functions.items[i];
        if (function->exists && tt_str_equal(function->name.schema, from)) {
            tt_move_function(model, function, (struct tt_name){to, function->name.name});
        }
    }
}
