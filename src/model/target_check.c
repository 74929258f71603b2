/* The columns that INSERT and UPDATE name, of tables that are known. */
#include "model/alter.h"
#include "model/query.h"

static void check_list(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_node *targets)
{
    for (const struct tt_node *each = tt_node_first(targets); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "ResTarget"), "name");
        if (name.len > 0 && !tt_find_column(relation, name)) {
            tt_refused(step, relation, "42703", "column \"" TT_FMT "\" does not exist",
                       TT_ARG(name));
        }
    }
}

/* Of VALUES; a row of a query would have to be worked out first. */
static void check_width(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    const struct tt_node *row = tt_node_first(tt_node_get(select, "valuesLists"));
    size_t listed = tt_node_count(tt_node_get(insert, "cols")), room = 0;
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        room++;
    }
    size_t width = tt_node_count(tt_node_get(tt_node_as(row, "List"), "items"));
    if (row && (width > (listed > 0 ? listed : room) || width < listed)) {
        tt_refused(step, relation, "42601", "the values are not as many as the columns");
    }
}

/* rewriteTargetListIU(): such a column takes DEFAULT alone. */
static void check_value(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column, const struct tt_node *value,
                        bool overriding)
{
    bool always = column && column->identity && column->identity_always && !overriding;
    if (column && (column->generated || always) &&
        !tt_str_is(tt_node_type(value), "SetToDefault")) {
        bool older = column->generated && tt_model_pg_version(step->model) < 14;
        tt_refused(step, relation, older ? "42601" : "428C9",
                   "column \"" TT_FMT "\" gets its value by itself", TT_ARG(column->name));
    }
}

static void check_inserted(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    struct tt_str override = tt_node_text(insert, "override");
    bool overriding = tt_str_starts(override, "OVERRIDING_USER") ||
                      tt_str_starts(override, "OVERRIDING_SYSTEM");
    const struct tt_node *row = tt_node_first(tt_node_get(select, "valuesLists"));
    for (; row; row = tt_node_next(row)) {
        const struct tt_node *name = tt_node_first(tt_node_get(insert, "cols"));
        const struct tt_column *column = name ? NULL : relation->columns;
        const struct tt_node *value = tt_node_first(
            tt_node_get(tt_node_as(row, "List"), "items"));
        for (; value && (name || column); value = tt_node_next(value)) {
            struct tt_str called = tt_node_text(tt_node_as(name, "ResTarget"), "name");
            check_value(step, relation, name ? tt_find_column(relation, called) : column, value,
                        overriding);
            name = name ? tt_node_next(name) : NULL;
            column = column ? column->next : NULL;
        }
    }
}

static void check_updated(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *targets)
{
    for (const struct tt_node *each = tt_node_first(targets); each; each = tt_node_next(each)) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        check_value(step, relation, tt_find_column(relation, tt_node_text(target, "name")),
                    tt_node_get(target, "val"), false);
    }
}

void tt_check_targets(struct tt_step *step, const struct tt_uses *uses)
{
    for (size_t i = 0; i < uses->found.count; i++) {
        const struct tt_use *use = &uses->found.items[i];
        if (!use->relation->known) {
            continue;
        }
        if (use->write == TT_WRITE_INSERT) {
            check_list(step, use->relation, tt_node_get(use->node, "cols"));
            check_width(step, use->relation, use->node);
            check_inserted(step, use->relation, use->node);
        } else if (use->write == TT_WRITE_UPDATE) {
            check_list(step, use->relation, tt_node_get(use->node, "targetList"));
            check_updated(step, use->relation, tt_node_get(use->node, "targetList"));
        }
    }
}
