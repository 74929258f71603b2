/* ALTER TABLE … SET LOGGED and SET UNLOGGED. */
#include "model/alter.h"
#include "model/state.h"

/* A permanent table refers to permanent ones only (ATPrepChangePersistence()). */
static void refuse(struct tt_step *step, struct tt_relation *relation, bool unlogged)
{
    const struct tt_constraint *each = unlogged ? relation->referencing : relation->constraints;
    if (relation->temporary) {
        tt_refused(step, relation, "42P16", "a temporary table is never logged");
    }
    while (each) {
        const struct tt_relation *other = unlogged ? each->relation : each->references;
        if (other && other != relation && other->known && other->unlogged != unlogged) {
            tt_refused(step, relation, "42P16",
                       "foreign key \"" TT_FMT "\" ties it to \"" TT_FMT "\", which is %s",
                       TT_ARG(each->name), TT_ARG(other->name.name),
                       other->unlogged ? "unlogged" : "logged");
        }
        each = unlogged ? each->next_referencing : each->next;
    }
}

/* Since 15, the sequences that its columns own go with the table. */
static void change_sequences(struct tt_step *step, const struct tt_relation *relation)
{
    const struct tt_column *each = relation->columns;
    for (; each && tt_model_pg_version(step->model) >= 15; each = each->next) {
        if (each->sequence) {
            tt_take_other_lock(step, each->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
}

void tt_alter_persistence(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *command)
{
    bool unlogged = tt_node_text_is(command, "subtype", "AT_SetUnLogged");
    if (relation->kind == TT_PARTITIONED_TABLE && tt_model_pg_version(step->model) >= 18) {
        tt_refused(step, relation, "42809", "a partitioned table stores nothing to log");
        return;
    }
    if (relation->known && relation->unlogged == unlogged) {
        return; /* it is so already */
    }
    refuse(step, relation, unlogged);
    if (relation->kind == TT_TABLE) {
        tt_rewrite_table(step, relation, NULL, TT_CAUSE_PERSISTENCE,
                         unlogged ? TT_STR("the table leaves the write-ahead log")
                                  : TT_STR("the table goes into the write-ahead log"));
    }
    change_sequences(step, relation);
    tt_set(step->model, relation->unlogged, unlogged);
}
