/* What the parts of ALTER TABLE have in common: refusals, locks, works. */
#include <stdarg.h>
#include <stdio.h>

#include "model/alter.h"
#include "model/state.h"

void tt_refused(struct tt_step *step, struct tt_relation *relation, const char *sqlstate,
                const char *format, ...)
{
    enum { WHY_BYTES = 512 };
    char why[WHY_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(why, sizeof(why), format, arguments);
    va_end(arguments);
    tt_add_failure(step, TT_FAILS_ALWAYS, sqlstate, relation,
                   tt_str_copy(&step->model->scratch, tt_str_from(why)));
}

/* heap_create() and ATExecAddColumn(). */
bool tt_refuse_columns(struct tt_step *step, struct tt_relation *relation, size_t added)
{
    bool refused = relation->attribute_count + added > TT_COLUMNS_MAX;
    if (refused) {
        tt_refused(step, relation, "54011", "a table has at most %d columns", TT_COLUMNS_MAX);
    }
    return refused;
}

bool tt_refuse_keys(struct tt_step *step, struct tt_relation *relation, size_t count)
{
    if (count > TT_KEYS_MAX) {
        tt_refused(step, relation, "54011", "a key or index has at most %d columns",
                   TT_KEYS_MAX);
    }
    return count > TT_KEYS_MAX;
}

struct tt_column *tt_altered_column(struct tt_step *step, struct tt_relation *relation,
                                    struct tt_str name)
{
    struct tt_column *column = tt_find_column(relation, name);
    if (tt_is_system_column(name)) {
        tt_refused(step, relation, "0A000", "\"" TT_FMT "\" is a system column", TT_ARG(name));
        return NULL;
    }
    if (!column && relation->known) {
        tt_refused(step, relation, "42703", "there is no column \"" TT_FMT "\"", TT_ARG(name));
        return NULL;
    }
    return column ? column : tt_need_column(step->model, relation, name);
}

void tt_lock_below(struct tt_step *step, const struct tt_relation *relation, enum tt_lock mode)
{
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, mode);
        tt_lock_below(step, each, mode);
    }
}

void tt_add_work_alone(struct tt_step *step, struct tt_relation *relation, struct tt_work like)
{
    struct tt_work *work = tt_add_work(step, like.kind, like.cause, relation);
    like.relation = relation;
    like.is_new = work->is_new;
    like.of_transaction = work->of_transaction;
    like.certainty = work->certainty < like.certainty ? work->certainty : like.certainty;
    *work = like;
}

void tt_add_work_below(struct tt_step *step, struct tt_relation *relation, struct tt_work like)
{
    tt_add_work_alone(step, relation, like);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        tt_add_work_below(step, each, like);
    }
}

static struct tt_work *find_work(struct tt_step *step, enum tt_work_kind kind,
                                 const struct tt_relation *relation,
                                 const struct tt_index *index)
{
    for (size_t i = 0; i < step->outcome->works.count; i++) {
        struct tt_work *work = &step->outcome->works.items[i];
        if (work->kind == kind && work->relation == relation && work->index == index) {
            return work;
        }
    }
    return NULL;
}

void tt_rebuild_index(struct tt_step *step, struct tt_relation *relation,
                      struct tt_index *index, enum tt_cause cause)
{
    if (!find_work(step, TT_WORK_INDEX_BUILD, relation, index)) {
        tt_add_work(step, TT_WORK_INDEX_BUILD, cause, relation)->index = index;
    }
}

void tt_rewrite_table(struct tt_step *step, struct tt_relation *relation,
                      struct tt_column *column, enum tt_cause cause, struct tt_str why)
{
    if (find_work(step, TT_WORK_REWRITE, relation, NULL)) {
        return;
    }
    struct tt_work *work = tt_add_work(step, TT_WORK_REWRITE, cause, relation);
    work->column = column;
    work->why = why;
    /* A partition has an index for each of the tables above it. */
    struct tt_relation *each = relation;
    while (each) {
        for (struct tt_index *index = each->indexes; index; index = index->next) {
            tt_rebuild_index(step, relation, index, cause);
        }
        bool partition = each->parent && each->parent->kind == TT_PARTITIONED_TABLE;
        each = partition ? each->parent : NULL;
    }
}
