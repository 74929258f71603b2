/* CREATE and DROP EXTENSION. */
#include "model/alter.h"
#include "model/function_use.h"
#include "model/state.h"

static struct tt_extension *find_extension(const struct tt_model *model, struct tt_str name)
{
    struct tt_extension *extension = model->extensions;
    while (extension && !(extension->exists && tt_str_equal(extension->name, name))) {
        extension = extension->next;
    }
    return extension;
}

void tt_step_create_extension(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_str_copy(&model->arena, tt_node_text(step->node, "extname"));
    if (find_extension(model, name)) {
        if (!tt_node_flag(step->node, "if_not_exists")) {
            tt_refused(step, NULL, "42710", "extension \"" TT_FMT "\" is there already",
                       TT_ARG(name));
        }
        return;
    }
    struct tt_extension *extension = tt_new(&model->arena, struct tt_extension);
    extension->name = name;
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "options"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "schema")) {
            extension->schema = tt_str_copy(&model->arena,
                                            tt_node_string(tt_node_get(option, "arg")));
        }
    }
    extension->next = model->extensions;
    tt_set(model, extension->exists, true);
    tt_set(model, model->extensions, extension);
}

enum member_kind { MEMBER_TYPE, MEMBER_FUNCTION, MEMBER_CLASS, MEMBER_WRAPPER };

static const struct member {
    const char *extension;
    enum member_kind kind;
    const char *name;
} members[] = {
#define MEMBER(extension, kind, name) {extension, MEMBER_##kind, name},
#include "model/extension.def"
#undef MEMBER
};

struct drop {
    struct tt_step *step;
    struct tt_str name; /* of the member */
    bool cascade;
};

static bool may_go(const struct drop *drop, struct tt_relation *relation, const char *what,
                   struct tt_str name)
{
    if (drop->cascade) {
        tt_take_other_lock(drop->step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    } else {
        tt_refused(drop->step, relation, "2BP01", "%s \"" TT_FMT "\" of \"" TT_FMT "\" uses it",
                   what, TT_ARG(name), TT_ARG(relation->name.name));
    }
    return drop->cascade;
}

static void drop_columns(const struct drop *drop, struct tt_relation *relation)
{
    struct tt_column *next = NULL;
    for (struct tt_column *each = relation->columns; each; each = next) {
        next = each->next;
        bool of_type = !each->type.builtin && tt_str_equal(each->type.name, drop->name) &&
                       !tt_find_type(drop->step->model, &each->type);
        if (of_type && may_go(drop, relation, "column", each->name)) {
            tt_drop_column(drop->step, relation, each, true);
        }
    }
}

static void drop_indexes(const struct drop *drop, struct tt_relation *relation)
{
    struct tt_index *next = NULL;
    for (struct tt_index *each = relation->indexes; each; each = next) {
        bool of_class = false;
        next = each->next;
        for (size_t i = 0; i < each->key_count; i++) {
            of_class = of_class || tt_str_equal(each->keys[i].operator_class, drop->name);
        }
        if (of_class && may_go(drop, relation, "index", each->name.name)) {
            tt_remove_index(drop->step->model, each);
        }
    }
}

static void drop_member(struct tt_step *step, const struct member *member, bool cascade)
{
    struct tt_model *model = step->model;
    struct drop drop = {step, tt_str_from(member->name), cascade};
    if (member->kind == MEMBER_FUNCTION) {
        tt_drop_callers(step, drop.name, cascade);
    } else if (member->kind == MEMBER_WRAPPER) {
        tt_drop_wrapper(step, drop.name, cascade);
    }
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        bool stored = relation->exists && relation->kind != TT_VIEW &&
                      relation->kind != TT_SEQUENCE;
        if (stored && member->kind == MEMBER_TYPE) {
            drop_columns(&drop, relation);
        } else if (stored && member->kind == MEMBER_CLASS) {
            drop_indexes(&drop, relation);
        }
    }
}

void tt_drop_extension(struct tt_step *step, struct tt_str name, bool cascade)
{
    struct tt_extension *extension = find_extension(step->model, name);
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        if (tt_str_is(name, members[i].extension)) {
            drop_member(step, &members[i], cascade);
        }
    }
    if (extension) {
        tt_set(step->model, extension->exists, false);
    }
}
