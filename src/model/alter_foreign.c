#include "model/alter_foreign.h"

#include "model/alter.h"
#include "model/cast.h"
#include "model/partition.h"
#include "model/state.h"

static bool is_partitioned(const struct tt_relation *relation)
{
    return relation->kind == TT_PARTITIONED_TABLE;
}

static bool same_columns(struct tt_columns a, const struct tt_index *index)
{
    for (size_t i = 0; i < index->key_count; i++) {
        if (!index->keys[i].column || !tt_columns_hold(a, index->keys[i].column)) {
            return false;
        }
    }
    return a.count == index->key_count;
}

/* transformFkeyCheckAttrs(): a whole unique index on just these columns, in any order. */
static void refuse_without_key(struct tt_step *step, const struct tt_constraint *key)
{
    const struct tt_relation *target = key->references;
    bool deferrable = false;
    for (const struct tt_index *each = target->indexes; each; each = each->next) {
        if (each->unique && each->valid && !each->computed &&
            same_columns(key->referenced, each)) {
            if (!each->constraint || !each->constraint->deferrable) {
                return;
            }
            deferrable = true;
        }
    }
    tt_refused(step, key->relation, deferrable ? "55000" : "42830",
               deferrable ? "the key of \"" TT_FMT "\" is deferrable"
                          : "no key of \"" TT_FMT "\" holds just the referenced columns",
               TT_ARG(target->name.name));
}

static void refuse_types(struct tt_step *step, const struct tt_constraint *key)
{
    struct tt_arena *scratch = &step->model->scratch;
    for (size_t i = 0; i < key->columns.count; i++) {
        const struct tt_type *from = &key->columns.items[i]->type;
        const struct tt_type *to = &key->referenced.items[i]->type;
        if (tt_type_known(from) && tt_type_known(to) &&
            tt_never_comparable(step->model, from, to)) {
            tt_refused(step, key->relation, "42804",
                       "a column of " TT_FMT " can't refer to one of " TT_FMT,
                       TT_ARG(tt_type_format(scratch, from)),
                       TT_ARG(tt_type_format(scratch, to)));
        }
    }
}

/* ON DELETE SET NULL (…) is about columns of the key. */
static void refuse_actions(struct tt_step *step, const struct tt_constraint *key)
{
    for (size_t i = 0; i < key->delete_sets.count; i++) {
        if (!tt_columns_hold(key->columns, key->delete_sets.items[i])) {
            tt_refused(step, key->relation, "42P10", "column \"" TT_FMT "\" is not in the key",
                       TT_ARG(key->delete_sets.items[i]->name));
        }
    }
    if (key->match == 'p') {
        tt_refused(step, key->relation, "0A000", "MATCH PARTIAL is not implemented");
    }
}

/* What generates a column is not overruled. */
static void refuse_generated(struct tt_step *step, const struct tt_constraint *key)
{
    bool deletes = key->on_delete == 'n' || key->on_delete == 'd';
    bool updates = key->on_update == 'n' || key->on_update == 'd' || key->on_update == 'c';
    for (size_t i = 0; i < key->columns.count; i++) {
        const struct tt_column *column = key->columns.items[i];
        if (column->is_virtual) {
            tt_refused(step, key->relation, "0A000", "a virtual column has no keys");
        } else if (column->generated && (deletes || updates)) {
            tt_refused(step, key->relation, "42601",
                       "generated column \"" TT_FMT "\" can't be set", TT_ARG(column->name));
        }
    }
}

static void refuse_columns(struct tt_step *step, const struct tt_constraint *key,
                           const struct tt_node *node)
{
    struct tt_relation *target = key->references;
    bool named = tt_node_count(tt_node_get(node, "pk_attrs")) > 0;
    for (size_t i = 0; target->known && i < key->referenced.count; i++) {
        if (!key->referenced.items[i]->known) {
            tt_refused(step, key->relation, "42703", "there is no column \"" TT_FMT "\"",
                       TT_ARG(key->referenced.items[i]->name));
            return;
        }
    }
    if (!named && key->referenced.count == 0 && target->known) {
        tt_refused(step, key->relation, "42704", "\"" TT_FMT "\" has no primary key",
                   TT_ARG(target->name.name));
    } else if (key->referenced.count > 0 && key->referenced.count != key->columns.count) {
        tt_refused(step, key->relation, "42830", "the numbers of columns differ");
    } else if (key->referenced.count > 0) {
        if (target->known) {
            refuse_without_key(step, key);
        }
        refuse_actions(step, key);
        refuse_generated(step, key);
        refuse_types(step, key);
    }
}

/* ATAddForeignKeyConstraint(). */
void tt_refuse_foreign_key(struct tt_step *step, const struct tt_constraint *key,
                           const struct tt_node *node)
{
    struct tt_relation *relation = key->relation;
    const struct tt_relation *target = key->references;
    if (is_partitioned(relation) && step->only) {
        tt_refused(step, relation, "42809", "ONLY can't stand before a partitioned table here");
    } else if (is_partitioned(relation) && tt_node_flag(node, "skip_validation") &&
               tt_model_pg_version(step->model) < 18) {
        tt_refused(step, relation, "42809",
                   "a partitioned table takes no NOT VALID foreign key before 18");
    }
    if (target->kind != TT_TABLE && target->kind != TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is not a table",
                   TT_ARG(target->name.name));
    } else if (relation->temporary != target->temporary ||
               (target->unlogged && target->known && !relation->unlogged)) {
        tt_refused(step, relation, "42P16",
                   "\"" TT_FMT "\" may be gone before \"" TT_FMT "\" is",
                   TT_ARG(target->name.name), TT_ARG(relation->name.name));
    } else {
        refuse_columns(step, key, node);
    }
}

/*
 * transformAlterTableStmt(): rows that get NULL in a new column have nothing to
 * look up, but DEFAULT NULL counts as a default.
 */
static bool is_checked(const struct tt_constraint *key, const struct tt_column *added)
{
    return key->validated && (!added || added->default_written || added->generated);
}

void tt_add_foreign_key(struct tt_step *step, struct tt_constraint *key,
                        const struct tt_node *node, struct tt_work like)
{
    tt_refuse_foreign_key(step, key, node);
    if (key->references != key->relation) {
        tt_take_other_lock(step, key->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        if (is_partitioned(key->references)) {
            tt_lock_below(step, key->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        }
    }
    bool partitioned = is_partitioned(key->relation);
    bool checked = is_checked(key, like.column) &&
                   !(partitioned && tt_partitions_have_key(key->relation, key));
    like.kind = TT_WORK_SCAN;
    like.cause = TT_CAUSE_FOREIGN_KEY;
    if (checked) {
        tt_add_work_alone(step, key->relation, like);
        tt_add_risk(step, "23503", key->relation,
                    tt_str_format(&step->model->scratch,
                                  "rows may refer to what \"" TT_FMT "\" does not hold",
                                  TT_ARG(key->references->name.name)));
    }
    struct tt_relation *each = partitioned ? key->relation->children : NULL;
    for (; each; each = each->next_sibling) {
        tt_take_other_lock(step, each, step->mode);
        tt_inherit_foreign_key(step, each, key, checked ? &like : NULL);
    }
}
