/* Databases, tablespaces, subscriptions: what is refused inside a transaction block. */
#include "model/options.h"
#include "model/state.h"
#include "model/step.h"

/* PreventInTransactionBlock(), whatever the statement says. */
void tt_step_outside_block(struct tt_step *step)
{
    step->outcome->refused_in_block = true;
}

/* Only SET TABLESPACE moves files (AlterDatabase()). */
void tt_step_alter_database(struct tt_step *step)
{
    step->outcome->refused_in_block = tt_find_option(tt_node_get(step->node, "options"),
                                                     "tablespace") != NULL;
}

void tt_step_discard(struct tt_step *step)
{
    step->outcome->refused_in_block = tt_node_text_is(step->node, "target", "DISCARD_ALL");
}

/* --- subscriptions ------------------------------------------------------------------ */

static struct tt_subscription *find_subscription(struct tt_model *model, struct tt_str name)
{
    for (size_t i = 0; i < model->subscriptions.count; i++) {
        if (tt_str_equal(model->subscriptions.items[i]->name, name)) {
            return model->subscriptions.items[i];
        }
    }
    return NULL;
}

static bool is_none(struct tt_str word)
{
    return tt_str_equal_nocase(word, TT_STR("none"));
}

/* CreateSubscription(): a slot is made on the publisher unless told otherwise. */
void tt_step_create_subscription(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *options = tt_node_get(step->node, "options");
    struct tt_subscription *subscription = tt_new(&model->arena, struct tt_subscription);
    bool connect = tt_option_flag(options, "connect", true);
    subscription->name = tt_str_copy(&model->arena, tt_node_text(step->node, "subname"));
    subscription->has_slot = !is_none(tt_option_text(options, "slot_name"));
    tt_vec_push(&model->arena, &model->subscriptions, subscription);
    step->outcome->refused_in_block = tt_option_flag(options, "create_slot", connect);
}

/* AlterSubscription(): what is fetched from the publisher can't be rolled back. */
void tt_step_alter_subscription(struct tt_step *step)
{
    const struct tt_node *options = tt_node_get(step->node, "options");
    struct tt_str kind = tt_node_text(step->node, "kind");
    struct tt_subscription *subscription = find_subscription(
        step->model, tt_node_text(step->node, "subname"));
    bool publications = tt_str_is(kind, "ALTER_SUBSCRIPTION_SET_PUBLICATION") ||
                        tt_str_is(kind, "ALTER_SUBSCRIPTION_ADD_PUBLICATION") ||
                        tt_str_is(kind, "ALTER_SUBSCRIPTION_DROP_PUBLICATION");
    step->outcome->refused_in_block = tt_str_starts(kind, "ALTER_SUBSCRIPTION_REFRESH") ||
                                      (publications &&
                                       tt_option_flag(options, "refresh", true)) ||
                                      tt_find_option(options, "failover") ||
                                      tt_find_option(options, "two_phase");
    if (subscription && tt_find_option(options, "slot_name")) {
        bool has_slot = !is_none(tt_option_text(options, "slot_name"));
        tt_set(step->model, subscription->has_slot, has_slot);
    }
}

void tt_step_drop_subscription(struct tt_step *step)
{
    const struct tt_subscription *subscription = find_subscription(
        step->model, tt_node_text(step->node, "subname"));
    step->outcome->refused_in_block = !subscription || subscription->has_slot;
}
