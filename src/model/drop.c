/* DROP of tables, views, indexes, types and schemas. */
#include "model/alter.h"
#include "model/attached.h"
#include "model/dependency.h"
#include "model/function.h"
#include "model/function_use.h"
#include "model/state.h"

static bool is_cascade(const struct tt_step *step)
{
    return tt_node_text_is(step->node, "behavior", "DROP_CASCADE");
}

/* DropErrorMsgWrongType(): each kind has a DROP of its own. */
static bool fits(struct tt_step *step, enum tt_object object,
                 const struct tt_relation *relation)
{
    if (!relation->known || tt_relation_object(relation) == object) {
        return true;
    }
    tt_add_failure(step, TT_FAILS_ALWAYS, "42809", NULL,
                   tt_str_format(&step->model->scratch, "\"" TT_FMT "\" is a %s",
                                 TT_ARG(relation->name.name),
                                 tt_object_word(tt_relation_object(relation))));
    return false;
}

/* NULL when it may not be there. */
static struct tt_relation *doomed_relation(struct tt_step *step, enum tt_object object,
                                           struct tt_name name)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_find_relation(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, object, relation);
    if (relation) {
        return fits(step, object, relation) ? relation : NULL;
    }
    change->name = tt_creation_name(model, name, false);
    change->if_exists = tt_node_flag(step->node, "missing_ok");
    change->certainty = TT_ASSUMED;
    if (tt_find_index(model, name)) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is an index", TT_ARG(name.name));
        return NULL;
    }
    return change->if_exists ? NULL : tt_need_relation(model, name);
}

/* All at once: what depends on one of them may be another. */
static void drop_relations(struct tt_step *step, enum tt_object object)
{
    const struct tt_node *objects = tt_node_get(step->node, "objects");
    struct tt_relation **doomed = tt_new_array(&step->model->scratch, struct tt_relation *,
                                               tt_node_count(objects));
    size_t count = 0;
    for (const struct tt_node *each = tt_node_first(objects); each; each = tt_node_next(each)) {
        struct tt_name name = tt_name_of_list(tt_node_get(tt_node_as(each, "List"), "items"));
        doomed[count] = doomed_relation(step, object, name);
        count += doomed[count] != NULL;
    }
    tt_drop_relations(step, doomed, count, is_cascade(step));
}

/* RemoveRelations(): one at a time, and nothing that hangs on it. */
static void refuse_concurrently(struct tt_step *step, struct tt_relation *relation)
{
    if (tt_node_count(tt_node_get(step->node, "objects")) > 1 || is_cascade(step)) {
        tt_refused(step, relation, "0A000", "one index alone can be dropped concurrently");
    } else if (relation && relation->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "0A000", "it is the index of a partitioned table");
    }
}

/* The partitions' own go with it. */
static void drop_parts(struct tt_step *step, const struct tt_index *index)
{
    for (struct tt_relation *each = index->relation->children; each;
         each = each->next_sibling) {
        struct tt_index *part = each->indexes;
        while (part && part->parent != index) {
            part = part->next;
        }
        tt_take_other_lock(step, each, TT_LOCK_ACCESS_EXCLUSIVE);
        if (part) {
            drop_parts(step, part);
            tt_remove_index(step->model, part);
        }
    }
}

static void drop_index(struct tt_step *step, struct tt_name name)
{
    struct tt_model *model = step->model;
    struct tt_index *index = tt_find_index(model, name);
    bool concurrently = tt_node_flag(step->node, "concurrent");
    struct tt_relation *relation = index ? index->relation : NULL;
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_INDEX, relation);
    change->name = index ? index->name : name;
    change->index = index;
    change->is_new = change->is_new || (index && tt_is_new(model, index->birth));
    change->concurrently = concurrently;
    change->if_exists = !index && tt_node_flag(step->node, "missing_ok");
    change->certainty = index ? TT_PROVED : TT_ASSUMED;
    step->outcome->refused_in_block = concurrently;
    if (!index && tt_find_relation(model, name)) {
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is no index", TT_ARG(name.name));
    }
    if (concurrently) {
        refuse_concurrently(step, relation);
    }
    if (!index) {
        return;
    }
    tt_take_lock(step, relation,
                 concurrently ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_ACCESS_EXCLUSIVE);
    if (index->constraint) {
        tt_refused(step, relation, "2BP01", "constraint \"" TT_FMT "\" needs the index",
                   TT_ARG(index->constraint->name));
    } else if (index->parent && index->parent->relation->exists) {
        tt_refused(step, relation, "2BP01", "index \"" TT_FMT "\" needs it",
                   TT_ARG(index->parent->name.name));
    }
    if (relation->kind == TT_PARTITIONED_TABLE) {
        drop_parts(step, index);
    }
    tt_remove_index(model, index);
}

/* Columns of the type go with CASCADE, and hold it back without. */
static void drop_columns_of(struct tt_step *step, const struct tt_user_type *type)
{
    struct tt_model *model = step->model;
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        struct tt_column *next = NULL;
        for (struct tt_column *each = relation->exists ? relation->columns : NULL; each;
             each = next) {
            next = each->next;
            if (tt_find_type(model, &each->type) != type) {
                continue;
            }
            if (!is_cascade(step)) {
                tt_refused(step, relation, "2BP01",
                           "column \"" TT_FMT "\" of \"" TT_FMT "\" is of the type",
                           TT_ARG(each->name), TT_ARG(relation->name.name));
                continue;
            }
            tt_take_other_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_drop_column(step, relation, each, true);
        }
    }
}

static void drop_typed_tables(struct tt_step *step, const struct tt_user_type *type)
{
    struct tt_model *model = step->model;
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (!relation->exists || relation->row_type != type) {
            continue;
        }
        if (!is_cascade(step)) {
            tt_refused(step, relation, "2BP01", "table \"" TT_FMT "\" is of the type",
                       TT_ARG(relation->name.name));
            return;
        }
        tt_drop_relations(step, &relation, 1, true);
    }
}

static void drop_type(struct tt_step *step, enum tt_object object, const struct tt_node *node)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(tt_node_as(node, "TypeName"), "names"));
    struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, object, NULL);
    change->name = type ? type->full : tt_creation_name(model, name, false);
    change->is_new = type && tt_is_new(model, type->birth);
    change->type = type;
    change->if_exists = !type && tt_node_flag(step->node, "missing_ok");
    const struct tt_relation *row = type ? NULL : tt_find_relation(model, name);
    if (row && row->known && row->kind != TT_SEQUENCE) {
        tt_refused(step, NULL, "2BP01", "it is the type of the rows of \"" TT_FMT "\"",
                   TT_ARG(row->name.name));
    }
    if (type) {
        drop_typed_tables(step, type);
        drop_columns_of(step, type);
        tt_drop_functions_of(step, &type->full, is_cascade(step));
        tt_remove_type(model, type);
    }
}

static void drop_schema(struct tt_step *step, struct tt_str name)
{
    struct tt_model *model = step->model;
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_SCHEMA, NULL);
    TT_VEC(struct tt_relation *) doomed = {0};
    change->name = (struct tt_name){.name = name};
    change->is_new = tt_schema_is_new(model, name);
    struct tt_schema *schema = tt_find_schema(model, name);
    if (schema) {
        tt_set(model, schema->exists, false);
    }
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && tt_str_equal(relation->name.schema, name)) {
            tt_vec_push(&model->scratch, &doomed, relation);
        }
    }
    change->if_exists = doomed.count == 0 && tt_node_flag(step->node, "missing_ok");
    if (doomed.count > 0 && !is_cascade(step)) {
        tt_refused(step, doomed.items[0], "2BP01", "\"" TT_FMT "\" is in the schema",
                   TT_ARG(doomed.items[0]->name.name));
    }
    tt_drop_relations(step, doomed.items, doomed.count, is_cascade(step));
    for (size_t i = 0; i < model->all_functions.count; i++) {
        struct tt_function *function = model->all_functions.items[i];
        if (function->exists && tt_str_equal(function->name.schema, name)) {
            if (!is_cascade(step)) {
                tt_refused(step, NULL, "2BP01", "function \"" TT_FMT "\" is in the schema",
                           TT_ARG(function->name.name));
            }
            tt_remove_function(model, function);
        }
    }
    for (size_t i = 0; i < model->all_types.count; i++) {
        struct tt_user_type *type = model->all_types.items[i];
        if (type->exists && tt_str_equal(type->full.schema, name)) {
            if (!is_cascade(step)) {
                tt_refused(step, NULL, "2BP01", "type \"" TT_FMT "\" is in the schema",
                           TT_ARG(type->name));
            }
            drop_columns_of(step, type);
            tt_remove_type(model, type);
        }
    }
}

static void drop_one(struct tt_step *step, struct tt_str kind, const struct tt_node *object)
{
    const struct tt_node *names = tt_node_get(tt_node_as(object, "List"), "items");
    struct tt_name name = tt_name_of_list(names);
    if (tt_str_is(kind, "OBJECT_INDEX")) {
        drop_index(step, name);
    } else if (tt_str_is(kind, "OBJECT_TYPE")) {
        drop_type(step, TT_OBJECT_TYPE, object);
    } else if (tt_str_is(kind, "OBJECT_DOMAIN")) {
        drop_type(step, TT_OBJECT_DOMAIN, object);
    } else if (tt_str_is(kind, "OBJECT_SCHEMA")) {
        drop_schema(step, tt_node_string(object));
    } else if (tt_str_is(kind, "OBJECT_EXTENSION")) {
        tt_drop_extension(step, tt_node_string(object), is_cascade(step));
    } else if (tt_str_is(kind, "OBJECT_FUNCTION") || tt_str_is(kind, "OBJECT_PROCEDURE") ||
               tt_str_is(kind, "OBJECT_ROUTINE") || tt_str_is(kind, "OBJECT_AGGREGATE")) {
        tt_drop_function(step, object, is_cascade(step));
    } else if (tt_str_is(kind, "OBJECT_PUBLICATION")) {
        tt_drop_publication(step->model, tt_node_string(object));
    } else if (tt_str_is(kind, "OBJECT_FOREIGN_SERVER")) {
        tt_drop_server(step, tt_node_string(object), is_cascade(step));
    } else if (tt_str_is(kind, "OBJECT_FDW")) {
        tt_drop_wrapper(step, tt_node_string(object), is_cascade(step));
    } else if (tt_str_is(kind, "OBJECT_STATISTIC_EXT")) {
        tt_drop_statistics(step, name.name);
    } else if (tt_str_is(kind, "OBJECT_TRIGGER")) {
        tt_drop_attached(step, "trigger", names);
    } else if (tt_str_is(kind, "OBJECT_POLICY")) {
        tt_drop_attached(step, "policy", names);
    } else if (tt_str_is(kind, "OBJECT_RULE")) {
        tt_drop_attached(step, "rule", names);
    }
}

static bool drops_relations(struct tt_str kind, enum tt_object *ret_object)
{
    static const struct {
        const char *kind;
        enum tt_object object;
    } kinds[] = {{"OBJECT_TABLE", TT_OBJECT_TABLE},
                 {"OBJECT_FOREIGN_TABLE", TT_OBJECT_TABLE},
                 {"OBJECT_VIEW", TT_OBJECT_VIEW},
                 {"OBJECT_MATVIEW", TT_OBJECT_MATERIALIZED_VIEW},
                 {"OBJECT_SEQUENCE", TT_OBJECT_SEQUENCE}};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (tt_str_is(kind, kinds[i].kind)) {
            *ret_object = kinds[i].object;
            return true;
        }
    }
    return false;
}

void tt_step_drop(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "removeType");
    enum tt_object object = TT_OBJECT_TABLE;
    if (drops_relations(kind, &object)) {
        drop_relations(step, object);
        return;
    }
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "objects"));
    for (; each; each = tt_node_next(each)) {
        drop_one(step, kind, each);
    }
}
