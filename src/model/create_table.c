/* CREATE TABLE. */
#include "model/inherit.h"
#include "model/partition.h"
#include "model/state.h"
#include "model/step.h"

static void copy_columns(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_relation *source, bool with_defaults)
{
    for (const struct tt_column *each = source->columns; each; each = each->next) {
        if (tt_find_column(relation, each->name)) {
            continue; /* merged, as inheritance does */
        }
        struct tt_column *column = tt_make_column(step->model, relation, each->name);
        column->type = each->type;
        column->collation = each->collation;
        column->not_null = each->not_null;
        column->has_default = with_defaults && each->has_default;
        column->generated = with_defaults && each->generated;
    }
    relation->known = relation->known && source->known;
}

/* Columns first; what else comes from a parent waits for the child's own (inherit_rest()). */
static void read_parents(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "inhRelations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *parent = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        copy_columns(step, relation, parent, true);
        tt_take_other_lock(step, parent, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    }
}

static void inherit_rest(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *bound = tt_node_get(step->node, "partbound");
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "inhRelations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *parent = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        if (bound) {
            tt_create_partition(step, relation, parent, bound);
        } else {
            tt_clone_checks(step, relation, parent);
            tt_join_parent(step->model, relation, parent);
        }
    }
}

static void read_like(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *like)
{
    enum { INCLUDING_DEFAULTS = 1 << 3 }; /* CREATE_TABLE_LIKE_DEFAULTS, parsenodes.h */
    struct tt_relation *source = tt_find_relation(
        step->model, tt_name_of_relation(tt_node_get(like, "relation")));
    if (source) {
        copy_columns(step, relation, source,
                     tt_node_int(like, "options", 0) & INCLUDING_DEFAULTS);
    } else {
        relation->known = false;
    }
}

/* Grammar 15 spells the strategy as SQL does. */
static enum tt_partition_strategy strategy_of(const struct tt_node *spec)
{
    struct tt_str strategy = tt_node_text(spec, "strategy");
    if (tt_str_is(strategy, "PARTITION_STRATEGY_LIST") ||
        tt_str_equal_nocase(strategy, TT_STR("list"))) {
        return TT_PARTITION_BY_LIST;
    }
    if (tt_str_is(strategy, "PARTITION_STRATEGY_RANGE") ||
        tt_str_equal_nocase(strategy, TT_STR("range"))) {
        return TT_PARTITION_BY_RANGE;
    }
    return spec ? TT_PARTITION_BY_HASH : TT_NOT_PARTITIONED;
}

static void read_key_of_partitions(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *spec = tt_node_get(step->node, "partspec");
    const struct tt_node *params = tt_node_get(spec, "partParams");
    struct tt_columns key = {0};
    key.items = tt_new_array(&step->model->arena, struct tt_column *, tt_node_count(params));
    const struct tt_node *each = tt_node_first(params);
    for (; each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "PartitionElem"), "name");
        key.items[key.count++] = name.len > 0 ? tt_need_column(step->model, relation, name)
                                              : NULL;
    }
    relation->partition_key = key;
    relation->strategy = strategy_of(spec);
}

/* NOT VALID says nothing about a table without rows (transformCheckConstraints()). */
static void note_constraint(struct tt_step *step, struct tt_constraint *constraint)
{
    if (constraint) {
        constraint->validated = constraint->enforced;
    }
    if (constraint && constraint->kind == TT_FOREIGN_KEY &&
        constraint->references != constraint->relation) {
        tt_take_other_lock(step, constraint->references, TT_LOCK_SHARE_ROW_EXCLUSIVE);
    }
}

static void define_constraints(struct tt_step *step, struct tt_relation *relation,
                               const struct tt_node *list, struct tt_column *column)
{
    const struct tt_node *each = tt_node_first(list);
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *node = tt_node_as(each, "Constraint");
        struct tt_constraint *constraint = tt_define_constraint(step, relation, node, column);
        tt_apply_attributes(constraint, tt_node_next(each));
        note_constraint(step, constraint);
    }
}

/* Columns first: a constraint may stand before the column that it mentions. */
static void read_elements(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *elements = tt_node_get(step->node, "tableElts");
    for (const struct tt_node *each = tt_node_first(elements); each;
         each = tt_node_next(each)) {
        const struct tt_node *column = tt_node_as(each, "ColumnDef");
        const struct tt_node *like = tt_node_as(each, "TableLikeClause");
        if (column && !tt_find_column(relation, tt_node_text(column, "colname"))) {
            (void)tt_define_column(step, relation, column);
        } else if (like) {
            read_like(step, relation, like);
        }
    }
    for (const struct tt_node *each = tt_node_first(elements); each;
         each = tt_node_next(each)) {
        const struct tt_node *def = tt_node_as(each, "ColumnDef");
        struct tt_column *column = def ? tt_find_column(relation, tt_node_text(def, "colname"))
                                       : NULL;
        define_constraints(step, relation, tt_node_get(def, "constraints"), column);
        const struct tt_node *node = tt_node_as(each, "Constraint");
        if (node) {
            note_constraint(step, tt_define_constraint(step, relation, node, NULL));
        }
    }
    define_constraints(step, relation, tt_node_get(step->node, "constraints"), NULL);
}

/*
 * With IF NOT EXISTS the table may be there already, in another shape and in
 * use. Without it, the statement can only have worked if the table is new.
 */
struct tt_relation *tt_create_relation(struct tt_step *step, const struct tt_node *range_var,
                                       enum tt_relation_kind kind)
{
    struct tt_model *model = step->model;
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    bool if_not_exists = tt_node_flag(step->node, "if_not_exists");
    struct tt_name name = tt_name_of_relation(range_var);
    if (if_not_exists && !temporary && tt_find_relation(model, name)) {
        return NULL;
    }
    struct tt_relation *relation = tt_make_relation(
        model, tt_creation_name(model, name, temporary), kind);
    relation->unlogged = tt_node_text_is(range_var, "relpersistence", "u");
    if (if_not_exists && !temporary) {
        relation->birth = (struct tt_birth){0};
        relation->filled = true;
    }
    return relation;
}

static void create_table(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_relation *relation = tt_create_relation(step, tt_node_get(step->node, "relation"),
                                                      kind);
    if (!relation) {
        return;
    }
    read_parents(step, relation);
    read_elements(step, relation);
    read_key_of_partitions(step, relation);
    inherit_rest(step, relation);
    (void)tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_TABLE, relation);
}

void tt_step_create_table(struct tt_step *step)
{
    bool partitioned = tt_node_get(step->node, "partspec") != NULL;
    create_table(step, partitioned ? TT_PARTITIONED_TABLE : TT_TABLE);
}

void tt_step_create_foreign_table(struct tt_step *step)
{
    struct tt_step base = *step;
    base.node = tt_node_get(step->node, "base");
    create_table(&base, TT_FOREIGN_TABLE);
}
