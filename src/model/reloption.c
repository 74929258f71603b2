/* ALTER TABLE … SET (…): storage parameters and their locks. */
#include "model/alter.h"

static const struct reloption {
    const char *name;
    enum tt_lock lock;
    int since;
} reloptions[] = {
#define RELOPTION(name, lock, since) {#name, TT_LOCK_##lock, since},
#include "model/reloption.def"
#undef RELOPTION
};

static const struct reloption *find_reloption(struct tt_str name)
{
    for (size_t i = 0; i < sizeof(reloptions) / sizeof(reloptions[0]); i++) {
        if (tt_str_is(name, reloptions[i].name)) {
            return &reloptions[i];
        }
    }
    return NULL;
}

/* AlterTableGetRelOptionsLockLevel(): an option of a view or an extension takes the most. */
enum tt_lock tt_reloptions_lock(const struct tt_node *options)
{
    enum tt_lock strongest = TT_LOCK_SHARE_UPDATE_EXCLUSIVE;
    const struct tt_node *each = tt_node_first(tt_node_get(options, "items"));
    for (; each; each = tt_node_next(each)) {
        const struct reloption *option = find_reloption(
            tt_node_text(tt_node_as(each, "DefElem"), "defname"));
        enum tt_lock lock = option ? option->lock : TT_LOCK_ACCESS_EXCLUSIVE;
        strongest = lock > strongest ? lock : strongest;
    }
    return strongest;
}

/* partitioned_table_reloptions() knows no option at all. */
void tt_alter_set_reloptions(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    int version = tt_model_pg_version(step->model);
    const struct tt_node *options = tt_node_get_as(command, "def", "List");
    const struct tt_node *each = tt_node_first(tt_node_get(options, "items"));
    for (; each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "DefElem"), "defname");
        const struct reloption *option = find_reloption(name);
        if (relation->kind == TT_PARTITIONED_TABLE) {
            tt_refused(step, relation, version < 16 ? "22023" : "42809",
                       "a partitioned table has no storage parameters");
        } else if (relation->kind == TT_TABLE && (!option || option->since > version)) {
            tt_refused(step, relation, "22023", "there is no parameter \"" TT_FMT "\"",
                       TT_ARG(name));
        }
    }
}
