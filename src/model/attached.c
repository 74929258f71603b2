#include "model/attached.h"

#include <string.h>

#include "model/alter.h"
#include "model/state.h"

const struct tt_dependent *tt_find_attached(const struct tt_relation *relation,
                                            const char *kind, struct tt_str name)
{
    const struct tt_dependent *each = relation->dependents;
    while (each &&
           !(!each->of && strcmp(each->kind, kind) == 0 && tt_str_equal(each->name, name))) {
        each = each->next;
    }
    return each;
}

/* CreateTrigger() and its like: 42710. */
void tt_refuse_second(struct tt_step *step, struct tt_relation *relation, const char *kind,
                      struct tt_str name)
{
    if (tt_find_attached(relation, kind, name)) {
        tt_add_failure(step, TT_FAILS_ALWAYS, "42710", relation,
                       tt_str_format(&step->model->scratch,
                                     "it has a %s \"" TT_FMT "\" already", kind, TT_ARG(name)));
    }
}

bool tt_dependent_exists(const struct tt_dependent *dependent)
{
    return dependent->of ? dependent->of->exists &&
                               tt_find_attached(dependent->of, dependent->kind, dependent->name)
                         : !dependent->owner || dependent->owner->exists;
}

void tt_drop_rule(struct tt_step *step, const struct tt_dependent *dependent)
{
    tt_take_other_lock(step, dependent->of, TT_LOCK_ACCESS_EXCLUSIVE);
    tt_drop_dependent(step->model, dependent->of, dependent->kind, dependent->name);
}

/* The partitioned table whose row trigger has a copy here, or NULL. */
static struct tt_relation *origin_of(const struct tt_relation *relation, const char *kind,
                                     struct tt_str name)
{
    struct tt_relation *parent = relation->is_partition ? relation->parent : NULL;
    bool trigger = strcmp(kind, "trigger") == 0;
    while (trigger && parent &&
           !(parent->row_triggers && tt_find_attached(parent, kind, name))) {
        parent = parent->is_partition ? parent->parent : NULL;
    }
    return trigger ? parent : NULL;
}

static bool is_missing(const struct tt_relation *relation, const char *kind, struct tt_str name)
{
    return relation->known && !tt_find_attached(relation, kind, name) &&
           !origin_of(relation, kind, name) && !tt_str_starts(name, "RI_ConstraintTrigger");
}

bool tt_require_attached(struct tt_step *step, struct tt_relation *relation, const char *kind,
                         struct tt_str name)
{
    bool missing = is_missing(relation, kind, name);
    if (missing) {
        tt_refused(step, relation, "42704", "it has no %s \"" TT_FMT "\"", kind, TT_ARG(name));
    }
    return !missing;
}

void tt_drop_attached(struct tt_step *step, const char *kind, const struct tt_node *names)
{
    struct tt_str name = tt_node_string(tt_node_last(names));
    struct tt_name table = {0};
    const struct tt_node *each = tt_node_first(names);
    for (; each && tt_node_next(each); each = tt_node_next(each)) {
        table.schema = table.name;
        table.name = tt_node_string(each);
    }
    struct tt_relation *relation = tt_find_relation(step->model, table);
    bool if_exists = tt_node_flag(step->node, "missing_ok");
    if (if_exists && (!relation || is_missing(relation, kind, name))) {
        return; /* get_object_address_relobject() lets go of the table */
    }
    relation = relation ? relation : tt_need_relation(step->model, table);
    tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    if (!tt_require_attached(step, relation, kind, name)) {
        return;
    }
    const struct tt_relation *origin = origin_of(relation, kind, name);
    if (origin && !tt_find_attached(relation, kind, name)) {
        tt_refused(step, relation, "2BP01", "the trigger of \"" TT_FMT "\" requires it",
                   TT_ARG(origin->name.name));
        return;
    }
    /* Copies of a row trigger go with it (RemoveTriggerById()). */
    if (strcmp(kind, "trigger") == 0 && relation->row_triggers &&
        relation->kind == TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    }
    tt_drop_dependent(step->model, relation, kind, name);
}
