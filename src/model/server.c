/* Foreign servers, of which foreign tables are. */
#include "model/alter.h"
#include "model/dependency.h"
#include "model/state.h"

void tt_step_create_server(struct tt_step *step)
{
    struct tt_model *model = step->model;
    tt_vec_push(&model->arena, &model->servers,
                (struct tt_server){
                    .name = tt_str_copy(&model->arena, tt_node_text(step->node, "servername")),
                    .wrapper = tt_str_copy(&model->arena, tt_node_text(step->node, "fdwname")),
                });
}

void tt_drop_server(struct tt_step *step, struct tt_str name, bool cascade)
{
    struct tt_model *model = step->model;
    TT_VEC(struct tt_relation *) doomed = {0};
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (relation->exists && name.len > 0 && tt_str_equal(relation->server, name)) {
            tt_vec_push(&model->scratch, &doomed, relation);
        }
    }
    if (doomed.count > 0 && !cascade) {
        tt_refused(step, doomed.items[0], "2BP01", "\"" TT_FMT "\" is of the server",
                   TT_ARG(doomed.items[0]->name.name));
        return;
    }
    tt_drop_relations(step, doomed.items, doomed.count, cascade);
}

void tt_drop_wrapper(struct tt_step *step, struct tt_str name, bool cascade)
{
    struct tt_model *model = step->model;
    for (size_t i = 0; i < model->servers.count; i++) {
        if (!tt_str_equal(model->servers.items[i].wrapper, name)) {
            continue;
        }
        if (!cascade) {
            tt_refused(step, NULL, "2BP01", "server \"" TT_FMT "\" is of the wrapper",
                       TT_ARG(model->servers.items[i].name));
            return;
        }
        tt_drop_server(step, model->servers.items[i].name, cascade);
    }
}
