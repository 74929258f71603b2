/* ALTER … RENAME of relations, indexes, columns and constraints. */
#include "model/rename.h"

#include "model/alter.h"
#include "model/inherit.h"
#include "model/object_name.h"
#include "model/state.h"

static struct tt_name only_name(struct tt_str name)
{
    return (struct tt_name){.name = name};
}

struct tt_relation *tt_rename_target(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_relation *seen = tt_find_relation(model, name);
    struct tt_relation *relation = seen ? seen : tt_need_relation(model, name);
    if (!seen) {
        tt_set(model, relation->kind, kind);
    }
    if (seen || !tt_node_flag(step->node, "missing_ok")) {
        tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    }
    return relation;
}

/* RangeVarCallbackForAlterRelation(): ALTER TABLE takes any relation. */
bool tt_rename_fits(struct tt_step *step, const struct tt_relation *relation,
                    enum tt_relation_kind kind)
{
    if (kind == TT_TABLE || relation->kind == kind || !relation->known) {
        return true;
    }
    tt_add_failure(step, TT_FAILS_ALWAYS, "42809", NULL,
                   tt_str_format(&step->model->scratch, "\"" TT_FMT "\" is a %s",
                                 TT_ARG(relation->name.name),
                                 tt_object_word(tt_relation_object(relation))));
    return false;
}

bool tt_refuse_taken_name(struct tt_step *step, struct tt_relation *relation,
                          struct tt_name name)
{
    if (!tt_relation_name_taken(step->model, name)) {
        return false;
    }
    tt_add_failure(step, TT_FAILS_ALWAYS, "42P07", relation,
                   tt_str_format(&step->model->scratch,
                                 "schema \"" TT_FMT "\" has a relation \"" TT_FMT "\" already",
                                 TT_ARG(name.schema), TT_ARG(name.name)));
    return true;
}

static void refuse(struct tt_step *step, const char *sqlstate, struct tt_relation *relation,
                   const char *what, struct tt_str name, const char *why)
{
    tt_add_failure(
        step, TT_FAILS_ALWAYS, sqlstate, relation,
        tt_str_format(&step->model->scratch, "%s \"" TT_FMT "\" %s", what, TT_ARG(name), why));
}

static void rename_relation(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_relation *relation = tt_rename_target(step, kind);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME,
                                             tt_relation_object(relation), relation);
    change->new_name = (struct tt_name){relation->name.schema,
                                        tt_node_text(step->node, "newname")};
    struct tt_name to = change->new_name;
    if (!tt_rename_fits(step, relation, kind) || tt_refuse_taken_name(step, relation, to)) {
        return;
    }
    if (relation->kind != TT_SEQUENCE && tt_find_type_name(step->model, to)) {
        refuse(step, "42710", relation, "type", to.name, "is there already");
    }
    tt_keep_not_null_names(step->model, relation);
    tt_move_relation(step->model, relation, to);
}

/* Under SHARE UPDATE EXCLUSIVE on the index alone (RenameRelation(), since 12). */
static void rename_index(struct tt_step *step, struct tt_index *index, struct tt_str to)
{
    struct tt_model *model = step->model;
    struct tt_name name = {index->name.schema, to};
    if (tt_refuse_taken_name(step, index->relation, name)) {
        return;
    }
    tt_move_index(model, index, name);
    if (index->constraint) {
        tt_rename_constraint(model, index->constraint, index->name.name);
    }
}

/* check_for_column_name_collision(), on the relation and all below it. */
static void move_column(struct tt_step *step, struct tt_relation *relation,
                        struct tt_column *column, struct tt_str to)
{
    const struct tt_column *there = tt_find_column(relation, to);
    if ((there && there->known) || tt_is_system_column(to)) {
        refuse(step, "42701", relation, "column", to, "is there already");
    }
    struct tt_str from = column->name;
    tt_keep_not_null_names(step->model, relation);
    tt_set(step->model, column->name, tt_str_copy(&step->model->arena, to));
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        struct tt_column *inherited = tt_find_column(each, from);
        if (inherited) {
            move_column(step, each, inherited, to);
        }
    }
}

/* renameatt_internal() in tablecmds.c. */
static void rename_column(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_rename_target(step, kind);
    struct tt_str from = tt_node_text(step->node, "subname");
    struct tt_str to = tt_node_text(step->node, "newname");
    const struct tt_column *there = tt_find_column(relation, from);
    if (tt_is_system_column(from)) {
        refuse(step, "0A000", relation, "column", from, "is a system column");
        return;
    }
    if (relation->known && !there) {
        refuse(step, "42703", relation, "column", from, "does not exist");
        return;
    }
    struct tt_column *column = tt_need_column(model, relation, from);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_RENAME, TT_OBJECT_COLUMN,
                                             relation);
    change->name = only_name(column->name);
    change->new_name = only_name(to);
    change->column = column;
    change->from = column->type;
    change->is_new = change->is_new || tt_is_new(model, column->birth);
    if (relation->typed) {
        refuse(step, "42809", relation, "column", from, "belongs to the table's type");
    }
    if (tt_column_is_inherited(relation, column)) {
        refuse(step, "42P16", relation, "column", from, "is inherited");
    }
    if (tt_node_flag(tt_node_get(step->node, "relation"), "inh")) {
        tt_lock_below(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    } else if (relation->children) {
        refuse(step, "42P16", relation, "column", from, "must be renamed in children too");
    }
    move_column(step, relation, column, to);
}

/* The constraint of a child that the parent's came down as. */
static void move_inherited_check(struct tt_step *step, const struct tt_relation *relation,
                                 struct tt_str from, struct tt_str to)
{
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        struct tt_constraint *inherited = tt_find_constraint(each, from);
        if (inherited) {
            tt_rename_constraint(step->model, inherited, to);
        }
        move_inherited_check(step, each, from, to);
    }
}

/* What children must have under the same name. */
static bool goes_down(const struct tt_constraint *constraint)
{
    return (constraint->kind == TT_CHECK || constraint->kind == TT_NOT_NULL) &&
           !constraint->no_inherit;
}

/* rename_constraint_internal() in tablecmds.c. */
static void rename_constraint(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_relation *relation = tt_rename_target(step, TT_TABLE);
    struct tt_str from = tt_node_text(step->node, "subname");
    struct tt_constraint *constraint = tt_altered_constraint(step, relation, from);
    struct tt_str to = tt_str_copy(&model->arena, tt_node_text(step->node, "newname"));
    if (!constraint) {
        return;
    }
    if (goes_down(constraint)) {
        if (tt_node_flag(tt_node_get(step->node, "relation"), "inh")) {
            tt_lock_below(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
            move_inherited_check(step, relation, from, to);
        } else if (relation->children) {
            refuse(step, "42P16", relation, "constraint", from,
                   "must be renamed in children too");
        }
        if (constraint->inherited) {
            refuse(step, "42P16", relation, "constraint", from, "is inherited");
        }
    }
    if (constraint->index) {
        rename_index(step, constraint->index, to);
    } else if (tt_find_named(model, relation, to)) {
        refuse(step, "42710", relation, "constraint", to, "is there already");
    }
    tt_rename_constraint(model, constraint, to);
}

static enum tt_relation_kind kind_of(struct tt_str object)
{
    return tt_str_is(object, "OBJECT_VIEW")            ? TT_VIEW
           : tt_str_is(object, "OBJECT_MATVIEW")       ? TT_MATERIALIZED_VIEW
           : tt_str_is(object, "OBJECT_FOREIGN_TABLE") ? TT_FOREIGN_TABLE
           : tt_str_is(object, "OBJECT_SEQUENCE")      ? TT_SEQUENCE
                                                       : TT_TABLE;
}

void tt_step_rename(struct tt_step *step)
{
    struct tt_str kind = tt_node_text(step->node, "renameType");
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_index *index = name.name.len > 0 ? tt_find_index(step->model, name) : NULL;
    bool indexes = tt_str_is(kind, "OBJECT_INDEX");
    bool tables = tt_str_is(kind, "OBJECT_TABLE");
    if (index && (indexes || tables)) {
        rename_index(step, index, tt_node_text(step->node, "newname"));
    } else if (indexes && !tt_find_relation(step->model, name)) {
        return; /* of a table that is not known */
    } else if (indexes || tables || kind_of(kind) != TT_TABLE) {
        rename_relation(step, kind_of(kind));
    } else if (tt_str_is(kind, "OBJECT_COLUMN")) {
        rename_column(step, kind_of(tt_node_text(step->node, "relationType")));
    } else if (tt_str_is(kind, "OBJECT_TABCONSTRAINT")) {
        rename_constraint(step);
    } else {
        tt_rename_other(step, kind);
    }
}
