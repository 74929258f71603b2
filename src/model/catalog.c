#include "model/catalog.h"

#include <string.h>

#include "base/arena.h"
#include "model/state.h"
#include "sql/node.h"

struct tt_arena *tt_model_arena(struct tt_model *model)
{
    return &model->arena;
}

struct tt_arena *tt_scratch_arena(struct tt_model *model)
{
    return &model->scratch;
}

struct tt_undo *tt_model_undo(struct tt_model *model)
{
    return &model->undo;
}

/* --- names ----------------------------------------------------------------- */

/* No name holds a zero byte, but one may hold a dot. */
static void write_key(char *bytes, struct tt_str schema, struct tt_str name)
{
    memcpy(bytes, schema.ptr ? schema.ptr : "", schema.len);
    bytes[schema.len] = '\0';
    memcpy(bytes + schema.len + 1, name.ptr ? name.ptr : "", name.len);
}

static struct tt_str key_of(struct tt_arena *arena, struct tt_str schema, struct tt_str name)
{
    size_t len = schema.len + 1 + name.len;
    char *bytes = tt_new_array(arena, char, len);
    write_key(bytes, schema, name);
    return (struct tt_str){bytes, len};
}

void *tt_slot_get(struct tt_model *model, const struct tt_map *map, struct tt_str schema,
                  struct tt_str name)
{
    enum { SHORT_BYTES = 160 };
    char bytes[SHORT_BYTES];
    struct tt_str key = {bytes, schema.len + 1 + name.len};
    if (key.len > sizeof(bytes)) {
        key = key_of(&model->scratch, schema, name);
    } else {
        write_key(bytes, schema, name);
    }
    const struct tt_slot *slot = tt_map_get(map, key);
    return slot ? slot->object : NULL;
}

void tt_slot_put(struct tt_model *model, struct tt_map *map, struct tt_name name, void *object)
{
    struct tt_str key = key_of(&model->arena, name.schema, name.name);
    model->has_temporary = model->has_temporary || tt_str_is(name.schema, "pg_temp");
    struct tt_slot *slot = tt_map_get(map, key);
    if (!slot) {
        slot = tt_new(&model->arena, struct tt_slot);
        tt_map_set(map, key, slot);
    }
    tt_set(model, slot->object, object);
}

static void *find(struct tt_model *model, const struct tt_map *map, struct tt_name name)
{
    if (name.schema.len > 0) {
        return tt_slot_get(model, map, name.schema, name.name);
    }
    /* Temporary objects hide others of their name. */
    void *found = model->has_temporary ? tt_slot_get(model, map, TT_STR("pg_temp"), name.name)
                                       : NULL;
    for (size_t i = 0; !found && i < model->settings.search_path_count; i++) {
        found = tt_slot_get(model, map, model->settings.search_path[i], name.name);
    }
    return found;
}

struct tt_name tt_keep_name(struct tt_model *model, struct tt_name name)
{
    return (struct tt_name){
        .schema = tt_str_copy(&model->arena, name.schema),
        .name = tt_str_copy(&model->arena, name.name),
    };
}

struct tt_name tt_creation_name(struct tt_model *model, struct tt_name name, bool temporary)
{
    if (temporary) {
        name.schema = TT_STR("pg_temp");
    } else if (name.schema.len == 0) {
        bool any = model->settings.search_path_count > 0;
        name.schema = any ? model->settings.search_path[0] : TT_STR("public");
    }
    return name;
}

/* --- looking up ------------------------------------------------------------- */

struct tt_relation *tt_find_relation(struct tt_model *model, struct tt_name name)
{
    return find(model, &model->relations, name);
}

struct tt_index *tt_find_index(struct tt_model *model, struct tt_name name)
{
    return find(model, &model->indexes, name);
}

struct tt_user_type *tt_find_type_name(struct tt_model *model, struct tt_name name)
{
    return find(model, &model->types, name);
}

struct tt_user_type *tt_find_type(struct tt_model *model, const struct tt_type *type)
{
    if (type->builtin) {
        return NULL;
    }
    if (type->user && type->user->exists) {
        return type->user;
    }
    return tt_find_type_name(model, (struct tt_name){type->schema, type->name});
}

struct tt_type tt_type_now(struct tt_model *model, const struct tt_node *type_name)
{
    struct tt_type type = tt_type_of(&model->arena, type_name);
    type.user = tt_find_type(model, &type);
    return type;
}

struct tt_column *tt_find_column(const struct tt_relation *relation, struct tt_str name)
{
    struct tt_column *column = relation->columns;
    while (column && !tt_str_equal(column->name, name)) {
        column = column->next;
    }
    return column;
}

struct tt_constraint *tt_find_constraint(const struct tt_relation *relation, struct tt_str name)
{
    struct tt_constraint *constraint = relation->constraints;
    while (constraint && !tt_str_equal(constraint->name, name)) {
        constraint = constraint->next;
    }
    return constraint;
}

bool tt_domain_is_constrained(struct tt_model *model, const struct tt_user_type *domain)
{
    while (domain && domain->kind == TT_TYPE_DOMAIN) {
        if (domain->constrained) {
            return true;
        }
        domain = tt_find_type(model, &domain->base);
    }
    return false;
}

bool tt_columns_hold(struct tt_columns columns, const struct tt_column *column)
{
    for (size_t i = 0; i < columns.count; i++) {
        if (columns.items[i] == column) {
            return true;
        }
    }
    return false;
}

/* --- all of them --------------------------------------------------------------- */

struct tt_relation *const *tt_all_relations(const struct tt_model *model, size_t *ret_count)
{
    *ret_count = model->all_relations.count;
    return model->all_relations.items;
}

struct tt_user_type *const *tt_all_types(const struct tt_model *model, size_t *ret_count)
{
    *ret_count = model->all_types.count;
    return model->all_types.items;
}

const struct tt_schema *tt_all_schemas(const struct tt_model *model)
{
    return model->schemas;
}

const struct tt_extension *tt_all_extensions(const struct tt_model *model)
{
    return model->extensions;
}

/* --- making ------------------------------------------------------------------ */

struct tt_birth tt_birth_now(const struct tt_model *model)
{
    return (struct tt_birth){model->file_number, model->transaction_number};
}

bool tt_is_new(const struct tt_model *model, struct tt_birth birth)
{
    return birth.file == model->file_number || birth.transaction == model->transaction_number;
}

bool tt_relation_is_new(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->temporary || tt_is_new(model, relation->birth);
}

bool tt_may_hold_rows(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->filled || !tt_relation_is_new(model, relation);
}

struct tt_relation *tt_make_relation(struct tt_model *model, struct tt_name name,
                                     enum tt_relation_kind kind)
{
    struct tt_relation *relation = tt_new(&model->arena, struct tt_relation);
    relation->name = tt_keep_name(model, name);
    relation->kind = kind;
    relation->known = true;
    relation->birth = tt_birth_now(model);
    relation->temporary = tt_str_is(name.schema, "pg_temp");
    tt_set(model, relation->exists, true);
    tt_slot_put(model, &model->relations, relation->name, relation);
    tt_vec_push(&model->arena, &model->all_relations, relation);
    if (relation->temporary) {
        tt_vec_push(&model->arena, &model->temporary, relation);
    }
    return relation;
}

struct tt_relation *tt_need_relation(struct tt_model *model, struct tt_name name)
{
    struct tt_relation *relation = tt_find_relation(model, name);
    if (!relation) {
        relation = tt_make_relation(model, tt_creation_name(model, name, false), TT_TABLE);
        relation->known = false;
        relation->filled = true;
        relation->birth = (struct tt_birth){0};
    }
    return relation;
}

bool tt_is_full(const struct tt_relation *relation)
{
    return relation->attribute_count >= TT_COLUMNS_MAX;
}

struct tt_column *tt_make_column(struct tt_model *model, struct tt_relation *relation,
                                 struct tt_str name)
{
    struct tt_column *column = tt_new(&model->arena, struct tt_column);
    column->name = tt_str_copy(&model->arena, name);
    column->known = true;
    column->birth = tt_birth_now(model);
    if (tt_is_full(relation)) {
        return column;
    }
    if (relation->columns) {
        tt_set(model, relation->last_column->next, column);
    } else {
        tt_set(model, relation->columns, column);
    }
    tt_set(model, relation->last_column, column);
    tt_set(model, relation->attribute_count, relation->attribute_count + 1);
    return column;
}

struct tt_column *tt_need_column(struct tt_model *model, struct tt_relation *relation,
                                 struct tt_str name)
{
    struct tt_column *column = tt_find_column(relation, name);
    if (!column) {
        column = tt_make_column(model, relation, name);
        column->known = false;
        column->birth = (struct tt_birth){0};
    }
    return column;
}

struct tt_columns tt_columns_of_names(struct tt_model *model, struct tt_relation *relation,
                                      const struct tt_node *strings)
{
    struct tt_columns columns = {0};
    columns.items = tt_new_array(&model->arena, struct tt_column *, tt_node_count(strings));
    const struct tt_node *each = tt_node_first(strings);
    for (; each; each = tt_node_next(each)) {
        columns.items[columns.count++] = tt_need_column(model, relation, tt_node_string(each));
    }
    return columns;
}

struct tt_constraint *tt_make_constraint(struct tt_model *model, struct tt_relation *relation,
                                         enum tt_constraint_kind kind, struct tt_str name)
{
    struct tt_constraint *constraint = tt_new(&model->arena, struct tt_constraint);
    constraint->name = tt_str_copy(&model->arena, name);
    constraint->kind = kind;
    constraint->relation = relation;
    constraint->validated = true;
    constraint->enforced = true;
    constraint->birth = tt_birth_now(model);
    if (relation->constraints) {
        tt_set(model, relation->last_constraint->next, constraint);
    } else {
        tt_set(model, relation->constraints, constraint);
    }
    tt_set(model, relation->last_constraint, constraint);
    tt_constraint_name_used(model, relation->name.schema, constraint->name);
    return constraint;
}

struct tt_index *tt_make_index(struct tt_model *model, struct tt_relation *relation,
                               struct tt_name name)
{
    struct tt_index *index = tt_new(&model->arena, struct tt_index);
    index->name = tt_keep_name(model, name);
    index->relation = relation;
    index->valid = true;
    index->birth = tt_birth_now(model);
    index->next = relation->indexes;
    tt_set(model, relation->indexes, index);
    tt_slot_put(model, &model->indexes, index->name, index);
    return index;
}

struct tt_user_type *tt_make_type(struct tt_model *model, struct tt_name name,
                                  enum tt_type_kind kind)
{
    struct tt_user_type *type = tt_new(&model->arena, struct tt_user_type);
    type->full = tt_keep_name(model, name);
    type->name = type->full.name;
    type->kind = kind;
    type->birth = tt_birth_now(model);
    tt_set(model, type->exists, true);
    tt_slot_put(model, &model->types, type->full, type);
    tt_vec_push(&model->arena, &model->all_types, type);
    return type;
}

const char *tt_relation_kind_name(enum tt_relation_kind kind)
{
    static const char *const names[] = {
        [TT_TABLE] = "table",
        [TT_PARTITIONED_TABLE] = "partitioned table",
        [TT_FOREIGN_TABLE] = "foreign table",
        [TT_VIEW] = "view",
        [TT_MATERIALIZED_VIEW] = "materialized view",
        [TT_SEQUENCE] = "sequence",
    };
    return names[kind];
}
