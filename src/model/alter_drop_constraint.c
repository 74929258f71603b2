/* ALTER TABLE: constraints that are validated, altered and dropped. */
#include "model/alter.h"
#include "model/state.h"

static bool is_partitioned(const struct tt_relation *relation)
{
    return relation->kind == TT_PARTITIONED_TABLE;
}

/* --- VALIDATE ------------------------------------------------------------------- */

static void mark_valid(struct tt_step *step, struct tt_constraint *constraint)
{
    tt_set(step->model, constraint->validated, true);
    for (size_t i = 0; constraint->kind == TT_NOT_NULL && i < constraint->columns.count; i++) {
        tt_set(step->model, constraint->columns.items[i]->not_null, true);
    }
}

/* Children have a constraint of the same name, and are validated with their parent. */
static void validate(struct tt_step *step, struct tt_relation *relation,
                     struct tt_constraint *constraint)
{
    if (constraint->references && constraint->references != relation) {
        tt_take_other_lock(step, constraint->references, TT_LOCK_ROW_SHARE);
        if (is_partitioned(constraint->references)) {
            tt_lock_below(step, constraint->references, TT_LOCK_ACCESS_SHARE);
        }
    }
    struct tt_work *work = tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_VALIDATE, relation);
    work->constraint = constraint;
    mark_valid(step, constraint);
    bool below = !constraint->no_inherit &&
                 (constraint->kind != TT_FOREIGN_KEY || is_partitioned(relation));
    for (struct tt_relation *each = relation->children; below && each;
         each = each->next_sibling) {
        struct tt_constraint *same = tt_find_constraint(each, constraint->name);
        tt_take_other_lock(step, each, step->mode);
        if (!same) {
            same = tt_inherit_constraint(step->model, each, constraint);
            tt_set(step->model, same->validated, false);
        }
        if (!same->validated) {
            validate(step, each, same);
        }
    }
}

/* ATExecValidateConstraint(). */
static void refuse_validate(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_constraint *constraint)
{
    bool not_null = constraint->kind == TT_NOT_NULL;
    bool fits = constraint->kind == TT_CHECK || constraint->kind == TT_FOREIGN_KEY || not_null;
    if (!fits) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is no CHECK or foreign key",
                   TT_ARG(constraint->name));
    } else if (!constraint->enforced) {
        tt_refused(step, relation, "55000", "\"" TT_FMT "\" is NOT ENFORCED",
                   TT_ARG(constraint->name));
    } else if (!constraint->validated && step->only && relation->children &&
               !constraint->no_inherit && constraint->kind != TT_FOREIGN_KEY) {
        tt_refused(step, relation, "42P16", "it must be validated on child tables too");
    }
}

void tt_alter_validate(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_node *command)
{
    struct tt_str name = tt_node_text(command, "name");
    struct tt_constraint *constraint = tt_altered_constraint(step, relation, name);
    if (!constraint) {
        return;
    }
    refuse_validate(step, relation, constraint);
    if (constraint->validated) {
        return;
    }
    const char *state = constraint->kind == TT_CHECK         ? "23514"
                        : constraint->kind == TT_FOREIGN_KEY ? "23503"
                                                             : "23502";
    tt_add_risk(step, state, relation,
                tt_str_format(&step->model->scratch, "rows may violate \"" TT_FMT "\"",
                              TT_ARG(constraint->name)));
    validate(step, relation, constraint);
}

/* --- DROP ----------------------------------------------------------------------- */

static bool refers_to(const struct tt_constraint *foreign, const struct tt_constraint *key)
{
    for (size_t i = 0; i < key->columns.count; i++) {
        if (!tt_columns_hold(foreign->referenced, key->columns.items[i])) {
            return false;
        }
    }
    return key->columns.count == foreign->referenced.count;
}

/* Foreign keys need the key that they refer to. */
static void drop_referencing(struct tt_step *step, const struct tt_constraint *key,
                             bool cascade)
{
    struct tt_constraint *next = NULL;
    bool is_key = key->kind == TT_PRIMARY_KEY || key->kind == TT_UNIQUE;
    struct tt_constraint *each = is_key ? key->relation->referencing : NULL;
    for (; each; each = next) {
        next = each->next_referencing;
        if (!refers_to(each, key)) {
            continue;
        }
        if (!cascade) {
            tt_refused(step, key->relation, "2BP01",
                       "foreign key \"" TT_FMT "\" of \"" TT_FMT "\" needs it",
                       TT_ARG(each->name), TT_ARG(each->relation->name.name));
            continue;
        }
        if (each->relation != key->relation) {
            tt_take_other_lock(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
            tt_lock_below(step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        }
        tt_remove_constraint(step->model, each);
    }
}

/* dropconstraint_internal(): children keep theirs under ONLY. */
static void drop(struct tt_step *step, struct tt_relation *relation,
                 struct tt_constraint *constraint)
{
    bool handed_down = constraint->kind == TT_CHECK || constraint->kind == TT_NOT_NULL ||
                       is_partitioned(relation);
    struct tt_str name = constraint->name;
    if (constraint->references && constraint->references != relation) {
        tt_take_other_lock(step, constraint->references, TT_LOCK_ACCESS_EXCLUSIVE);
        if (is_partitioned(constraint->references)) {
            tt_lock_below(step, constraint->references, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
    for (size_t i = 0; constraint->kind == TT_NOT_NULL && i < constraint->columns.count; i++) {
        tt_set(step->model, constraint->columns.items[i]->not_null, false);
    }
    tt_remove_constraint(step->model, constraint);
    bool below = handed_down && !constraint->no_inherit && !step->only;
    for (struct tt_relation *each = relation->children; below && each;
         each = each->next_sibling) {
        struct tt_constraint *same = tt_find_constraint(each, name);
        tt_take_other_lock(step, each, step->mode);
        if (same && same->inherited) {
            drop(step, each, same);
        }
    }
}

static void refuse_drop(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_constraint *constraint)
{
    if (constraint->inherited) {
        tt_refused(step, relation, "42P16", "the constraint is inherited");
    } else if (step->only && is_partitioned(relation) && relation->children) {
        tt_refused(step, relation, "42P16", "the partitions have the constraint too");
    }
    for (size_t i = 0; constraint->kind == TT_NOT_NULL && i < constraint->columns.count; i++) {
        tt_refuse_nullable(step, relation, constraint->columns.items[i]);
    }
}

void tt_alter_drop_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *command)
{
    struct tt_str name = tt_node_text(command, "name");
    struct tt_constraint *constraint = tt_node_flag(command, "missing_ok")
                                           ? tt_find_named(step->model, relation, name)
                                           : tt_altered_constraint(step, relation, name);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, TT_OBJECT_CONSTRAINT,
                                             relation);
    change->name = (struct tt_name){.name = name};
    change->constraint = constraint;
    if (constraint) {
        refuse_drop(step, relation, constraint);
        drop_referencing(step, constraint,
                         tt_node_text_is(command, "behavior", "DROP_CASCADE"));
        drop(step, relation, constraint);
    }
}

/* --- ALTER CONSTRAINT ------------------------------------------------------------ */

struct wanted {
    bool enforceability; /* ENFORCED or NOT ENFORCED is said, since 18 */
    bool enforced;
    bool deferrability;
    bool deferrable;
    bool deferred;
    bool inheritability; /* since 18 */
};

/* A Constraint node up to grammar 17, an ATAlterConstraint since. */
static struct wanted read_wanted(const struct tt_node *node, bool of_18)
{
    return (struct wanted){
        .enforceability = of_18 && tt_node_flag(node, "alterEnforceability"),
        .enforced = tt_node_flag(node, "is_enforced"),
        .deferrability = !of_18 || tt_node_flag(node, "alterDeferrability"),
        .deferrable = tt_node_flag(node, "deferrable"),
        .deferred = tt_node_flag(node, "initdeferred"),
        .inheritability = of_18 && tt_node_flag(node, "alterInheritability"),
    };
}

/* ATExecAlterConstraint(). */
static void refuse_alter(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_constraint *constraint, const struct wanted *wanted)
{
    int version = tt_model_pg_version(step->model);
    bool foreign = constraint->kind == TT_FOREIGN_KEY;
    bool check = constraint->kind == TT_CHECK && version >= 19;
    if ((wanted->deferrability && !foreign) || (wanted->enforceability && !foreign && !check)) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is no foreign key",
                   TT_ARG(constraint->name));
    } else if (wanted->inheritability && constraint->kind != TT_NOT_NULL) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is no NOT NULL constraint",
                   TT_ARG(constraint->name));
    }
}

/* Triggers come and go at both ends; what is enforced anew is checked. */
static void enforce(struct tt_step *step, struct tt_relation *relation,
                    struct tt_constraint *constraint, bool enforced)
{
    struct tt_relation *other = constraint->references;
    if (other && other != relation) {
        tt_take_other_lock(step, other,
                           enforced ? TT_LOCK_SHARE_ROW_EXCLUSIVE : TT_LOCK_ACCESS_EXCLUSIVE);
    }
    if (enforced) {
        enum tt_cause cause = other ? TT_CAUSE_FOREIGN_KEY : TT_CAUSE_CHECK;
        tt_add_work_below(step, relation,
                          (struct tt_work){.kind = TT_WORK_SCAN,
                                           .cause = cause,
                                           .constraint = constraint,
                                           .span = step->part,
                                           .certainty = TT_PROVED});
    }
    tt_set(step->model, constraint->enforced, enforced);
    tt_set(step->model, constraint->validated, enforced);
}

void tt_alter_constraint(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get(command, "def");
    bool of_18 = tt_node_as(def, "ATAlterConstraint") != NULL;
    const struct tt_node *node = tt_node_body(def);
    struct wanted wanted = read_wanted(node, of_18);
    struct tt_constraint *constraint = tt_altered_constraint(step, relation,
                                                             tt_node_text(node, "conname"));
    if (!constraint) {
        return;
    }
    refuse_alter(step, relation, constraint, &wanted);
    if (wanted.enforceability && wanted.enforced != constraint->enforced) {
        enforce(step, relation, constraint, wanted.enforced);
    }
    if (wanted.deferrability) {
        tt_set(step->model, constraint->deferrable, wanted.deferrable || wanted.deferred);
        tt_set(step->model, constraint->deferred, wanted.deferred);
    }
}
