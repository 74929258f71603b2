/* What there is, in the order in which it is printed. */
#include "report/schema.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"

static int compare_names(struct tt_name a, struct tt_name b)
{
    int order = tt_str_compare(a.schema, b.schema);
    return order != 0 ? order : tt_str_compare(a.name, b.name);
}

static int compare_relations(const void *a, const void *b)
{
    const struct tt_relation *const *left = a, *const *right = b;
    return compare_names((*left)->name, (*right)->name);
}

static int compare_types(const void *a, const void *b)
{
    const struct tt_user_type *const *left = a, *const *right = b;
    return compare_names((*left)->full, (*right)->full);
}

static int compare_constraints(const void *a, const void *b)
{
    const struct tt_constraint *const *left = a, *const *right = b;
    return tt_str_compare((*left)->name, (*right)->name);
}

static int compare_indexes(const void *a, const void *b)
{
    const struct tt_index *const *left = a, *const *right = b;
    return compare_names((*left)->name, (*right)->name);
}

static void sort(void *items, size_t count, size_t size,
                 int (*compare)(const void *a, const void *b))
{
    if (count > 1) {
        qsort(items, count, size, compare);
    }
}

struct tt_relations tt_schema_relations(struct tt_arena *arena, const struct tt_model *model)
{
    size_t count = 0;
    struct tt_relation *const *all = tt_all_relations(model, &count);
    struct tt_relations found = {tt_new_array(arena, struct tt_relation *, count), 0};
    for (size_t i = 0; i < count; i++) {
        if (all[i]->exists) {
            found.items[found.count++] = all[i];
        }
    }
    sort(found.items, found.count, sizeof(*found.items), compare_relations);
    return found;
}

struct tt_types tt_schema_types(struct tt_arena *arena, const struct tt_model *model)
{
    size_t count = 0;
    struct tt_user_type *const *all = tt_all_types(model, &count);
    struct tt_types found = {tt_new_array(arena, struct tt_user_type *, count), 0};
    for (size_t i = 0; i < count; i++) {
        if (all[i]->exists) {
            found.items[found.count++] = all[i];
        }
    }
    sort(found.items, found.count, sizeof(*found.items), compare_types);
    return found;
}

struct tt_constraint **tt_schema_constraints(struct tt_arena *arena,
                                             const struct tt_relation *relation,
                                             size_t *ret_count)
{
    size_t count = 0, at = 0;
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        count++;
    }
    struct tt_constraint **sorted = tt_new_array(arena, struct tt_constraint *, count);
    for (struct tt_constraint *each = relation->constraints; each; each = each->next) {
        sorted[at++] = each;
    }
    sort(sorted, count, sizeof(*sorted), compare_constraints);
    *ret_count = count;
    return sorted;
}

struct tt_index **tt_schema_indexes(struct tt_arena *arena, const struct tt_relation *relation,
                                    size_t *ret_count)
{
    size_t count = 0, at = 0;
    for (const struct tt_index *each = relation->indexes; each; each = each->next) {
        count++;
    }
    struct tt_index **sorted = tt_new_array(arena, struct tt_index *, count);
    for (struct tt_index *each = relation->indexes; each; each = each->next) {
        sorted[at++] = each;
    }
    sort(sorted, count, sizeof(*sorted), compare_indexes);
    *ret_count = count;
    return sorted;
}

const struct tt_column *tt_schema_owner(const struct tt_relation *sequence)
{
    const struct tt_column *each = sequence->owner ? sequence->owner->columns : NULL;
    while (each && each->sequence != sequence) {
        each = each->next;
    }
    return each;
}
