/* ALTER TABLE: its parts in PostgreSQL's own order, on the table and its children. */
#include "model/alter.h"

#include "model/state.h"

/* PostgreSQL sorts the parts into passes, so DROP comes before SET NOT NULL however written. */
enum pass {
    PASS_DROP,
    PASS_ALTER_TYPE,
    PASS_SET_EXPRESSION,
    PASS_ADD_COLUMN,
    PASS_COLUMN_ATTRIBUTES,
    PASS_ADD_CONSTRAINT,
    PASS_MISC,
    PASS_COUNT,
};

enum reach { REACH_ITSELF, REACH_PARTITIONS, REACH_BELOW };

static const struct command {
    struct tt_str name;
    enum pass pass;
    enum tt_lock lock;
    enum reach reach;
} commands[] = {
#define COMMAND(subcommand, pass, lock, reach)                                                 \
    {{#subcommand, sizeof(#subcommand) - 1}, PASS_##pass, TT_LOCK_##lock, REACH_##reach},
#include "model/alter.def"
#undef COMMAND
};

static struct command find_command(struct tt_str subtype)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (tt_str_equal(subtype, commands[i].name)) {
            return commands[i];
        }
    }
    return (struct command){{0}, PASS_MISC, TT_LOCK_ACCESS_EXCLUSIVE, REACH_ITSELF};
}

/* A default goes before the type changes, and comes after. */
static enum pass pass_of(const struct tt_node *command)
{
    struct tt_str subtype = tt_node_text(command, "subtype");
    bool drops_default = tt_str_is(subtype, "AT_ColumnDefault") && !tt_node_get(command, "def");
    return drops_default ? PASS_DROP : find_command(subtype).pass;
}

static enum tt_lock lock_of(const struct tt_node *command)
{
    struct tt_str subtype = tt_node_text(command, "subtype");
    enum tt_lock lock = find_command(subtype).lock;
    const struct tt_node *constraint = tt_node_get_as(command, "def", "Constraint");
    if (tt_str_is(subtype, "AT_AddConstraint") &&
        tt_node_text_is(constraint, "contype", "CONSTR_FOREIGN")) {
        lock = TT_LOCK_SHARE_ROW_EXCLUSIVE;
    }
    const struct tt_node *partition = tt_node_get_as(command, "def", "PartitionCmd");
    if (tt_str_is(subtype, "AT_DetachPartition") && tt_node_flag(partition, "concurrent")) {
        lock = TT_LOCK_SHARE_UPDATE_EXCLUSIVE;
    }
    if (tt_str_is(subtype, "AT_SetRelOptions") || tt_str_is(subtype, "AT_ResetRelOptions")) {
        lock = tt_reloptions_lock(tt_node_get_as(command, "def", "List"));
    }
    return lock;
}

/* One statement takes one mode on the table: the strongest that any part needs. */
static enum tt_lock strongest_lock(const struct tt_node *parts)
{
    enum tt_lock strongest = TT_LOCK_ACCESS_SHARE;
    for (const struct tt_node *each = tt_node_first(parts); each; each = tt_node_next(each)) {
        enum tt_lock lock = lock_of(tt_node_as(each, "AlterTableCmd"));
        strongest = lock > strongest ? lock : strongest;
    }
    return strongest;
}

/* ATSimplePermissions(): a view has no rows, and its columns are its query's. */
static bool fits_view(struct tt_str subtype, enum tt_relation_kind kind)
{
    static const char *const of_any[] = {"AT_ChangeOwner", "AT_SetRelOptions",
                                         "AT_ResetRelOptions", "AT_ReplaceRelOptions"};
    static const char *const of_stored[] = {
        "AT_ClusterOn",       "AT_DropCluster",    "AT_ResetOptions",
        "AT_SetAccessMethod", "AT_SetCompression", "AT_SetOptions",
        "AT_SetStatistics",   "AT_SetStorage",     "AT_SetTableSpace",
    };
    bool fits = kind == TT_VIEW && tt_str_is(subtype, "AT_ColumnDefault");
    for (size_t i = 0; i < sizeof(of_any) / sizeof(of_any[0]); i++) {
        fits = fits || tt_str_is(subtype, of_any[i]);
    }
    for (size_t i = 0; i < sizeof(of_stored) / sizeof(of_stored[0]); i++) {
        fits = fits || (kind == TT_MATERIALIZED_VIEW && tt_str_is(subtype, of_stored[i]));
    }
    return fits;
}

static void follow(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_node *command)
{
    static const struct {
        const char *subtype;
        tt_alter_fn *follow;
    } followers[] = {
        {"AT_AddColumn", tt_alter_add_column},
        {"AT_AddConstraint", tt_alter_add_constraint},
        {"AT_AddIdentity", tt_alter_add_identity},
        {"AT_AddInherit", tt_alter_inherit},
        {"AT_AlterColumnType", tt_alter_type},
        {"AT_AlterConstraint", tt_alter_constraint},
        {"AT_AttachPartition", tt_alter_attach_partition},
        {"AT_ChangeOwner", tt_alter_owner},
        {"AT_ClusterOn", tt_alter_cluster_on},
        {"AT_ColumnDefault", tt_alter_default},
        {"AT_DetachPartition", tt_alter_detach_partition},
        {"AT_DetachPartitionFinalize", tt_alter_detach_finalize},
        {"AT_DisableRule", tt_alter_firing},
        {"AT_DisableTrig", tt_alter_firing},
        {"AT_DisableRowSecurity", tt_alter_row_security},
        {"AT_DropCluster", tt_alter_cluster_on},
        {"AT_DropColumn", tt_alter_drop_column},
        {"AT_DropConstraint", tt_alter_drop_constraint},
        {"AT_DropExpression", tt_alter_drop_expression},
        {"AT_DropIdentity", tt_alter_drop_identity},
        {"AT_DropInherit", tt_alter_no_inherit},
        {"AT_DropNotNull", tt_alter_drop_not_null},
        {"AT_EnableAlwaysRule", tt_alter_firing},
        {"AT_EnableAlwaysTrig", tt_alter_firing},
        {"AT_EnableReplicaRule", tt_alter_firing},
        {"AT_EnableReplicaTrig", tt_alter_firing},
        {"AT_EnableRowSecurity", tt_alter_row_security},
        {"AT_EnableRule", tt_alter_firing},
        {"AT_EnableTrig", tt_alter_firing},
        {"AT_ReplicaIdentity", tt_alter_replica_identity},
        {"AT_ResetOptions", tt_alter_column_attribute},
        {"AT_SetAccessMethod", tt_alter_set_access_method},
        {"AT_SetCompression", tt_alter_column_attribute},
        {"AT_SetExpression", tt_alter_set_expression},
        {"AT_SetIdentity", tt_alter_set_identity},
        {"AT_SetLogged", tt_alter_persistence},
        {"AT_SetNotNull", tt_alter_set_not_null},
        {"AT_SetOptions", tt_alter_column_attribute},
        {"AT_SetRelOptions", tt_alter_set_reloptions},
        {"AT_SetStatistics", tt_alter_column_attribute},
        {"AT_SetStorage", tt_alter_column_attribute},
        {"AT_SetTableSpace", tt_alter_set_tablespace},
        {"AT_SetUnLogged", tt_alter_persistence},
        {"AT_ValidateConstraint", tt_alter_validate},
    };
    struct tt_str subtype = tt_node_text(command, "subtype");
    bool view = relation->kind == TT_VIEW || relation->kind == TT_MATERIALIZED_VIEW;
    if (view && !fits_view(subtype, relation->kind)) {
        tt_refused(step, relation, "42809", "\"" TT_FMT "\" is a view",
                   TT_ARG(relation->name.name));
        return;
    }
    for (size_t i = 0; i < sizeof(followers) / sizeof(followers[0]); i++) {
        if (tt_str_is(subtype, followers[i].subtype)) {
            followers[i].follow(step, relation, command);
            return;
        }
    }
}

/* EnableDisableTrigger(): only what is fired for rows has clones on the partitions. */
static bool reaches_clones(const struct tt_relation *relation, struct tt_str subtype)
{
    bool of_keys = false;
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        of_keys = of_keys || each->kind == TT_FOREIGN_KEY;
    }
    bool all = tt_str_is(subtype, "AT_EnableTrigAll") ||
               tt_str_is(subtype, "AT_DisableTrigAll");
    return relation->row_triggers || (all && of_keys);
}

static bool is_of_triggers(struct tt_str subtype)
{
    static const char *const subtypes[] = {
        "AT_DisableTrig",      "AT_DisableTrigAll",    "AT_DisableTrigUser",
        "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig", "AT_EnableTrig",
        "AT_EnableTrigAll",    "AT_EnableTrigUser",
    };
    for (size_t i = 0; i < sizeof(subtypes) / sizeof(subtypes[0]); i++) {
        if (tt_str_is(subtype, subtypes[i])) {
            return true;
        }
    }
    return false;
}

static bool is_of_identity(struct tt_str subtype)
{
    return tt_str_is(subtype, "AT_AddIdentity") || tt_str_is(subtype, "AT_SetIdentity") ||
           tt_str_is(subtype, "AT_DropIdentity");
}

/* The whole statement's mode goes to whatever any part reaches. */
static void lock_reached(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *parts)
{
    enum reach reach = REACH_ITSELF;
    for (const struct tt_node *each = tt_node_first(parts); each; each = tt_node_next(each)) {
        const struct tt_node *command = tt_node_as(each, "AlterTableCmd");
        struct tt_str subtype = tt_node_text(command, "subtype");
        enum reach wanted = find_command(subtype).reach;
        if (tt_str_is(subtype, "AT_AddConstraint") && step->model->pg_version >= 18) {
            wanted = REACH_BELOW; /* of whatever kind: ATPrepCmd() locks them all */
        }
        if (wanted == REACH_PARTITIONS && is_of_identity(subtype) &&
            step->model->pg_version < 17) {
            wanted = REACH_ITSELF; /* partitions have their parent's identity since 17 */
        }
        if (is_of_triggers(subtype) && reaches_clones(relation, subtype)) {
            wanted = REACH_PARTITIONS;
        }
        reach = wanted > reach ? wanted : reach;
    }
    if (reach == REACH_BELOW ||
        (reach == REACH_PARTITIONS && relation->kind == TT_PARTITIONED_TABLE)) {
        tt_lock_below(step, relation, step->mode);
    }
}

static void follow_in_passes(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *commands_node)
{
    size_t count = 0;
    const struct tt_span *parts = tt_stmt_parts(&step->model->scratch, step->stmt,
                                                tt_node_get(step->node, "relation"), &count);
    for (enum pass pass = PASS_DROP; pass < PASS_COUNT; pass++) {
        const struct tt_node *each = tt_node_first(commands_node);
        for (size_t i = 0; each; each = tt_node_next(each), i++) {
            const struct tt_node *command = tt_node_as(each, "AlterTableCmd");
            if (pass_of(command) == pass) {
                step->part = i < count ? parts[i] : step->stmt->span;
                follow(step, relation, command);
            }
        }
    }
}

void tt_step_alter_table(struct tt_step *step)
{
    const struct tt_node *parts = tt_node_get(step->node, "cmds");
    struct tt_str objtype = tt_node_text(step->node, "objtype");
    if (objtype.len == 0) {
        objtype = tt_node_text(step->node, "relkind");
    }
    struct tt_relation *relation = tt_alter_target(step, objtype);
    if (!relation) {
        return;
    }
    step->mode = strongest_lock(parts);
    step->only = !tt_node_flag(tt_node_get(step->node, "relation"), "inh");
    tt_take_lock(step, relation, step->mode);
    if (!step->only) {
        lock_reached(step, relation, parts);
    }
    follow_in_passes(step, relation, parts);
}
