/* CREATE SEQUENCE and ALTER SEQUENCE. */
#include "model/alter.h"
#include "model/object_name.h"
#include "model/state.h"

/* process_owned_by(): OWNED BY table.column, which is opened, or NONE. */
static void set_owner(struct tt_step *step, struct tt_relation *sequence,
                      const struct tt_node *names)
{
    struct tt_model *model = step->model;
    struct tt_name table = {0};
    const struct tt_node *each = tt_node_first(names);
    const struct tt_column *own = sequence->owner ? sequence->owner->columns : NULL;
    while (own && !(own->sequence == sequence && own->identity)) {
        own = own->next;
    }
    if (own) {
        tt_refused(step, sequence, "0A000", "it is the sequence of an identity column");
        return;
    }
    if (tt_node_count(names) < 2) {
        tt_disown_sequence(model, sequence);
        return;
    }
    for (; tt_node_next(each); each = tt_node_next(each)) {
        table.schema = table.name;
        table.name = tt_node_string(each);
    }
    struct tt_relation *relation = tt_need_relation(model, table);
    tt_take_other_lock(step, relation, TT_LOCK_ACCESS_SHARE);
    if (relation->known && !tt_find_column(relation, tt_node_string(each))) {
        tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                   TT_ARG(tt_node_string(each)));
        return;
    }
    tt_own_sequence(model, sequence, relation,
                    tt_need_column(model, relation, tt_node_string(each)));
}

/* What of CREATE and ALTER SEQUENCE the catalog keeps. */
static void read_options(struct tt_step *step, struct tt_relation *sequence)
{
    struct tt_model *model = step->model;
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "options"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "owned_by")) {
            set_owner(step, sequence,
                      tt_node_get(tt_node_get_as(option, "arg", "List"), "items"));
        } else if (tt_node_text_is(option, "defname", "as")) {
            tt_set(model, sequence->of_type,
                   tt_type_of(&model->arena, tt_node_get_as(option, "arg", "TypeName")));
        }
    }
}

void tt_step_create_sequence(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *range_var = tt_node_get(step->node, "sequence");
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    bool if_not_exists = tt_node_flag(step->node, "if_not_exists");
    struct tt_name name = tt_creation_name(model, tt_name_of_relation(range_var), temporary);
    if (tt_relation_name_taken(model, name)) {
        if (!if_not_exists) {
            tt_refused(step, NULL, "42P07", "there is a relation \"" TT_FMT "\" already",
                       TT_ARG(name.name));
        }
        return;
    }
    struct tt_relation *sequence = tt_make_relation(model, name, TT_SEQUENCE);
    if (if_not_exists) {
        sequence->birth = (struct tt_birth){0};
    }
    (void)tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_SEQUENCE, sequence);
    read_options(step, sequence);
}

/* AlterSequence() in sequence.c: its new row is written under SHARE ROW EXCLUSIVE. */
void tt_step_alter_sequence(struct tt_step *step)
{
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "sequence"));
    struct tt_relation *sequence = tt_find_relation(step->model, name);
    if (!sequence && tt_node_flag(step->node, "missing_ok")) {
        return;
    }
    if (!sequence) {
        sequence = tt_need_relation(step->model, name);
        tt_set(step->model, sequence->kind, TT_SEQUENCE);
    }
    tt_take_lock(step, sequence, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    if (sequence->kind != TT_SEQUENCE) {
        tt_refused(step, sequence, "42809", "it is not a sequence");
        return;
    }
    read_options(step, sequence);
}
