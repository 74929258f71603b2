/* ALTER TABLE … ALTER COLUMN … TYPE, and all that hangs on the column. */
#include <string.h>

#include "model/alter.h"
#include "model/attached.h"
#include "model/expr.h"
#include "model/expr_kind.h"
#include "model/inherit.h"
#include "model/state.h"
#include "model/type_check.h"
#include "model/written.h"

/* One change of type on its way through a table and its children. */
struct retype {
    struct tt_step *step;
    const struct tt_node *command;
    struct tt_span span;
    struct tt_type to;
    struct tt_str collation;
    bool rewrites;
};

/* ATExecAlterColumnType() gives up on objects that it can't make anew. */
static void refuse_dependents(struct retype *retype, struct tt_relation *relation,
                              const struct tt_column *column)
{
    struct tt_dependent *each = relation->dependents;
    for (; each; each = each->next) {
        if (tt_dependent_exists(each) && tt_columns_hold(each->columns, column)) {
            bool older = tt_model_pg_version(retype->step->model) < 15 &&
                         strcmp(each->kind, "generated column") == 0;
            tt_refused(retype->step, relation, older ? "42601" : "0A000",
                       "%s \"" TT_FMT "\" depends on the column", each->kind,
                       TT_ARG(each->name));
        }
    }
    if (tt_columns_hold(relation->partition_key, column)) {
        tt_add_failure(retype->step, TT_FAILS_ALWAYS, "42P16", relation,
                       TT_STR("the column is part of the partition key"));
    }
}

static struct tt_work *add_scan(struct retype *retype, enum tt_work_kind kind,
                                enum tt_cause cause, struct tt_relation *relation)
{
    struct tt_work *work = tt_add_work(retype->step, kind, cause, relation);
    work->span = retype->span;
    return work;
}

/* A foreign key has triggers on the partitions of either end. */
static void lock_partitions(struct tt_step *step, struct tt_relation *relation)
{
    if (relation->kind == TT_PARTITIONED_TABLE) {
        tt_lock_below(step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    }
}

/* ATPostAlterTypeCleanup() adds the foreign keys again, and they may not fit any more. */
static void refuse_foreign_key(struct retype *retype, const struct tt_constraint *key,
                               const struct tt_column *column)
{
    for (size_t i = 0; i < key->columns.count && i < key->referenced.count; i++) {
        const struct tt_column *from = key->columns.items[i], *to = key->referenced.items[i];
        const struct tt_type *old = from == column ? &retype->to : &from->type;
        const struct tt_type *new = to == column ? &retype->to : &to->type;
        if ((from == column) != (to == column) && tt_type_known(old) && tt_type_known(new) &&
            tt_never_comparable(retype->step->model, old, new)) {
            tt_refused(retype->step, key->relation, "42804",
                       "foreign key \"" TT_FMT "\" can't compare the new type",
                       TT_ARG(key->name));
        }
    }
}

/* Those that are valid are made anew, which reads the table. */
static void recheck_constraints(struct retype *retype, struct tt_relation *relation,
                                const struct tt_column *column)
{
    for (struct tt_constraint *each = relation->constraints; each; each = each->next) {
        if (each->kind == TT_FOREIGN_KEY && tt_columns_hold(each->columns, column)) {
            refuse_foreign_key(retype, each, column);
        }
        if (!tt_columns_hold(each->columns, column) || !each->validated || !each->enforced) {
            continue;
        }
        if (each->kind == TT_CHECK && !retype->rewrites) {
            add_scan(retype, TT_WORK_SCAN, TT_CAUSE_CHECK, relation)->constraint = each;
        } else if (each->kind == TT_FOREIGN_KEY && each->references != relation) {
            tt_take_other_lock(retype->step, each->references, TT_LOCK_ACCESS_EXCLUSIVE);
            lock_partitions(retype->step, each->references);
            if (retype->rewrites) {
                add_scan(retype, TT_WORK_SCAN, TT_CAUSE_FOREIGN_KEY, each->references)
                    ->constraint = each;
            }
        }
    }
    struct tt_constraint *each = relation->referencing;
    for (; each; each = each->next_referencing) {
        if (!tt_columns_hold(each->referenced, column) || each->relation == relation) {
            continue;
        }
        refuse_foreign_key(retype, each, column);
        tt_take_other_lock(retype->step, each->relation, TT_LOCK_ACCESS_EXCLUSIVE);
        lock_partitions(retype->step, each->relation);
        if (retype->rewrites && each->validated) {
            add_scan(retype, TT_WORK_SCAN, TT_CAUSE_FOREIGN_KEY, each->relation)->constraint =
                each;
        }
    }
}

/* Those that the new type doesn't fit. */
static bool must_rebuild(const struct retype *retype, const struct tt_index *index,
                         const struct tt_column *column)
{
    bool collation_changes = !tt_str_equal(retype->collation, column->collation);
    bool key = false;
    for (size_t i = 0; i < index->key_count; i++) {
        bool same = index->keys[i].column == column;
        key = key || same;
        if (same && ((collation_changes && !index->keys[i].own_collation) ||
                     !tt_index_survives(&column->type, &retype->to))) {
            return true;
        }
    }
    return index->computed && (key || tt_columns_hold(index->expression_columns, column));
}

/* A rewrite has seen to them all. A partition has those of the tables above it as well. */
static void rebuild_indexes(struct retype *retype, struct tt_relation *relation,
                            struct tt_str name)
{
    struct tt_relation *above = relation;
    while (above && !retype->rewrites) {
        const struct tt_column *column = tt_find_column(above, name);
        struct tt_index *each = column ? above->indexes : NULL;
        for (; each; each = each->next) {
            if (must_rebuild(retype, each, column)) {
                tt_rebuild_index(retype->step, relation, each, TT_CAUSE_TYPE_CHANGE);
            }
        }
        bool partition = above->parent && above->parent->kind == TT_PARTITIONED_TABLE;
        above = partition ? above->parent : NULL;
    }
}

static struct tt_conversion_cost *judge(struct retype *retype, const struct tt_column *column)
{
    struct tt_model *model = retype->step->model;
    const struct tt_node *def = tt_node_get_as(retype->command, "def", "ColumnDef");
    struct tt_conversion_cost *cost = tt_new(&model->scratch, struct tt_conversion_cost);
    *cost = tt_conversion_of(model, &column->type, &retype->to, column->name,
                             tt_node_get(def, "raw_default"));
    /* The values of a virtual column are stored nowhere. */
    retype->rewrites = cost->conversion == TT_CONVERSION_REWRITES && !column->is_virtual;
    return cost;
}

/* The default is an expression of the old type, and no USING helps it over. */
static void refuse_default(struct retype *retype, struct tt_relation *relation,
                           const struct tt_column *column)
{
    if (!tt_type_known(&column->default_type)) {
        return;
    }
    struct tt_conversion_cost cost = tt_conversion_of(
        retype->step->model, &column->default_type, &retype->to, column->name, NULL);
    if (cost.conversion == TT_CONVERSION_REFUSED) {
        tt_refused(retype->step, relation, "42804",
                   "the default of column \"" TT_FMT "\" can't be cast: drop it first, and set "
                   "it anew behind the type",
                   TT_ARG(column->name));
    }
}

/* An identity's sequence changes its type too; 17 and later look at a serial's. */
static void lock_sequence(struct retype *retype, const struct tt_column *column)
{
    bool looks = tt_model_pg_version(retype->step->model) >= 17;
    if (column->sequence && (column->identity || looks)) {
        tt_take_other_lock(retype->step, column->sequence,
                           column->identity ? TT_LOCK_SHARE_ROW_EXCLUSIVE
                                            : TT_LOCK_ACCESS_SHARE);
    }
}

/* Each holds every value of those before it, but floats not all of numeric's: pg_cast's
 * implicit casts. */
static int number_width(const struct tt_type *type)
{
    static const char *const numbers[] = {"int2",    "int4",   "int8",
                                          "numeric", "float4", "float8"};
    for (int i = 0; i < (int)(sizeof(numbers) / sizeof(numbers[0])); i++) {
        if (tt_str_is(type->name, numbers[i])) {
            return i;
        }
    }
    return -1;
}

static bool number_fits(const struct tt_type *from, const struct tt_type *to)
{
    bool numeric = tt_str_is(from->name, "numeric");
    if (numeric && tt_str_is(to->name, "numeric") && from->mod_count > 1 && to->mod_count > 1) {
        return to->mods[0] - to->mods[1] >= from->mods[0] - from->mods[1];
    }
    int width = number_width(from);
    return width >= 0 && !numeric && to->mod_count == 0 && width < number_width(to);
}

static bool string_fits(const struct tt_type *from, const struct tt_type *to)
{
    return to->mod_count == 0 || (from->mod_count > 0 && to->mods[0] >= from->mods[0]);
}

/* What a value may run into on its way to the new type; NULL for nothing. */
static const char *value_error(const struct tt_type *from, const struct tt_type *to)
{
    char old = tt_type_category(from), new = tt_type_category(to);
    if (old == 'N' && new == 'N') {
        return number_fits(from, to) ? NULL : "22003";
    }
    if (old == 'V' && new == 'V') { /* bit wants its very length, bit varying no more */
        return tt_str_is(to->name, "bit") ? "22026" : string_fits(from, to) ? NULL : "22001";
    }
    if (old == 'S' && new == 'S') {
        return string_fits(from, to) ? NULL : "22001";
    }
    return old != 'S' ? NULL : new == 'D' || new == 'T' ? "22007" : "22P02";
}

static void warn_of_values(struct retype *retype, struct tt_relation *relation,
                           const struct tt_type *from)
{
    struct tt_arena *scratch = &retype->step->model->scratch;
    const char *sqlstate = value_error(from, &retype->to);
    if (retype->rewrites && sqlstate) {
        tt_add_risk(retype->step, sqlstate, relation,
                    tt_str_format(scratch, "a value of " TT_FMT " need not be one of " TT_FMT,
                                  TT_ARG(tt_type_format(scratch, from)),
                                  TT_ARG(tt_type_format(scratch, &retype->to))));
    }
}

/* Children follow their parent; how deep partitions nest is small. */
static void apply(struct retype *retype, struct tt_relation *relation, struct tt_str name)
{
    struct tt_model *model = retype->step->model;
    struct tt_column *column = tt_need_column(model, relation, name);
    struct tt_conversion_cost *cost = judge(retype, column);
    struct tt_change *change = tt_add_change(retype->step, TT_CHANGE_RETYPE, TT_OBJECT_COLUMN,
                                             relation);
    change->name = (struct tt_name){.name = column->name};
    change->column = column;
    change->span = retype->span;
    change->from = column->type;
    change->to = retype->to;
    change->cost = cost;
    if (cost->conversion == TT_CONVERSION_REFUSED) {
        tt_add_failure(retype->step, TT_FAILS_ALWAYS, "42804", relation, cost->why);
    }
    refuse_dependents(retype, relation, column);
    refuse_default(retype, relation, column);
    lock_sequence(retype, column);
    warn_of_values(retype, relation, &column->type);
    if (retype->rewrites) {
        tt_rewrite_table(retype->step, relation, column, TT_CAUSE_TYPE_CHANGE, cost->why);
    }
    recheck_constraints(retype, relation, column);
    rebuild_indexes(retype, relation, name);
    if (tt_type_known(&column->default_type)) {
        tt_set(model, column->default_type, retype->to);
    }
    tt_set(model, column->type, retype->to);
    tt_set(model, column->value, tt_written_as(model, column->value, &retype->to));
    tt_set(model, column->collation, retype->collation);
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        apply(retype, each, name);
    }
}

static bool is_integer(const struct tt_type *type)
{
    return !type->array && (tt_str_is(type->name, "int2") || tt_str_is(type->name, "int4") ||
                            tt_str_is(type->name, "int8"));
}

/* ATPrepAlterColumnType(). */
static void refuse(struct retype *retype, struct tt_relation *relation,
                   const struct tt_column *column)
{
    struct tt_step *step = retype->step;
    const struct tt_node *def = tt_node_get_as(retype->command, "def", "ColumnDef");
    if (retype->to.serial) {
        tt_refused(step, relation, "42704", "serial is no type, but a way to make a column");
    }
    tt_check_type(step, relation, &retype->to);
    if (retype->collation.len > 0 && !tt_type_collatable(&retype->to)) {
        tt_refused(step, relation, "42804", "the type has no collations");
    } else if (column->identity && retype->to.builtin && !is_integer(&retype->to)) {
        tt_refused(step, relation, "22023",
                   "an identity column is smallint, integer or bigint");
    } else if (relation->typed) {
        tt_refused(step, relation, "42809", "a typed table has the columns of its type");
    } else if (step->only && relation->children) {
        tt_refused(step, relation, "42P16", "the type must change in child tables too");
    } else if (tt_column_is_inherited(relation, column)) {
        tt_refused(step, relation, "42P16", "the column is inherited from \"" TT_FMT "\"",
                   TT_ARG(relation->parent->name.name));
    } else if (column->generated && tt_node_get(def, "raw_default")) {
        tt_refused(step, relation, "42611", "a generated column takes no USING");
    }
}

void tt_alter_type(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_node *command)
{
    const struct tt_node *def = tt_node_get_as(command, "def", "ColumnDef");
    struct tt_name collation = tt_name_of_list(
        tt_node_get(tt_node_get(def, "collClause"), "collname"));
    struct retype retype = {
        .step = step,
        .command = command,
        .span = step->part,
        .to = tt_type_now(step->model, tt_node_get(def, "typeName")),
        .collation = tt_str_copy(&step->model->arena, collation.name),
    };
    struct tt_column *column = tt_altered_column(step, relation, tt_node_text(command, "name"));
    if (column) {
        refuse(&retype, relation, column);
        (void)tt_check_expr(step, relation, TT_EXPR_USING, tt_node_get(def, "raw_default"));
        apply(&retype, relation, column->name);
    }
}
