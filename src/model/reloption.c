/* ALTER TABLE … SET (…): storage parameters and their locks. */
#include "model/alter.h"

static const struct reloption {
    const char *name;
    enum tt_lock lock;
    int since;
    double least;
    double most;
} reloptions[] = {
#define RELOPTION(name, lock, since, least, most) {#name, TT_LOCK_##lock, since, least, most},
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

static bool is_out_of_bounds(const struct reloption *option, const struct tt_node *wrapped)
{
    const struct tt_node *number = tt_node_as(wrapped, "Integer");
    double value = (double)tt_node_int(number, "ival", 0);
    return number && option->most > option->least &&
           (value < option->least || value > option->most);
}

/* Of views, and of indexes by their access method: view_reloptions(), btoptions() … */
static const struct {
    const char *of;
    const char *name;
    int since;
    int until;
    long least;
    long most;
} others[] = {
    {"view", "check_option", 12, 99, 0, 0},
    {"view", "security_barrier", 12, 99, 0, 0},
    {"view", "security_invoker", 15, 99, 0, 0},
    {"brin", "autosummarize", 12, 99, 0, 0},
    {"brin", "pages_per_range", 12, 99, 1, 131072},
    {"btree", "deduplicate_items", 13, 99, 0, 0},
    {"btree", "fillfactor", 12, 99, 10, 100},
    {"btree", "vacuum_cleanup_index_scale_factor", 12, 13, 0, 0},
    {"gin", "fastupdate", 12, 99, 0, 0},
    {"gin", "gin_pending_list_limit", 12, 99, 64, 2147483647},
    {"gist", "buffering", 12, 99, 0, 0},
    {"gist", "fillfactor", 12, 99, 10, 100},
    {"hash", "fillfactor", 12, 99, 10, 100},
    {"spgist", "fillfactor", 12, 99, 10, 100},
};

void tt_check_parameters(struct tt_step *step, struct tt_relation *relation, struct tt_str of,
                         const struct tt_node *options)
{
    int version = tt_model_pg_version(step->model);
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "DefElem"), "defname");
        const struct tt_node *number = tt_node_get_as(tt_node_as(each, "DefElem"), "arg",
                                                      "Integer");
        long value = tt_node_int(number, "ival", 0);
        bool known = false, found = false;
        for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
            bool same = tt_str_is(of, others[i].of);
            known = known || same;
            found = found || (same && tt_str_is(name, others[i].name) &&
                              version >= others[i].since && version <= others[i].until &&
                              (!number || others[i].most == 0 ||
                               (value >= others[i].least && value <= others[i].most)));
        }
        if (known && !found) {
            tt_refused(step, relation, "22023",
                       "there is no parameter \"" TT_FMT "\" like this", TT_ARG(name));
        }
    }
}

/* partitioned_table_reloptions() knows no option at all. */
void tt_alter_set_reloptions(struct tt_step *step, struct tt_relation *relation,
                             const struct tt_node *command)
{
    int version = tt_model_pg_version(step->model);
    const struct tt_node *options = tt_node_get(tt_node_get_as(command, "def", "List"),
                                                "items");
    if (relation->kind == TT_VIEW) {
        tt_check_parameters(step, relation, TT_STR("view"), options);
        return;
    }
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        const struct tt_node *element = tt_node_as(each, "DefElem");
        struct tt_str name = tt_node_text(element, "defname");
        const struct reloption *option = find_reloption(name);
        if (relation->kind == TT_PARTITIONED_TABLE) {
            tt_refused(step, relation, version < 16 ? "22023" : "42809",
                       "a partitioned table has no storage parameters");
        } else if (relation->kind == TT_TABLE && (!option || option->since > version)) {
            tt_refused(step, relation, "22023", "there is no parameter \"" TT_FMT "\"",
                       TT_ARG(name));
        } else if (option && is_out_of_bounds(option, tt_node_get(element, "arg"))) {
            tt_refused(step, relation, "22023", "\"" TT_FMT "\" takes no such value",
                       TT_ARG(name));
        }
    }
}
