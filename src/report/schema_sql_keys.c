/* Constraints and indexes in "tiptoe schema --format sql". */
#include "base/arena.h"
#include "base/str.h"
#include "model/definition.h"
#include "report/display.h"
#include "report/schema_sql.h"

static bool is_key(const struct tt_constraint *constraint)
{
    return constraint->kind == TT_PRIMARY_KEY || constraint->kind == TT_UNIQUE ||
           constraint->kind == TT_EXCLUSION;
}

/* In a comment. */
static struct tt_str shown(const struct tt_schema_printer *to, struct tt_str name)
{
    return tt_displayed(to->arena, name);
}

static void print_constraint(const struct tt_schema_printer *to,
                             const struct tt_constraint *constraint)
{
    if (constraint->kind == TT_CHECK && !constraint->written) {
        tt_schema_put(to, "-- ",
                      shown(to, tt_quote_name(to->arena, constraint->relation->name)),
                      ": a CHECK whose words are not ");
        tt_schema_put(to, "known, ", shown(to, tt_quote(to->arena, constraint->name)), "\n");
        return;
    }
    tt_schema_put(to, is_key(constraint) ? "ALTER TABLE ONLY " : "ALTER TABLE ",
                  tt_quote_name(to->arena, constraint->relation->name), " ADD CONSTRAINT ");
    tt_schema_put(to, "", tt_quote(to->arena, constraint->name), " ");
    tt_schema_put(to, "", tt_constraint_definition(to->arena, constraint), ";\n");
}

static bool has_foreign_key(const struct tt_relation *relation, struct tt_str name)
{
    const struct tt_constraint *key = tt_find_constraint(relation, name);
    return key && key->kind == TT_FOREIGN_KEY;
}

/*
 * The foreign keys that come down to partitions, under names of their own: where a partition
 * has the key, it keeps it when its parent gets it. Those below are first.
 */
static void print_own_names(const struct tt_schema_printer *to,
                            const struct tt_relation *parent)
{
    for (const struct tt_relation *each = parent->children; each; each = each->next_sibling) {
        size_t count = 0;
        struct tt_constraint **constraints = tt_schema_constraints(to->arena, each, &count);
        print_own_names(to, each);
        for (size_t i = 0; i < count && tt_schema_is_stored(each); i++) {
            if (constraints[i]->kind == TT_FOREIGN_KEY && constraints[i]->inherited &&
                !has_foreign_key(parent, constraints[i]->name)) {
                print_constraint(to, constraints[i]);
            }
        }
    }
}

/* Keys of partitions too, which are attached later; the rest comes down from the parent. */
static void print_constraints(const struct tt_schema_printer *to, bool foreign_keys)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_constraint **constraints = tt_schema_constraints(
            to->arena, to->relations.items[i], &count);
        for (size_t j = 0; j < count && tt_schema_is_stored(to->relations.items[i]); j++) {
            const struct tt_constraint *each = constraints[j];
            bool foreign = each->kind == TT_FOREIGN_KEY;
            bool comes_down = each->inherited && !is_key(each);
            if (foreign == foreign_keys && !comes_down && !tt_schema_stands_in_table(each) &&
                each->kind != TT_NOT_NULL) {
                print_constraint(to, each);
            }
        }
    }
}

static void print_index(const struct tt_schema_printer *to, const struct tt_index *index)
{
    tt_schema_put(to, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ",
                  tt_quote(to->arena, index->name.name), " ON ONLY ");
    tt_schema_put(to, "", tt_quote_name(to->arena, index->relation->name), "");
    if (index->method.len > 0) {
        tt_schema_put(to, " USING ", index->method, "");
    }
    tt_schema_put(to, " ", tt_index_definition(to->arena, index), ";\n");
}

static void print_indexes(const struct tt_schema_printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_index **indexes = tt_schema_indexes(to->arena, to->relations.items[i],
                                                      &count);
        for (size_t j = 0; j < count && tt_schema_is_stored(to->relations.items[i]); j++) {
            if (!indexes[j]->constraint) {
                print_index(to, indexes[j]);
            }
        }
    }
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_index **indexes = tt_schema_indexes(to->arena, to->relations.items[i],
                                                      &count);
        for (size_t j = 0; j < count && tt_schema_is_stored(to->relations.items[i]); j++) {
            if (indexes[j]->parent) {
                tt_schema_put(to, "ALTER INDEX ",
                              tt_quote_name(to->arena, indexes[j]->parent->name),
                              " ATTACH PARTITION ");
                tt_schema_put(to, "", tt_quote_name(to->arena, indexes[j]->name), ";\n");
            }
        }
    }
}

void tt_schema_print_keys(const struct tt_schema_printer *to)
{
    print_constraints(to, false);
    print_indexes(to);
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (each->kind == TT_PARTITIONED_TABLE && !each->parent) {
            print_own_names(to, each);
        }
    }
    print_constraints(to, true);
}
