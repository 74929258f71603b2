/* CREATE TABLE: what it takes from other tables, by LIKE or as a child. */
#include "base/str.h"
#include "model/alter.h"
#include "model/partition.h"
#include "model/state.h"

static void copy_column(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *from, unsigned options)
{
    struct tt_column *column = tt_make_column(step->model, relation, from->name);
    struct tt_column made = *column;
    *column = *from;
    column->name = made.name;
    column->birth = made.birth;
    column->next = NULL;
    column->sequence = NULL;
    column->merged = false;
    column->generated = (options & TT_COPY_GENERATED) && from->generated;
    column->is_virtual = column->generated && from->is_virtual;
    column->identity = (options & TT_COPY_IDENTITY) && from->identity;
    if (!(options & TT_COPY_DEFAULTS)) {
        column->has_default = column->default_written = false;
        column->type.serial = false;
    }
    if (!column->has_default && !column->generated) {
        column->value = NULL;
    }
    if (column->identity) {
        tt_make_owned_sequence(step->model, relation, column);
    }
}

void tt_copy_columns(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_relation *source, unsigned options)
{
    for (const struct tt_column *each = source->columns; each; each = each->next) {
        if (!tt_find_column(relation, each->name) && !tt_refuse_columns(step, relation, 1)) {
            copy_column(step, relation, each, options);
        }
    }
    relation->known = relation->known && source->known;
}

static struct tt_relation *source_of(struct tt_step *step, const struct tt_node *like)
{
    return tt_need_relation(step->model, tt_name_of_relation(tt_node_get(like, "relation")));
}

/* transformTableLikeClause() */
void tt_like_columns(struct tt_step *step, struct tt_relation *relation,
                     const struct tt_node *like)
{
    struct tt_relation *source = source_of(step, like);
    unsigned options = (unsigned)tt_node_int(like, "options", 0);
    tt_take_other_lock(step, source, TT_LOCK_ACCESS_SHARE);
    if (source->known && source->kind == TT_SEQUENCE) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is a sequence",
                   TT_ARG(source->name.name));
    }
    tt_copy_columns(step, relation, source, options);
    for (const struct tt_column *each = source->columns; each; each = each->next) {
        struct tt_column *column = tt_find_column(relation, each->name);
        if (column->merged) {
            tt_refused(step, relation, "42701", "column \"" TT_FMT "\" is there twice",
                       TT_ARG(each->name));
        }
        column->merged = true;
    }
}

/* As they were made, the oldest first; the list has the newest first. */
static void copy_indexes(struct tt_step *step, struct tt_relation *relation,
                         struct tt_index *source)
{
    if (source) {
        copy_indexes(step, relation, source->next);
        (void)tt_clone_index(step, relation, source);
    }
}

/* expandTableLikeClause(): foreign keys are never taken over. */
void tt_like_rest(struct tt_step *step, struct tt_relation *relation,
                  const struct tt_node *like)
{
    struct tt_relation *source = source_of(step, like);
    unsigned options = (unsigned)tt_node_int(like, "options", 0);
    if (options & TT_COPY_CONSTRAINTS) {
        tt_copy_checks(step, relation, source);
    }
    if (options & TT_COPY_INDEXES) {
        copy_indexes(step, relation, source->indexes);
    }
}
