/* VACUUM and ANALYZE. */
#include "model/alter.h"
#include "model/column_check.h"
#include "model/maintenance.h"
#include "model/options.h"
#include "model/query.h"
#include "model/state.h"

struct vacuum {
    struct tt_step *step;
    bool full;
    bool analyze;
};

/* vacuum_rel() and analyze_rel(): a warning where nothing can be done, and no lock is kept. */
static bool is_passed_over(const struct vacuum *vacuum, const struct tt_relation *relation)
{
    return relation->kind == TT_VIEW || relation->kind == TT_SEQUENCE ||
           (relation->kind == TT_FOREIGN_TABLE && !vacuum->analyze);
}

static void vacuum_one(const struct vacuum *vacuum, struct tt_relation *relation)
{
    struct tt_step *step = vacuum->step;
    bool full = vacuum->full;
    if (is_passed_over(vacuum, relation)) {
        return;
    }
    tt_take_lock(step, relation,
                 full ? TT_LOCK_ACCESS_EXCLUSIVE : TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    if (full) {
        tt_replace_file(step, relation, TT_CAUSE_CLUSTER, TT_HOW_COPIED);
    }
}

/*
 * expand_vacuum_rel(): partitions are tables of their own to it, and since 18
 * so are the children of a plain table. ANALYZE reads from all below in any case.
 */
static void vacuum_below(const struct vacuum *vacuum, struct tt_relation *relation, bool only)
{
    bool partitioned = relation->kind == TT_PARTITIONED_TABLE;
    bool expands = partitioned || vacuum->step->model->pg_version >= 18;
    vacuum_one(vacuum, relation);
    if (vacuum->analyze) {
        tt_lock_below(vacuum->step, relation, TT_LOCK_ACCESS_SHARE);
    }
    for (struct tt_relation *each = expands && !only ? relation->children : NULL; each;
         each = each->next_sibling) {
        vacuum_below(vacuum, each, false);
    }
}

static const struct {
    const char *name;
    int since;
    bool of_analyze;
} options_known[] = {
    {"analyze", 12, false},
    {"buffer_usage_limit", 16, true},
    {"disable_page_skipping", 12, false},
    {"freeze", 12, false},
    {"full", 12, false},
    {"index_cleanup", 12, false},
    {"only_database_stats", 16, false},
    {"parallel", 13, false},
    {"process_main", 16, false},
    {"process_toast", 14, false},
    {"skip_database_stats", 16, false},
    {"skip_locked", 12, true},
    {"truncate", 12, false},
    {"verbose", 12, true},
};

/* ExecVacuum() */
static void check_options(const struct vacuum *vacuum, const struct tt_node *options)
{
    struct tt_step *step = vacuum->step;
    bool is_vacuum = tt_node_flag(step->node, "is_vacuumcmd");
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "DefElem"), "defname");
        bool found = false;
        for (size_t i = 0; i < sizeof(options_known) / sizeof(options_known[0]); i++) {
            found = found || (tt_str_is(name, options_known[i].name) &&
                              step->model->pg_version >= options_known[i].since &&
                              (is_vacuum || options_known[i].of_analyze));
        }
        if (!found) {
            tt_refused(step, NULL, "42601", "there is no option \"" TT_FMT "\"", TT_ARG(name));
        }
    }
    const struct tt_node *workers = tt_node_get_as(tt_find_option(options, "parallel"), "arg",
                                                   "Integer");
    bool unfit = tt_option_flag(options, "disable_page_skipping", false) ||
                 !tt_option_flag(options, "process_toast", true) ||
                 tt_node_int(workers, "ival", 0) > 0;
    if (vacuum->full && unfit) {
        tt_refused(step, NULL, "0A000", "an option does not go with FULL");
    }
}

static void check_lists(const struct vacuum *vacuum, const struct tt_node *relations)
{
    for (const struct tt_node *each = tt_node_first(relations); each;
         each = tt_node_next(each)) {
        if (!vacuum->analyze && tt_node_get(tt_node_as(each, "VacuumRelation"), "va_cols")) {
            tt_refused(vacuum->step, NULL, "0A000", "columns are for ANALYZE");
        }
    }
}

void tt_step_vacuum(struct tt_step *step)
{
    const struct tt_node *options = tt_node_get(step->node, "options");
    const struct tt_node *relations = tt_node_get(step->node, "rels");
    bool is_vacuum = tt_node_flag(step->node, "is_vacuumcmd");
    struct vacuum vacuum = {
        .step = step,
        .full = is_vacuum && tt_option_flag(options, "full", false),
        .analyze = !is_vacuum || tt_option_flag(options, "analyze", false),
    };
    step->outcome->refused_in_block = is_vacuum;
    check_options(&vacuum, options);
    check_lists(&vacuum, relations);
    for (const struct tt_node *each = tt_node_first(relations); each;
         each = tt_node_next(each)) {
        const struct tt_node *range_var = tt_node_get(tt_node_as(each, "VacuumRelation"),
                                                      "relation");
        struct tt_name name = tt_name_of_relation(range_var);
        if (!tt_is_system_name(name) || tt_find_relation(step->model, name)) {
            struct tt_relation *relation = tt_need_relation(step->model, name);
            vacuum_below(&vacuum, relation, !tt_node_flag(range_var, "inh"));
            tt_check_column_list(step, relation,
                                 tt_node_get(tt_node_as(each, "VacuumRelation"), "va_cols"));
        }
    }
    bool all = !relations && !tt_option_flag(options, "only_database_stats", false);
    for (size_t i = 0; all && i < step->model->all_relations.count; i++) {
        struct tt_relation *relation = step->model->all_relations.items[i];
        bool worked_on = relation->kind == TT_TABLE || relation->kind == TT_MATERIALIZED_VIEW ||
                         (relation->kind == TT_PARTITIONED_TABLE && vacuum.analyze);
        if (relation->exists && worked_on) {
            vacuum_one(&vacuum, relation);
        }
    }
}
