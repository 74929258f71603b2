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

void tt_check_targets(struct tt_step *step, const struct tt_uses *uses)
{
    for (size_t i = 0; i < uses->found.count; i++) {
        const struct tt_use *use = &uses->found.items[i];
        if (!use->relation->known) {
            continue;
        }
        if (use->write == TT_WRITE_INSERT) {
            check_list(step, use->relation, tt_node_get(use->node, "cols"));
        } else if (use->write == TT_WRITE_UPDATE) {
            check_list(step, use->relation, tt_node_get(use->node, "targetList"));
        }
    }
}
