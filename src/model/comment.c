/* What names an object to hang something on it: COMMENT, GRANT, owners … */
#include "model/access.h"
#include <string.h>

#include "model/alter.h"
#include "model/attached.h"
#include "model/dependency.h"
#include "model/query.h"
#include "model/state.h"

/*
 * What get_object_address() opens, which both statements call with SHARE UPDATE
 * EXCLUSIVE: a relation, or the one that a column, a constraint … belongs to.
 */
enum opened {
    OPENS_RELATION,     /* itself, in the mode asked for */
    OPENS_COLUMN_TABLE, /* likewise the column's */
    OPENS_OWNER,        /* get_object_address_relobject(): ACCESS SHARE */
};

static const struct {
    const char *object;
    enum opened opened;
    const char *attached; /* of an owner: what it must have */
} commentable[] = {
    {"OBJECT_COLUMN", OPENS_COLUMN_TABLE, NULL},
    {"OBJECT_FOREIGN_TABLE", OPENS_RELATION, NULL},
    {"OBJECT_MATVIEW", OPENS_RELATION, NULL},
    {"OBJECT_POLICY", OPENS_OWNER, "policy"},
    {"OBJECT_RULE", OPENS_OWNER, "rule"},
    {"OBJECT_SEQUENCE", OPENS_RELATION, NULL},
    {"OBJECT_TABCONSTRAINT", OPENS_OWNER, "constraint"},
    {"OBJECT_TABLE", OPENS_RELATION, NULL},
    {"OBJECT_TRIGGER", OPENS_OWNER, "trigger"},
    {"OBJECT_VIEW", OPENS_RELATION, NULL},
};

static void open_object(struct tt_step *step, const struct tt_node *object, enum opened opened,
                        const char *attached)
{
    const struct tt_node *names = tt_node_get(tt_node_as(object, "List"), "items");
    struct tt_str last = tt_node_string(tt_node_last(names));
    struct tt_name name = {0};
    const struct tt_node *each = tt_node_first(names);
    for (; each; each = tt_node_next(each)) {
        if (opened == OPENS_RELATION || tt_node_next(each)) {
            name = (struct tt_name){name.name, tt_node_string(each)};
        }
    }
    if (tt_is_system_name(name) && !tt_find_relation(step->model, name)) {
        return;
    }
    struct tt_relation *relation = tt_need_relation(step->model, name);
    tt_take_lock(step, relation,
                 opened == OPENS_OWNER ? TT_LOCK_ACCESS_SHARE : TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    if (opened == OPENS_COLUMN_TABLE && relation->known && !tt_find_column(relation, last)) {
        tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                   TT_ARG(last));
    }
    if (attached && strcmp(attached, "constraint") == 0) {
        (void)tt_altered_constraint(step, relation, last);
    } else if (attached) {
        (void)tt_require_attached(step, relation, attached, last);
    }
}

/* COMMENT, SECURITY LABEL, and ALTER EXTENSION … ADD and DROP. */
void tt_step_comment(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "objtype");
    for (size_t i = 0; i < sizeof(commentable) / sizeof(commentable[0]); i++) {
        if (tt_str_is(kind, commentable[i].object)) {
            open_object(step, tt_node_get(step->node, "object"), commentable[i].opened,
                        commentable[i].attached);
        }
    }
}

/* ExecAlterObjectDependsStmt() asks for ACCESS EXCLUSIVE; a trigger's table is only read. */
void tt_step_depends(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    bool trigger = tt_node_text_is(step->node, "objectType", "OBJECT_TRIGGER");
    bool view = tt_node_text_is(step->node, "objectType", "OBJECT_MATVIEW");
    if (trigger || view) {
        tt_take_lock(step, tt_need_relation(step->model, name),
                     trigger ? TT_LOCK_ACCESS_SHARE : TT_LOCK_ACCESS_EXCLUSIVE);
    }
}

/* objectNamesToOids() in aclchk.c: since 18 the names are locked, ALL IN SCHEMA is not. */
void tt_step_grant(struct tt_step *step)
{
    tt_note_public(step, step->node);
    struct tt_str kind = tt_node_text(step->node, "objtype");
    bool relations = tt_str_is(kind, "OBJECT_TABLE") || tt_str_is(kind, "OBJECT_SEQUENCE");
    bool named = tt_node_text_is(step->node, "targtype", "ACL_TARGET_OBJECT");
    if (step->model->pg_version < 18 || !relations || !named) {
        return;
    }
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "objects"));
    for (; each; each = tt_node_next(each)) {
        struct tt_name name = tt_name_of_relation(tt_node_as(each, "RangeVar"));
        if (!tt_is_system_name(name) || tt_find_relation(step->model, name)) {
            tt_take_lock(step, tt_need_relation(step->model, name), TT_LOCK_ACCESS_SHARE);
        }
    }
}

/* --- all that a role owns --------------------------------------------------------------- */

static bool is_named(const struct tt_node *roles, struct tt_str role)
{
    for (const struct tt_node *each = tt_node_first(roles); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "RoleSpec"), "rolename");
        if (role.len > 0 && tt_str_equal(name, role)) {
            return true;
        }
    }
    return false;
}

void tt_step_drop_owned(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *roles = tt_node_get(step->node, "roles");
    TT_VEC(struct tt_relation *) doomed = {0};
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && is_named(roles, relation->role)) {
            tt_vec_push(&model->scratch, &doomed, relation);
        }
    }
    tt_drop_relations(step, doomed.items, doomed.count,
                      tt_node_text_is(step->node, "behavior", "DROP_CASCADE"));
}

void tt_step_reassign_owned(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str to = tt_node_text(tt_node_get(step->node, "newrole"), "rolename");
    const struct tt_node *roles = tt_node_get(step->node, "roles");
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && is_named(roles, relation->role)) {
            tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_set(model, relation->role, tt_str_copy(&model->arena, to));
        }
    }
}
