#include "model/type_use.h"

#include "model/alter.h"
#include "model/state.h"

enum { TYPES_DEEP = 32 };

enum reach { NOT_THERE, IS_IT, HOLDS_IT };

static enum reach reach_of(struct tt_model *model, const struct tt_type *type,
                           const struct tt_user_type *wanted, unsigned depth)
{
    const struct tt_user_type *own = tt_find_type(model, type);
    enum reach reach = own == wanted ? IS_IT : NOT_THERE;
    if (!own || depth == TYPES_DEEP) {
        return NOT_THERE;
    }
    if (reach == NOT_THERE && own->kind == TT_TYPE_DOMAIN) {
        reach = reach_of(model, &own->base, wanted, depth + 1);
    }
    if (reach == NOT_THERE && own->kind == TT_TYPE_RANGE &&
        reach_of(model, &own->subtype, wanted, depth + 1) != NOT_THERE) {
        reach = HOLDS_IT;
    }
    const struct tt_attribute *each = own->attributes;
    for (; reach == NOT_THERE && each; each = each->next) {
        reach = reach_of(model, &each->type, wanted, depth + 1) != NOT_THERE ? HOLDS_IT
                                                                             : NOT_THERE;
    }
    return reach != NOT_THERE && type->array ? HOLDS_IT : reach;
}

/* The next column behind `user`, of any relation. */
static bool move_on(struct tt_model *model, struct tt_type_user *user)
{
    user->column = user->column ? user->column->next : NULL;
    while (!user->column && user->next < model->all_relations.count) {
        user->relation = model->all_relations.items[user->next++];
        bool stored = user->relation->kind == TT_TABLE ||
                      user->relation->kind == TT_MATERIALIZED_VIEW;
        user->column = user->relation->exists && stored ? user->relation->columns : NULL;
    }
    return user->column != NULL;
}

bool tt_next_type_user(struct tt_model *model, const struct tt_user_type *type,
                       struct tt_type_user *user)
{
    while (move_on(model, user)) {
        enum reach reach = reach_of(model, &user->column->type, type, 0);
        user->inside = reach == HOLDS_IT;
        if (reach != NOT_THERE) {
            return true;
        }
    }
    return false;
}

/* --- tables of a composite type ------------------------------------------------------- */

void tt_alter_like_type(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_node *command)
{
    struct tt_str subtype = tt_node_text(command, "subtype");
    tt_set(step->model, relation->typed, false); /* only its type may change it */
    if (tt_str_is(subtype, "AT_AddColumn")) {
        tt_alter_add_column(step, relation, command);
    } else if (tt_str_is(subtype, "AT_DropColumn")) {
        tt_alter_drop_column(step, relation, command);
    } else if (tt_str_is(subtype, "AT_AlterColumnType")) {
        tt_alter_type(step, relation, command);
    }
    tt_set(step->model, relation->typed, true);
}

void tt_columns_of_type(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_node *type_name)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(type_name, "names"));
    const struct tt_user_type *type = tt_find_type_name(model, name);
    tt_set(model, relation->row_type, type);
    relation->known = type != NULL;
    const struct tt_attribute *each = type ? type->attributes : NULL;
    for (; each; each = each->next) {
        tt_make_column(model, relation, each->name)->type = each->type;
    }
}
