/* Types, domains, schemas and sequences. */
#include "model/state.h"
#include "model/step.h"
#include "model/volatility.h"

static struct tt_user_type *create(struct tt_step *step, const char *field,
                                   enum tt_type_kind kind)
{
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, field));
    struct tt_user_type *type = tt_make_type(step->model,
                                             tt_creation_name(step->model, name, false), kind);
    struct tt_change *change = tt_add_change(
        step, TT_CHANGE_CREATE, kind == TT_TYPE_DOMAIN ? TT_OBJECT_DOMAIN : TT_OBJECT_TYPE,
        NULL);
    change->name = type->full;
    change->is_new = true;
    return type;
}

void tt_step_create_enum(struct tt_step *step)
{
    (void)create(step, "typeName", TT_TYPE_ENUM);
}

void tt_step_create_range(struct tt_step *step)
{
    (void)create(step, "typeName", TT_TYPE_RANGE);
}

void tt_step_create_composite(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "typevar"));
    (void)tt_make_type(step->model, tt_creation_name(step->model, name, false),
                       TT_TYPE_COMPOSITE);
}

void tt_step_create_domain(struct tt_step *step)
{
    struct tt_user_type *domain = create(step, "domainname", TT_TYPE_DOMAIN);
    domain->base = tt_type_of(&step->model->arena, tt_node_get(step->node, "typeName"));
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "constraints"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *constraint = tt_node_as(each, "Constraint");
        if (tt_node_text_is(constraint, "contype", "CONSTR_CHECK") ||
            tt_node_text_is(constraint, "contype", "CONSTR_NOTNULL")) {
            domain->constrained = true;
        }
        if (tt_node_text_is(constraint, "contype", "CONSTR_NOTNULL")) {
            domain->not_null = true;
        } else if (tt_node_text_is(constraint, "contype", "CONSTR_DEFAULT")) {
            struct tt_computed value = tt_compute(step->model,
                                                  tt_node_get(constraint, "raw_expr"));
            domain->has_default = value.constant != TT_CONSTANT_NULL;
            domain->default_is_volatile = value.volatility == TT_VOLATILE;
        }
    }
}

/* 'T' default, 'N' drop not null, 'O' set not null, 'C' add, 'X' drop, 'V' validate. */
void tt_step_alter_domain(struct tt_step *step)
{
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, "typeName"));
    struct tt_user_type *domain = tt_find_type_name(step->model, name);
    struct tt_str subtype = tt_node_text(step->node, "subtype");
    if (domain && (tt_str_is(subtype, "O") || tt_str_is(subtype, "C"))) {
        tt_set(step->model, domain->constrained, true);
    }
    if (domain && (tt_str_is(subtype, "O") || tt_str_is(subtype, "N"))) {
        tt_set(step->model, domain->not_null, tt_str_is(subtype, "O"));
    }
}

/* RENAME VALUE has an old value, ADD VALUE only a new one. */
void tt_step_alter_enum(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(step->node, "typeName"));
    const struct tt_user_type *type = tt_find_type_name(model, name);
    struct tt_str old = tt_node_text(step->node, "oldVal");
    struct tt_change *change = tt_add_change(
        step, old.len > 0 ? TT_CHANGE_RENAME : TT_CHANGE_CREATE, TT_OBJECT_ENUM_VALUE, NULL);
    change->owner = type ? type->full : tt_creation_name(model, name, false);
    change->name = (struct tt_name){.name = old};
    change->new_name = (struct tt_name){.name = tt_node_text(step->node, "newVal")};
    change->is_new = type && tt_is_new(model, type->birth);
    change->certainty = type ? TT_PROVED : TT_ASSUMED;
    if (old.len == 0) {
        change->name = change->new_name;
    }
}

bool tt_schema_is_new(const struct tt_model *model, struct tt_str name)
{
    for (size_t i = 0; i < model->schemas.count; i++) {
        const struct tt_schema *schema = &model->schemas.items[i];
        if (tt_str_equal(schema->name, name)) {
            return tt_is_new(model, schema->birth);
        }
    }
    return false;
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
    bool if_not_exists = tt_node_flag(step->node, "if_not_exists");
    if (!if_not_exists) {
        tt_vec_push(&model->arena, &model->schemas,
                    (struct tt_schema){name, tt_birth_now(model)});
    }
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

void tt_step_create_sequence(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(step->node, "sequence");
    struct tt_name name = tt_name_of_relation(range_var);
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    bool if_not_exists = tt_node_flag(step->node, "if_not_exists");
    if (if_not_exists && tt_find_relation(model, name)) {
        return;
    }
    struct tt_relation *sequence = tt_make_relation(
        model, tt_creation_name(model, name, temporary), TT_SEQUENCE);
    if (if_not_exists) {
        sequence->birth = (struct tt_birth){0};
    }
    (void)tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_SEQUENCE, sequence);
}
