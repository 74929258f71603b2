/* ALTER TABLE: where and how the whole table is stored, and whose it is. */
#include "base/str.h"
#include "model/alter.h"
#include "model/state.h"

static void lock_sequences(struct tt_step *step, const struct tt_relation *relation)
{
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        if (each->sequence) {
            tt_take_other_lock(step, each->sequence, TT_LOCK_ACCESS_EXCLUSIVE);
        }
    }
}

/* Another access method, other than heap, is one of an extension. */
void tt_alter_set_access_method(struct tt_step *step, struct tt_relation *relation,
                                const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str to = tt_node_text(command, "name");
    if (to.len == 0 || tt_str_is(to, "heap")) {
        to = (struct tt_str){0}; /* DEFAULT */
    }
    if (relation->kind == TT_PARTITIONED_TABLE && model->pg_version < 17) {
        tt_refused(step, relation, "42809", "a partitioned table has no access method");
        return;
    }
    if (relation->kind == TT_PARTITIONED_TABLE ||
        (relation->known && tt_str_equal(relation->access_method, to))) {
        return;
    }
    tt_set(model, relation->access_method, tt_str_copy(&model->arena, to));
    tt_rewrite_table(step, relation, NULL, TT_CAUSE_STORAGE,
                     TT_STR("the new access method stores rows in its own way"));
}

/* Blocks are copied as they are; the indexes stay where they are. */
static void move_to(struct tt_step *step, struct tt_relation *relation, struct tt_str to)
{
    struct tt_model *model = step->model;
    if (tt_str_equal(relation->tablespace, to)) {
        return;
    }
    tt_set(model, relation->tablespace, tt_str_copy(&model->arena, to));
    if (relation->kind != TT_PARTITIONED_TABLE) {
        struct tt_work *work = tt_add_work(step, TT_WORK_REWRITE, TT_CAUSE_TABLESPACE,
                                           relation);
        work->how = TT_HOW_COPIED;
        work->why = TT_STR("every block is copied to the other tablespace");
    }
}

void tt_alter_set_tablespace(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    struct tt_str to = tt_node_text(command, "name");
    move_to(step, relation, tt_str_is(to, "pg_default") ? (struct tt_str){0} : to);
}

/* AlterTableMoveAll(): as many ALTER TABLE … SET TABLESPACE; indexes move alone. */
void tt_step_move_all(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str from = tt_node_text(step->node, "orig_tablespacename");
    struct tt_str to = tt_node_text(step->node, "new_tablespacename");
    struct tt_str object = tt_node_text(step->node, "objtype");
    from = tt_str_is(from, "pg_default") ? (struct tt_str){0} : from;
    to = tt_str_is(to, "pg_default") ? (struct tt_str){0} : to;
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        bool wanted = tt_str_is(object, "OBJECT_TABLE")
                          ? relation->kind == TT_TABLE || relation->kind == TT_PARTITIONED_TABLE
                          : tt_str_is(object, "OBJECT_MATVIEW") &&
                                relation->kind == TT_MATERIALIZED_VIEW;
        if (!relation->exists || !wanted || !tt_str_equal(relation->tablespace, from)) {
            continue;
        }
        tt_take_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
        move_to(step, relation, to);
    }
}

/* ATExecChangeOwner(): the sequences that its columns own go along. */
void tt_alter_owner(struct tt_step *step, struct tt_relation *relation,
                    const struct tt_node *command)
{
    struct tt_model *model = step->model;
    struct tt_str role = tt_node_text(tt_node_get(command, "newowner"), "rolename");
    if (relation->role.len > 0 && tt_str_equal(relation->role, role)) {
        return;
    }
    tt_set(model, relation->role, tt_str_copy(&model->arena, role));
    lock_sequences(step, relation);
}

/* --- what names an index of the table ------------------------------------------- */

static struct tt_index *own_index(struct tt_step *step, struct tt_relation *relation,
                                  struct tt_str name)
{
    struct tt_index *index = relation->indexes;
    while (index && !tt_str_equal(index->name.name, name)) {
        index = index->next;
    }
    struct tt_name full = {relation->name.schema, name};
    if (!index && tt_find_index(step->model, full)) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is the index of another table",
                   TT_ARG(name));
    } else if (!index && relation->known) {
        tt_refused(step, relation, "42704", "the table has no index \"" TT_FMT "\"",
                   TT_ARG(name));
    }
    return index;
}

void tt_alter_cluster_on(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command)
{
    if (relation->kind == TT_PARTITIONED_TABLE) {
        tt_refused(step, relation, "0A000", "a partitioned table is not clustered");
    } else if (tt_node_text(command, "name").len > 0) {
        struct tt_index *index = own_index(step, relation, tt_node_text(command, "name"));
        if (index) {
            tt_mark_clustered(step->model, index);
        }
    }
}

/* ATExecReplicaIdentity() */
void tt_alter_replica_identity(struct tt_step *step, struct tt_relation *relation,
                               const struct tt_node *command)
{
    const struct tt_node *statement = tt_node_get_as(command, "def", "ReplicaIdentityStmt");
    struct tt_str name = tt_node_text(statement, "name");
    const struct tt_index *index = name.len > 0 ? own_index(step, relation, name) : NULL;
    if (!index) {
        return;
    }
    if (!index->unique || index->computed) {
        tt_refused(step, relation, "42809",
                   "index \"" TT_FMT "\" is not unique over plain columns of every row",
                   TT_ARG(name));
    }
    if (index->constraint && index->constraint->deferrable) {
        tt_refused(step, relation, "42809", "index \"" TT_FMT "\" is deferrable", TT_ARG(name));
    }
    for (size_t i = 0; i < index->key_count; i++) {
        const struct tt_column *column = index->keys[i].column;
        if (column && column->known && !column->not_null) {
            tt_refused(step, relation, "42809",
                       "column \"" TT_FMT "\" of the index is nullable", TT_ARG(column->name));
        }
    }
}
