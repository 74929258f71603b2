/*
 * The first free one of the names t_a_key, t_a_key1, t_a_key2 …, without trying
 * them all: a migration may make thousands.
 *
 * `numbers` leads from all but the number to a number below which no name of as
 * many digits is free. How many there are matters, as a longer number leaves
 * less room for what stands before it.
 */
#include <string.h>

#include "model/object_name.h"
#include "model/state.h"

enum { DIGITS_MAX = 9 };

struct tt_number {
    unsigned least;
};

static struct tt_str key_of(struct tt_arena *arena, enum tt_name_kind kind,
                            struct tt_str schema, struct tt_str base, unsigned digits)
{
    size_t len = 2 + schema.len + 1 + base.len;
    char *bytes = tt_new_array(arena, char, len);
    bytes[0] = (char)kind;
    bytes[1] = (char)digits;
    memcpy(bytes + 2, schema.ptr ? schema.ptr : "", schema.len);
    memcpy(bytes + 2 + schema.len + 1, base.ptr, base.len);
    return (struct tt_str){bytes, len};
}

static struct tt_number *find_number(struct tt_model *model, enum tt_name_kind kind,
                                     struct tt_str schema, struct tt_str base, unsigned digits)
{
    return tt_map_get(&model->numbers, key_of(&model->scratch, kind, schema, base, digits));
}

static void note_number(struct tt_model *model, enum tt_name_kind kind, struct tt_str schema,
                        struct tt_str base, unsigned digits, unsigned least)
{
    struct tt_number *number = find_number(model, kind, schema, base, digits);
    if (!number) {
        number = tt_new(&model->arena, struct tt_number);
        tt_map_set(&model->numbers, key_of(&model->arena, kind, schema, base, digits), number);
    }
    tt_set(model, number->least, least);
}

static bool is_taken(struct tt_model *model, enum tt_name_kind kind, struct tt_name full)
{
    return kind == TT_AMONG_RELATIONS ? tt_relation_name_taken(model, full)
                                      : tt_constraint_name_taken(model, full);
}

/* The name without its number. */
static struct tt_str base_of(struct tt_arena *arena, struct tt_str table, struct tt_str columns,
                             const char *label, unsigned digits)
{
    struct tt_str longest = tt_str_format(arena, "%s%.*s", label, (int)digits, "000000000");
    struct tt_str name = tt_object_name(arena, table, columns, longest.ptr);
    return tt_str_slice(name, 0, name.len - digits);
}

/* Answers false when all numbers from `first` to the last of as many digits are taken. */
static bool choose(struct tt_model *model, enum tt_name_kind kind, struct tt_str base,
                   unsigned digits, unsigned first, struct tt_name *full)
{
    struct tt_str schema = full->schema;
    const struct tt_number *known = find_number(model, kind, schema, base, digits);
    unsigned number = known && known->least > first ? known->least : first;
    for (; number < first * 10; number++) {
        full->name = tt_str_format(&model->scratch, TT_FMT "%u", TT_ARG(base), number);
        if (!is_taken(model, kind, *full)) {
            break;
        }
    }
    note_number(model, kind, schema, base, digits, number);
    return number < first * 10;
}

/* Without a label, a number is all that stands behind. */
static struct tt_str free_name(struct tt_model *model, enum tt_name_kind kind,
                               struct tt_name of, struct tt_str columns, const char *label)
{
    struct tt_arena *scratch = &model->scratch;
    struct tt_name full = {.schema = of.schema,
                           .name = tt_object_name(scratch, of.name, columns, label)};
    unsigned first = 1;
    bool found = label[0] != '\0' && !is_taken(model, kind, full);
    for (unsigned digits = 1; !found && digits < DIGITS_MAX; digits++) {
        struct tt_str base = base_of(scratch, of.name, columns, label, digits);
        found = choose(model, kind, base, digits, first, &full);
        first *= 10;
    }
    return tt_str_copy(&model->arena, full.name);
}

struct tt_str tt_constraint_name(struct tt_model *model, const struct tt_relation *relation,
                                 struct tt_str columns, const char *label)
{
    return free_name(model, TT_AMONG_CONSTRAINTS, relation->name, columns, label);
}

struct tt_str tt_partition_key_name(struct tt_model *model, const struct tt_relation *partition,
                                    const struct tt_constraint *key)
{
    if (model->pg_version < 18) {
        return tt_constraint_name(model, partition,
                                  tt_join_columns(&model->arena, key->columns), "fkey");
    }
    struct tt_name of = {partition->name.schema, key->name};
    return free_name(model, TT_AMONG_CONSTRAINTS, of, (struct tt_str){0}, "");
}

struct tt_str tt_index_name(struct tt_model *model, const struct tt_relation *relation,
                            struct tt_str columns, const char *label)
{
    return free_name(model, TT_AMONG_RELATIONS, relation->name, columns, label);
}

void tt_name_freed(struct tt_model *model, enum tt_name_kind kind, struct tt_name name)
{
    unsigned number = 0, place = 1;
    for (unsigned digits = 1; digits < DIGITS_MAX && digits < name.name.len; digits++) {
        size_t end = name.name.len - digits;
        char digit = name.name.ptr[end];
        if (digit < '0' || digit > '9') {
            return;
        }
        number += (unsigned)(digit - '0') * place;
        place *= 10;
        struct tt_number *known = find_number(model, kind, name.schema,
                                              tt_str_slice(name.name, 0, end), digits);
        if (known && digit > '0' && number < known->least) {
            tt_set(model, known->least, number);
        }
    }
}

/* --- names of constraints, of which several tables may have the same -------------- */

static size_t *uses_of(struct tt_model *model, struct tt_str schema, struct tt_str name)
{
    size_t *uses = tt_slot_get(model, &model->constraint_names, schema, name);
    if (!uses) {
        uses = tt_new(&model->arena, size_t);
        tt_slot_put(model, &model->constraint_names, (struct tt_name){schema, name}, uses);
    }
    return uses;
}

void tt_constraint_name_used(struct tt_model *model, struct tt_str schema, struct tt_str name)
{
    size_t *uses = uses_of(model, schema, name);
    tt_set(model, *uses, *uses + 1);
}

void tt_constraint_name_unused(struct tt_model *model, struct tt_str schema, struct tt_str name)
{
    size_t *uses = uses_of(model, schema, name);
    tt_set(model, *uses, *uses - 1);
    if (*uses == 0) {
        tt_name_freed(model, TT_AMONG_CONSTRAINTS, (struct tt_name){schema, name});
    }
}

bool tt_constraint_name_taken(struct tt_model *model, struct tt_name full)
{
    const size_t *uses = tt_slot_get(model, &model->constraint_names, full.schema, full.name);
    return uses && *uses > 0;
}
