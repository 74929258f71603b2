#include "model/sequence_call.h"

#include "model/state.h"

/* The text of 's' or 's'::regclass. */
static struct tt_str constant_text(const struct tt_node *wrapped)
{
    const struct tt_node *cast = tt_node_as(wrapped, "TypeCast");
    const struct tt_node *constant = tt_node_as(cast ? tt_node_get(cast, "arg") : wrapped,
                                                "A_Const");
    return tt_node_text(tt_node_get(constant, "sval"), "sval");
}

/* pg_get_serial_sequence('t', 'id'). */
static struct tt_relation *serial_sequence(struct tt_model *model, const struct tt_node *call)
{
    const struct tt_node *args = tt_node_get(call, "args");
    struct tt_str name = tt_name_of_list(tt_node_get(call, "funcname")).name;
    if (!tt_str_is(name, "pg_get_serial_sequence") || tt_node_count(args) != 2) {
        return NULL;
    }
    struct tt_name table = tt_name_as_written(&model->scratch,
                                              constant_text(tt_node_first(args)));
    const struct tt_relation *relation = tt_find_relation(model, table);
    struct tt_str column = constant_text(tt_node_next(tt_node_first(args)));
    const struct tt_column *found = relation ? tt_find_column(relation, column) : NULL;
    return found ? found->sequence : NULL;
}

struct tt_relation *tt_sequence_of_call(struct tt_model *model, const struct tt_node *call)
{
    struct tt_str function = tt_name_of_list(tt_node_get(call, "funcname")).name;
    if (!tt_str_is(function, "nextval") && !tt_str_is(function, "setval") &&
        !tt_str_is(function, "currval")) {
        return NULL;
    }
    const struct tt_node *first = tt_node_first(tt_node_get(call, "args"));
    const struct tt_node *cast = tt_node_as(first, "TypeCast");
    const struct tt_node *inner = cast ? tt_node_get(cast, "arg") : first;
    struct tt_relation *sequence = serial_sequence(model, tt_node_as(inner, "FuncCall"));
    struct tt_str written = constant_text(first);
    if (!sequence && written.len > 0) {
        struct tt_name name = tt_name_as_written(&model->scratch, written);
        sequence = tt_find_relation(model, name);
        if (!sequence) {
            sequence = tt_need_relation(model, name);
            tt_set(model, sequence->kind, TT_SEQUENCE);
        }
    }
    return sequence;
}
