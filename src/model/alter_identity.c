/* ALTER TABLE: identity columns with their sequences, and generated columns. */
#include "model/alter.h"
#include "model/column_check.h"
#include "model/state.h"

/* ATExecAddIdentity(); the new sequence is nobody's yet. */
void tt_alter_add_identity(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column) {
        return;
    }
    if (column->known && !column->not_null) {
        tt_refused(step, relation, "55000", "column \"" TT_FMT "\" must be NOT NULL first",
                   TT_ARG(column->name));
    } else if (column->identity) {
        tt_refused(step, relation, "55000", "column \"" TT_FMT "\" is an identity column",
                   TT_ARG(column->name));
    } else if (column->known && column->has_default) {
        tt_refused(step, relation, "55000", "column \"" TT_FMT "\" has a default",
                   TT_ARG(column->name));
    }
    const struct tt_node *def = tt_node_get_as(command, "def", "Constraint");
    tt_set(model, column->identity, true);
    tt_set(model, column->identity_always, tt_node_text_is(def, "generated_when", "a"));
    tt_make_owned_sequence(model, relation, column);
    tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_SEQUENCE, column->sequence)->implied = true;
}

static void set_generated(struct tt_model *model, struct tt_column *column,
                          const struct tt_node *command)
{
    const struct tt_node *options = tt_node_get(tt_node_get_as(command, "def", "List"),
                                                "items");
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "generated")) {
            const struct tt_node *when = tt_node_get_as(option, "arg", "Integer");
            tt_set(model, column->identity_always, tt_node_int(when, "ival", 0) == 'a');
        }
    }
}

/* SET GENERATED is written into the catalog, RESTART and the like into the sequence; either
 * way the sequence is altered. */
void tt_alter_set_identity(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (column && column->known && !column->identity) {
        tt_refused(step, relation, "55000", "column \"" TT_FMT "\" is no identity column",
                   TT_ARG(column->name));
    }
    if (column) {
        set_generated(step->model, column, command);
    }
    if (column && column->sequence) {
        tt_take_other_lock(step, column->sequence, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
}

void tt_alter_drop_identity(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column) {
        return;
    }
    if (column->known && !column->identity) {
        if (!tt_node_flag(command, "missing_ok")) {
            tt_refused(step, relation, "55000", "column \"" TT_FMT "\" is no identity column",
                       TT_ARG(column->name));
        }
        return;
    }
    tt_note_on_column(step, TT_CHANGE_DROP_DEFAULT, relation, column);
    tt_set(step->model, column->identity, false);
    if (column->sequence) {
        tt_take_other_lock(step, column->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_remove_relation(step->model, column->sequence);
    }
}

static bool is_generated(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_column *column, bool missing_ok)
{
    if (column->known && !column->generated && !missing_ok) {
        tt_refused(step, relation, "55000", "column \"" TT_FMT "\" is no generated column",
                   TT_ARG(column->name));
    }
    return column->generated || !column->known;
}

static void drop_expression(struct tt_model *model, struct tt_relation *relation,
                            struct tt_str name)
{
    struct tt_column *column = tt_find_column(relation, name);
    if (column) {
        tt_set(model, column->generated, false);
        tt_set(model, column->value, NULL);
        tt_drop_dependent(model, relation, "generated column", name);
    }
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        drop_expression(model, each, name);
    }
}

/* ATExecDropExpression(): the values stay where they are, if they are anywhere. */
void tt_alter_drop_expression(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column || !is_generated(step, relation, column, tt_node_flag(command, "missing_ok"))) {
        return;
    }
    if (step->only && relation->children) {
        tt_refused(step, relation, "42P16", "DROP EXPRESSION must reach the child tables too");
    }
    if (column->is_virtual) {
        tt_refused(step, relation, "0A000",
                   "the values of virtual column \"" TT_FMT "\" are stored nowhere",
                   TT_ARG(column->name));
    }
    drop_expression(step->model, relation, column->name);
}

static void set_expression(struct tt_step *step, struct tt_relation *relation,
                           struct tt_str name)
{
    struct tt_column *column = tt_find_column(relation, name);
    if (column && column->generated && !column->is_virtual) {
        tt_rewrite_table(step, relation, column, TT_CAUSE_NEW_VALUES,
                         TT_STR("the generated column is computed for every row"));
    }
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        set_expression(step, each, name);
    }
}

/* ATExecSetExpression(), since 17: a stored column is computed anew. */
void tt_alter_set_expression(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column || !is_generated(step, relation, column, false)) {
        return;
    }
    tt_check_generated(step, relation, column, tt_node_get(command, "def"));
    if (!column->known) {
        struct tt_work *work = tt_add_work(step, TT_WORK_REWRITE, TT_CAUSE_NEW_VALUES,
                                           relation);
        work->column = column;
        work->why = TT_STR("the generated column is computed for every row if it is stored");
    }
    set_expression(step, relation, column->name);
}

/*
 * These only write the catalog, but the column must be there, and of a type whose
 * values TOAST takes (ATExecSetStorage(), GetAttributeCompression()).
 */
void tt_alter_column_attribute(struct tt_step *step, struct tt_relation *relation,
                               const struct tt_node *command)
{
    struct tt_str name = tt_node_text(command, "name");
    struct tt_str subtype = tt_node_text(command, "subtype");
    const struct tt_column *column = name.len > 0 ? tt_altered_column(step, relation, name)
                                                  : NULL;
    struct tt_str wanted = tt_node_string(tt_node_get(command, "def"));
    const char *least = tt_str_is(subtype, "AT_SetStorage")       ? "plain"
                        : tt_str_is(subtype, "AT_SetCompression") ? "default"
                                                                  : NULL;
    bool moves = least && !tt_str_equal_nocase(wanted, tt_str_from(least)) &&
                 !tt_str_equal_nocase(wanted, TT_STR("default"));
    if (column && tt_type_known(&column->type) && moves && !tt_type_toastable(&column->type)) {
        tt_refused(step, relation, "0A000", "values of the column's type are never moved out");
    }
}
