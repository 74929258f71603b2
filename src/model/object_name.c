#include "model/object_name.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "model/state.h"

enum { NAME_BYTES_MAX = 63 }; /* NAMEDATALEN - 1 */

/* Never in the middle of a character. */
static size_t clip(struct tt_str text, size_t len)
{
    while (len > 0 && len < text.len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    return len;
}

struct tt_str tt_object_name(struct tt_arena *arena, struct tt_str table, struct tt_str columns,
                             const char *label)
{
    size_t fixed = strlen(label) + 1 + (columns.len > 0 ? 1 : 0);
    size_t first = table.len, second = columns.len;
    while (first + second + fixed > NAME_BYTES_MAX) {
        if (first > second) {
            first--;
        } else {
            second--;
        }
    }
    first = clip(table, first);
    second = clip(columns, second);
    return tt_str_format(arena, TT_FMT "%s" TT_FMT "_%s", (int)first, table.ptr,
                         columns.len > 0 ? "_" : "", (int)second,
                         columns.ptr ? columns.ptr : "", label);
}

static const char *numbered(char *buffer, size_t size, const char *label, unsigned number)
{
    if (number == 0) {
        return label;
    }
    (void)snprintf(buffer, size, "%s%u", label, number);
    return buffer;
}

/* The newest of the name is registered; whether it is still there is looked up. */
static bool constraint_name_taken(struct tt_model *model, struct tt_name full)
{
    const struct tt_constraint *constraint = tt_slot_get(model, &model->constraints,
                                                         full.schema, full.name);
    return constraint && constraint->relation->exists &&
           tt_str_equal(constraint->relation->name.schema, full.schema) &&
           tt_find_constraint(constraint->relation, full.name) == constraint;
}

struct tt_str tt_constraint_name(struct tt_model *model, const struct tt_relation *relation,
                                 struct tt_str columns, const char *label)
{
    char buffer[32];
    struct tt_name full = {.schema = relation->name.schema};
    unsigned number = 0;
    do {
        full.name = tt_object_name(&model->arena, relation->name.name, columns,
                                   numbered(buffer, sizeof(buffer), label, number++));
    } while (tt_find_constraint(relation, full.name) || constraint_name_taken(model, full));
    return full.name;
}

bool tt_relation_name_taken(struct tt_model *model, struct tt_name full)
{
    return tt_find_index(model, full) || tt_find_relation(model, full);
}

struct tt_str tt_index_name(struct tt_model *model, const struct tt_relation *relation,
                            struct tt_str columns, const char *label)
{
    char buffer[32];
    struct tt_name full = {.schema = relation->name.schema};
    unsigned number = 0;
    do {
        full.name = tt_object_name(tt_model_arena(model), relation->name.name, columns,
                                   numbered(buffer, sizeof(buffer), label, number++));
    } while (tt_relation_name_taken(model, full));
    return full.name;
}

struct tt_str tt_join_columns(struct tt_arena *arena, struct tt_columns columns)
{
    struct tt_str joined = {0};
    for (size_t i = 0; i < columns.count; i++) {
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? "_" : "",
                               TT_ARG(columns.items[i]->name));
    }
    return joined;
}
