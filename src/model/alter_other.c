/* ALTER VIEW, MATERIALIZED VIEW, SEQUENCE, INDEX and TYPE: grammar makes them ALTER TABLE. */
#include "model/alter.h"
#include "model/object_name.h"
#include "model/partition.h"
#include "model/state.h"
#include "model/type_use.h"

/* --- ALTER INDEX ---------------------------------------------------------------------- */

/* ATExecAttachPartitionIdx() opens both tables. */
static void attach_index(struct tt_step *step, struct tt_index *index,
                         const struct tt_node *command)
{
    struct tt_model *model = step->model;
    const struct tt_node *part = tt_node_get_as(command, "def", "PartitionCmd");
    struct tt_index *child = tt_find_index(model,
                                           tt_name_of_relation(tt_node_get(part, "name")));
    tt_take_lock(step, index->relation, TT_LOCK_ACCESS_SHARE);
    if (!child) {
        return;
    }
    tt_take_lock(step, child->relation, TT_LOCK_ACCESS_SHARE);
    if (child->relation->known && child->relation->parent != index->relation) {
        tt_refused(step, child->relation, "55000",
                   "index \"" TT_FMT "\" is of no partition of \"" TT_FMT "\"",
                   TT_ARG(child->name.name), TT_ARG(index->relation->name.name));
        return;
    }
    if (child->parent != index && !tt_index_fits(child, index)) {
        tt_refused(step, child->relation, child->parent ? "55000" : "42P17",
                   "index \"" TT_FMT "\" %s", TT_ARG(child->name.name),
                   child->parent ? "is part of another" : "is not like the other");
        return;
    }
    tt_attach_index(step);
}

/* ATSimplePermissions(): what ALTER TABLE does to a sequence or an index. */
static bool fits(const struct tt_step *step, struct tt_str subtype, bool index)
{
    static const char *const of_index[] = {
        "AT_AttachPartition", "AT_ChangeOwner",   "AT_ResetRelOptions",
        "AT_SetRelOptions",   "AT_SetStatistics", "AT_SetTableSpace",
    };
    bool logs = tt_str_is(subtype, "AT_SetLogged") || tt_str_is(subtype, "AT_SetUnLogged");
    for (size_t i = 0; index && i < sizeof(of_index) / sizeof(of_index[0]); i++) {
        if (tt_str_is(subtype, of_index[i])) {
            return true;
        }
    }
    return !index &&
           (tt_str_is(subtype, "AT_ChangeOwner") || (logs && step->model->pg_version >= 15));
}

static void refuse_unfit(struct tt_step *step, const struct tt_node *command, bool index)
{
    if (!fits(step, tt_node_text(command, "subtype"), index)) {
        struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
        tt_refused(step, NULL, "42809", "\"" TT_FMT "\" is %s", TT_ARG(name.name),
                   index ? "an index" : "a sequence");
    }
}

/* ATExecSetStatistics(): those of a column are the table's. */
static void check_statistics(struct tt_step *step, const struct tt_index *index, long number)
{
    size_t count = index->key_count + index->includes.count;
    if (number < 1 || (size_t)number > count) {
        tt_refused(step, NULL, "42703", "the index has no column %ld", number);
    } else if ((size_t)number > index->key_count || index->keys[number - 1].column) {
        tt_refused(step, NULL, "0A000", "statistics are for expressions of an index");
    }
}

/* Options and tablespaces are the index's own business: the table is not opened. */
static void alter_index(struct tt_step *step, struct tt_index *index)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "cmds"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *command = tt_node_as(each, "AlterTableCmd");
        refuse_unfit(step, command, true);
        if (tt_node_text_is(command, "subtype", "AT_SetStatistics")) {
            check_statistics(step, index, tt_node_int(command, "num", 0));
        }
        if (tt_node_text_is(command, "subtype", "AT_SetRelOptions")) {
            tt_check_parameters(step, NULL,
                                index->method.len > 0 ? index->method : TT_STR("btree"),
                                tt_node_get(tt_node_get_as(command, "def", "List"), "items"));
        }
        if (tt_node_text_is(command, "subtype", "AT_AttachPartition")) {
            attach_index(step, index, command);
        }
    }
}

/* --- ALTER TYPE of a composite type ------------------------------------------------------- */

/* ATTypedTableRecursion(): tables OF the type change with it, if CASCADE allows it. */
static void alter_typed_tables(struct tt_step *step, const struct tt_user_type *type,
                               const struct tt_node *command)
{
    struct tt_model *model = step->model;
    bool cascade = tt_node_text_is(command, "behavior", "DROP_CASCADE");
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (!relation->exists || relation->row_type != type) {
            continue;
        }
        if (!cascade) {
            tt_refused(step, relation, "2BP01", "table \"" TT_FMT "\" is of the type",
                       TT_ARG(relation->name.name));
            return;
        }
        tt_take_other_lock(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
        tt_alter_like_type(step, relation, command);
    }
}

/* ATPrepAlterColumnType(): rows that hold values of the type are not rewritten. */
static void refuse_if_stored(struct tt_step *step, const struct tt_user_type *type)
{
    struct tt_type_user user = {0};
    while (tt_next_type_user(step->model, type, &user)) {
        tt_refused(step, user.relation, "0A000",
                   "column \"" TT_FMT "\" of \"" TT_FMT "\" uses the type",
                   TT_ARG(user.column->name), TT_ARG(user.relation->name.name));
    }
}

static void alter_composite(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_user_type *type = tt_find_type_name(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "cmds"));
    for (; type && each; each = tt_node_next(each)) {
        const struct tt_node *command = tt_node_as(each, "AlterTableCmd");
        if (tt_node_text_is(command, "subtype", "AT_AlterColumnType")) {
            refuse_if_stored(step, type);
        }
        alter_typed_tables(step, type, command);
    }
    tt_alter_composite(step);
}

/* --- the others ------------------------------------------------------------------------------
 */

/* Its OWNER TO and SET LOGGED, under ACCESS EXCLUSIVE; the rest is AlterSeqStmt. */
static void alter_sequence(struct tt_step *step, struct tt_relation *sequence)
{
    tt_take_lock(step, sequence, TT_LOCK_ACCESS_EXCLUSIVE);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "cmds"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *command = tt_node_as(each, "AlterTableCmd");
        refuse_unfit(step, command, false);
        if (tt_node_text_is(command, "subtype", "AT_ChangeOwner")) {
            tt_alter_owner(step, sequence, command);
        }
    }
}

static const struct {
    const char *object;
    enum tt_relation_kind kind;
} kinds[] = {
    {"OBJECT_VIEW", TT_VIEW},
    {"OBJECT_MATVIEW", TT_MATERIALIZED_VIEW},
    {"OBJECT_SEQUENCE", TT_SEQUENCE},
};

/* What the statement calls it; of a relation that was not seen, that is all there is. */
static void check_kind(struct tt_step *step, struct tt_relation *relation, bool seen,
                       struct tt_str object)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (!tt_str_is(object, kinds[i].object) || relation->kind == kinds[i].kind) {
            continue;
        }
        if (!seen) {
            tt_set(step->model, relation->kind, kinds[i].kind);
        } else if (relation->known) {
            tt_refused(step, relation, "42809", "\"" TT_FMT "\" is a %s",
                       TT_ARG(relation->name.name),
                       tt_object_word(tt_relation_object(relation)));
        }
    }
}

struct tt_relation *tt_alter_target(struct tt_step *step, struct tt_str object)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_relation(tt_node_get(step->node, "relation"));
    struct tt_index *index = tt_find_index(model, name);
    struct tt_relation *seen = tt_find_relation(model, name);
    if (tt_str_is(object, "OBJECT_TYPE")) {
        alter_composite(step);
        return NULL;
    }
    if (tt_str_is(object, "OBJECT_INDEX") || (index && !seen)) {
        if (index) {
            alter_index(step, index);
        }
        return NULL;
    }
    struct tt_relation *relation = tt_need_relation(model, name);
    check_kind(step, relation, seen != NULL, object);
    if (relation->kind == TT_SEQUENCE) {
        alter_sequence(step, relation);
        return NULL;
    }
    return relation;
}
