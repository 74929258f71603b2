/* CREATE SCHEMA. */
#include "model/alter.h"
#include "model/state.h"

struct tt_schema *tt_find_schema(const struct tt_model *model, struct tt_str name)
{
    struct tt_schema *schema = model->schemas;
    while (schema && !(schema->exists && tt_str_equal(schema->name, name))) {
        schema = schema->next;
    }
    return schema;
}

bool tt_schema_is_new(const struct tt_model *model, struct tt_str name)
{
    const struct tt_schema *schema = tt_find_schema(model, name);
    return schema && tt_is_new(model, schema->birth);
}

/* With IF NOT EXISTS it may be older. */
static void note_schema(struct tt_model *model, struct tt_str name, bool if_not_exists)
{
    if (if_not_exists && tt_find_schema(model, name)) {
        return;
    }
    struct tt_schema *schema = tt_new(&model->arena, struct tt_schema);
    schema->name = name;
    schema->birth = if_not_exists ? (struct tt_birth){0} : tt_birth_now(model);
    schema->next = model->schemas;
    tt_set(model, schema->exists, true);
    tt_set(model, model->schemas, schema);
}

static void create_element(struct tt_step *step, const struct tt_node *element)
{
    struct tt_step inner = *step;
    inner.node = tt_node_body(element);
    struct tt_str type = tt_node_type(element);
    if (tt_str_is(type, "CreateStmt")) {
        tt_step_create_table(&inner);
    } else if (tt_str_is(type, "ViewStmt")) {
        tt_step_create_view(&inner);
    } else if (tt_str_is(type, "IndexStmt")) {
        tt_step_create_index(&inner);
    } else if (tt_str_is(type, "CreateSeqStmt")) {
        tt_step_create_sequence(&inner);
    }
}

/* What stands inside CREATE SCHEMA is made in it, whatever search_path says. */
void tt_step_create_schema(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_str_copy(&model->arena, tt_node_text(step->node, "schemaname"));
    if (tt_find_schema(model, name) && !tt_node_flag(step->node, "if_not_exists")) {
        tt_refused(step, NULL, "42P06", "there is a schema \"" TT_FMT "\" already",
                   TT_ARG(name));
    }
    note_schema(model, name, tt_node_flag(step->node, "if_not_exists"));
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_SCHEMA, NULL);
    change->name = (struct tt_name){.name = name};
    struct tt_settings outer = model->settings;
    model->settings.search_path = &name;
    model->settings.search_path_count = 1;
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "schemaElts"));
    for (; each; each = tt_node_next(each)) {
        create_element(step, each);
    }
    model->settings = outer;
}
