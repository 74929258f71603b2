/* ALTER TABLE: defaults of columns and NOT NULL. */
#include "model/alter.h"
#include "model/column_check.h"
#include "model/state.h"
#include "model/written.h"

static bool is_partition(const struct tt_relation *relation)
{
    return relation->parent && relation->parent->kind == TT_PARTITIONED_TABLE;
}

static const struct tt_written *new_default(struct tt_step *step, const struct tt_node *command)
{
    struct tt_span span = {0};
    return tt_stmt_after_word(step->stmt, step->part, "default", &span)
               ? tt_written_of(step, NULL, span, tt_node_get(command, "def"))
               : NULL;
}

/* Without ONLY, all below it get the same. */
static void set_default(struct tt_step *step, struct tt_relation *relation,
                        struct tt_column *column, const struct tt_column *like)
{
    tt_set(step->model, column->has_default, like->has_default);
    tt_set(step->model, column->default_type, like->default_type);
    tt_set(step->model, column->value, like->value);
    for (struct tt_relation *each = relation->children; each && !step->only;
         each = each->next_sibling) {
        struct tt_column *inherited = tt_find_column(each, column->name);
        if (inherited) {
            set_default(step, each, inherited, like);
        }
    }
}

void tt_note_on_column(struct tt_step *step, enum tt_change_kind kind,
                       struct tt_relation *relation, struct tt_column *column)
{
    struct tt_change *change = tt_add_change(step, kind, TT_OBJECT_COLUMN, relation);
    change->name = (struct tt_name){.name = column->name};
    change->column = column;
}

/* ATExecColumnDefault(). */
void tt_alter_default(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column) {
        return;
    }
    if (column->identity) {
        tt_refused(step, relation, "42601", "\"" TT_FMT "\" is an identity column",
                   TT_ARG(column->name));
    } else if (column->generated) {
        tt_refused(step, relation, "42601", "\"" TT_FMT "\" is a generated column",
                   TT_ARG(column->name));
    }
    const struct tt_node *expr = tt_node_get(command, "def");
    tt_check_default(step, relation, column, expr);
    bool is_null = tt_node_flag(tt_node_as(expr, "A_Const"), "isnull");
    if (column->has_default && (!expr || is_null)) {
        tt_note_on_column(step, TT_CHANGE_DROP_DEFAULT, relation, column);
    }
    struct tt_column like = {.has_default = expr && !is_null,
                             .default_type = tt_default_type(step->model, expr, &column->type)};
    like.value = like.has_default
                     ? tt_written_as(step->model, new_default(step, command), &column->type)
                     : NULL;
    set_default(step, relation, column, &like);
}

static bool in_primary_key(const struct tt_relation *relation, const struct tt_column *column)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_PRIMARY_KEY && tt_columns_hold(each->columns, column)) {
            return true;
        }
    }
    return false;
}

void tt_refuse_nullable(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column)
{
    const struct tt_column *above = relation->parent
                                        ? tt_find_column(relation->parent, column->name)
                                        : NULL;
    bool inherits = is_partition(relation) || tt_model_pg_version(step->model) >= 18;
    if (column->identity) {
        tt_refused(step, relation, "42601", "\"" TT_FMT "\" is an identity column",
                   TT_ARG(column->name));
    } else if (in_primary_key(relation, column)) {
        tt_refused(step, relation, "42P16", "\"" TT_FMT "\" is in the primary key",
                   TT_ARG(column->name));
    } else if (above && above->not_null && inherits) {
        tt_refused(step, relation, "42P16", "\"" TT_FMT "\" is NOT NULL in the parent table",
                   TT_ARG(column->name));
    } else if (step->only && relation->kind == TT_PARTITIONED_TABLE && relation->children) {
        tt_refused(step, relation, "42P16", "the partitions have the constraint too");
    }
}

static void drop_not_null(struct tt_step *step, struct tt_relation *relation,
                          struct tt_column *column)
{
    tt_set(step->model, column->not_null, false);
    struct tt_constraint *next = NULL;
    for (struct tt_constraint *each = relation->constraints; each; each = next) {
        next = each->next;
        if (each->kind == TT_NOT_NULL && tt_columns_hold(each->columns, column)) {
            tt_remove_constraint(step->model, each);
        }
    }
    for (struct tt_relation *each = relation->children; each && !step->only;
         each = each->next_sibling) {
        struct tt_column *inherited = tt_find_column(each, column->name);
        if (inherited && !in_primary_key(each, inherited)) {
            drop_not_null(step, each, inherited);
        }
    }
}

void tt_alter_drop_not_null(struct tt_step *step, struct tt_relation *relation,
                            const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (column) {
        if (column->not_null || !column->known) {
            tt_note_on_column(step, TT_CHANGE_NULLABLE, relation, column);
        }
        tt_refuse_nullable(step, relation, column);
        drop_not_null(step, relation, column);
    }
}

/* A valid CHECK that no NULL passes (NotNullImpliedByRelConstraints(), since 12). */
static bool is_proven(const struct tt_relation *relation, const struct tt_column *column)
{
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_CHECK && each->validated && each->enforced &&
            tt_columns_hold(each->proven_not_null, column)) {
            return true;
        }
    }
    return false;
}

/* Its NOT VALID constraint, of 18, becomes valid with the column. */
static void validate_not_null(struct tt_model *model, struct tt_relation *relation,
                              const struct tt_column *column)
{
    for (struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_NOT_NULL && tt_columns_hold(each->columns, column)) {
            tt_set(model, each->validated, true);
        }
    }
}

/*
 * ATPrepSetNotNull() leaves partitions alone when their parent has it, and so
 * does 18 for every child: there the parent's constraint has reached them all.
 */
static bool reaches_children(const struct tt_step *step, const struct tt_relation *relation,
                             const struct tt_column *column)
{
    bool settled = relation->kind == TT_PARTITIONED_TABLE ||
                   tt_model_pg_version(step->model) >= 18;
    return !step->only && !(column->not_null && settled);
}

/* ALTER TABLE ONLY … SET NOT NULL: the children must have it (ATExecCheckNotNull()). */
static void check_children(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_column *column)
{
    bool strict = relation->kind == TT_PARTITIONED_TABLE ||
                  tt_model_pg_version(step->model) >= 18;
    for (struct tt_relation *each = relation->children; strict && each;
         each = each->next_sibling) {
        const struct tt_column *own = tt_find_column(each, column->name);
        bool lacks = own && own->known && !own->not_null;
        if (lacks || (tt_model_pg_version(step->model) >= 18 && !column->not_null)) {
            tt_refused(step, relation, "42P16", "the constraint must be in child tables too");
        }
    }
}

void tt_require_not_null(struct tt_step *step, struct tt_relation *relation,
                         struct tt_column *column, struct tt_span span,
                         struct tt_constraint *constraint)
{
    bool recurse = reaches_children(step, relation, column);
    if (step->only) {
        check_children(step, relation, column);
    }
    if (!column->not_null && !is_proven(relation, column)) {
        struct tt_work *work = tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_NOT_NULL, relation);
        work->column = column;
        work->constraint = constraint;
        work->span = span;
        tt_add_risk(step, "23502", relation,
                    tt_str_format(&step->model->scratch,
                                  "column \"" TT_FMT "\" may hold a NULL",
                                  TT_ARG(column->name)));
    }
    if (!column->not_null) {
        tt_note_on_column(step, TT_CHANGE_NOT_NULL, relation, column);
    }
    tt_set(step->model, column->not_null, true);
    validate_not_null(step->model, relation, column);
    for (struct tt_relation *each = relation->children; recurse && each;
         each = each->next_sibling) {
        tt_take_other_lock(step, each, step->mode);
        tt_require_not_null(step, each, tt_need_column(step->model, each, column->name), span,
                            constraint);
    }
}

void tt_alter_set_not_null(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *command)
{
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (!column) {
        return;
    }
    tt_require_not_null(step, relation, column, step->part, NULL);
}
