/* CREATE TABLE. */
#include "model/alter.h"
#include "model/column_check.h"
#include "model/inherit.h"
#include "model/partition.h"
#include "model/state.h"
#include "model/step.h"
#include "model/type_use.h"

/* Columns first; what else comes from a parent waits for the child's own (inherit_rest()). */
static void read_parents(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "inhRelations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *parent = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        tt_copy_columns(step, relation, parent, TT_COPY_INHERITED);
        tt_take_other_lock(step, parent, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
    }
}

/* The catalog knows one parent of each relation: the first. */
static void inherit_rest(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *bound = tt_node_get(step->node, "partbound");
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "inhRelations"));
    for (; each; each = tt_node_next(each)) {
        struct tt_relation *parent = tt_need_relation(
            step->model, tt_name_of_relation(tt_node_as(each, "RangeVar")));
        if (parent == relation) {
            tt_refused(step, relation, "42P01",
                       "there is no \"" TT_FMT "\" before this makes it",
                       TT_ARG(parent->name.name));
            continue;
        }
        if (bound) {
            tt_create_partition(step, relation, parent, bound);
            continue;
        }
        if (relation->kind == TT_PARTITIONED_TABLE) {
            tt_refused(step, relation, "42P17", "a partitioned table inherits from none");
        } else if (parent->known && parent->temporary && !relation->temporary) {
            tt_refused(step, relation, "42809", "\"" TT_FMT "\" is temporary",
                       TT_ARG(parent->name.name));
        } else if (parent->kind == TT_PARTITIONED_TABLE || parent->is_partition) {
            tt_refused(step, relation, "42809",
                       "nothing inherits from a partitioned table but its partitions");
        }
        tt_clone_checks(step, relation, parent);
        if (!relation->parent) {
            tt_join_parent(step->model, relation, parent);
        }
    }
}

/* NOT VALID says nothing about a table without rows (transformCheckConstraints()). */
static void note_constraint(struct tt_step *step, struct tt_constraint *constraint,
                            const struct tt_node *node)
{
    constraint->validated = constraint->enforced;
    tt_refuse_defined(step, constraint, node);
    struct tt_relation *other = constraint->references;
    if (other && other != constraint->relation) {
        tt_take_other_lock(step, other, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        if (other->kind == TT_PARTITIONED_TABLE) {
            tt_lock_below(step, other, TT_LOCK_SHARE_ROW_EXCLUSIVE);
        }
    }
}

/*
 * transformCreateStmt() sees to the primary key before the other keys, and to
 * foreign keys last, so that they may refer to the table itself.
 */
enum round { ROUND_CHECKS, ROUND_PRIMARY_KEY, ROUND_KEYS, ROUND_FOREIGN_KEYS, ROUND_COUNT };

static enum round round_of(const struct tt_node *constraint)
{
    struct tt_str kind = tt_node_text(constraint, "contype");
    return tt_str_is(kind, "CONSTR_PRIMARY")     ? ROUND_PRIMARY_KEY
           : tt_str_is(kind, "CONSTR_UNIQUE")    ? ROUND_KEYS
           : tt_str_is(kind, "CONSTR_EXCLUSION") ? ROUND_KEYS
           : tt_str_is(kind, "CONSTR_FOREIGN")   ? ROUND_FOREIGN_KEYS
                                                 : ROUND_CHECKS;
}

/* transformIndexConstraints(): a UNIQUE over the columns of another key is not made. */
static bool is_double(const struct tt_relation *relation, const struct tt_node *node,
                      const struct tt_column *column)
{
    const struct tt_node *keys = tt_node_get(node, "keys");
    if (!tt_node_text_is(node, "contype", "CONSTR_UNIQUE") ||
        tt_node_flag(node, "deferrable") || tt_node_get(node, "including")) {
        return false;
    }
    for (const struct tt_constraint *each = relation->constraints; each; each = each->next) {
        const struct tt_node *name = tt_node_first(keys);
        bool same = (each->kind == TT_PRIMARY_KEY || each->kind == TT_UNIQUE) &&
                    !each->deferrable &&
                    each->columns.count == (column ? 1 : tt_node_count(keys));
        for (size_t i = 0; same && i < each->columns.count; i++) {
            same = column ? each->columns.items[i] == column
                          : tt_str_equal(each->columns.items[i]->name, tt_node_string(name));
            name = tt_node_next(name);
        }
        if (same) {
            return true;
        }
    }
    return false;
}

static void define_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *wrapped, struct tt_column *column)
{
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    if (is_double(relation, node, column)) {
        return;
    }
    tt_refuse_constraint(step, relation, node);
    struct tt_constraint *constraint = tt_define_constraint(step, relation, node, column);
    if (constraint) {
        if (column) {
            tt_apply_attributes(constraint, tt_node_next(wrapped));
        }
        note_constraint(step, constraint, node);
    }
}

static void define_constraints(struct tt_step *step, struct tt_relation *relation,
                               const struct tt_node *list, struct tt_column *column,
                               enum round round)
{
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        const struct tt_node *node = tt_node_as(each, "Constraint");
        if (node && round_of(node) == round) {
            define_constraint(step, relation, each, column);
        }
    }
}

/* PARTITION OF a table of which all columns are known. */
static bool lacks_own_columns(struct tt_step *step)
{
    const struct tt_node *parents = tt_node_get(step->node, "inhRelations");
    const struct tt_relation *parent = tt_find_relation(
        step->model, tt_name_of_relation(tt_node_as(tt_node_first(parents), "RangeVar")));
    return tt_node_get(step->node, "partbound") && parent && parent->known;
}

static void define_column(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *def)
{
    struct tt_str name = tt_node_text(def, "colname");
    struct tt_column *there = tt_find_column(relation, name);
    if (!there && lacks_own_columns(step)) {
        tt_refused(step, relation, "42703", "the parent has no column \"" TT_FMT "\"",
                   TT_ARG(name));
    }
    if (!there) {
        there = tt_define_column(step, relation, def);
    } else if (there->merged) {
        tt_refused(step, relation, "42701", "column \"" TT_FMT "\" is there twice",
                   TT_ARG(name));
    } else {
        tt_merge_column(step, relation, there, def);
    }
    there->merged = true;
    tt_check_definition(step, relation, def, there);
}

/* Columns first: a constraint may stand before the column that it mentions. */
static void define_columns(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "tableElts"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *column = tt_node_as(each, "ColumnDef");
        const struct tt_node *like = tt_node_as(each, "TableLikeClause");
        if (column) {
            define_column(step, relation, column);
        } else if (like) {
            tt_like_columns(step, relation, like);
        }
    }
}

/* Once all columns are there, for what generates one may read any other. */
static void check_values(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "tableElts"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *def = tt_node_as(each, "ColumnDef");
        const struct tt_column *column = tt_find_column(relation, tt_node_text(def, "colname"));
        if (column) {
            tt_check_column_value(step, relation, def, column);
        }
    }
}

static void follow_likes(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "tableElts"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *like = tt_node_as(each, "TableLikeClause");
        if (like) {
            tt_like_rest(step, relation, like);
        }
    }
}

static void define_rest(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_node *elements = tt_node_get(step->node, "tableElts");
    for (enum round round = ROUND_CHECKS; round < ROUND_COUNT; round++) {
        if (round == ROUND_FOREIGN_KEYS) {
            follow_likes(step, relation);
        }
        const struct tt_node *each = tt_node_first(elements);
        for (; each; each = tt_node_next(each)) {
            const struct tt_node *def = tt_node_as(each, "ColumnDef");
            const struct tt_node *node = tt_node_as(each, "Constraint");
            if (def) {
                define_constraints(step, relation, tt_node_get(def, "constraints"),
                                   tt_find_column(relation, tt_node_text(def, "colname")),
                                   round);
            } else if (node && round_of(node) == round) {
                define_constraint(step, relation, each, NULL);
            }
        }
        define_constraints(step, relation, tt_node_get(step->node, "constraints"), NULL, round);
    }
}

/* A temporary table may have gone with its session, or with ON COMMIT DROP. */
static bool is_gone(const struct tt_model *model, const struct tt_relation *relation)
{
    return relation->temporary && relation->birth.transaction != model->transaction_number;
}

void tt_take_place(struct tt_step *step, struct tt_name name)
{
    struct tt_relation *there = tt_find_relation(step->model, name);
    bool surely = there && there->known && !is_gone(step->model, there);
    if (surely || tt_find_index(step->model, name)) {
        tt_refused(step, there, "42P07", "there is a relation \"" TT_FMT "\" already",
                   TT_ARG(name.name));
        step->outcome->fails.followed = true;
    }
    if (there) {
        tt_remove_relation(step->model, there);
    }
}

/* With IF NOT EXISTS the table may be there already, in another shape and in use. */
struct tt_relation *tt_create_relation(struct tt_step *step, const struct tt_node *range_var,
                                       enum tt_relation_kind kind)
{
    struct tt_model *model = step->model;
    bool temporary = tt_node_text_is(range_var, "relpersistence", "t");
    bool if_not_exists = tt_node_flag(step->node, "if_not_exists");
    struct tt_name name = tt_creation_name(model, tt_name_of_relation(range_var), temporary);
    const struct tt_relation *there = tt_find_relation(model, name);
    if (if_not_exists && there && !is_gone(model, there)) {
        return NULL;
    }
    tt_take_place(step, name);
    struct tt_relation *relation = tt_make_relation(model, name, kind);
    relation->typed = tt_node_get(step->node, "ofTypename") != NULL;
    relation->known = !relation->typed;
    relation->drops_on_commit = tt_node_text_is(step->node, "oncommit", "ONCOMMIT_DROP") ||
                                tt_node_text_is(tt_node_get(step->node, "into"), "onCommit",
                                                "ONCOMMIT_DROP");
    relation->unlogged = tt_node_text_is(range_var, "relpersistence", "u");
    if (if_not_exists && !temporary) {
        relation->birth = (struct tt_birth){0};
        relation->filled = relation->assumed = true;
    }
    return relation;
}

static size_t count_columns(const struct tt_node *create)
{
    size_t count = 0;
    const struct tt_node *each = tt_node_first(tt_node_get(create, "tableElts"));
    for (; each; each = tt_node_next(each)) {
        count += tt_node_as(each, "ColumnDef") != NULL;
    }
    return count;
}

void tt_take_for_old(struct tt_model *model, struct tt_relation *relation)
{
    const struct tt_birth old = {0};
    tt_set(model, relation->birth, old);
    tt_set(model, relation->filled, true);
    tt_set(model, relation->assumed, true);
    for (struct tt_column *each = relation->columns; each; each = each->next) {
        tt_set(model, each->birth, old);
    }
    for (struct tt_constraint *each = relation->constraints; each; each = each->next) {
        tt_set(model, each->birth, old);
    }
    for (struct tt_index *each = relation->indexes; each; each = each->next) {
        tt_set(model, each->birth, old);
    }
}

static void create_table(struct tt_step *step, enum tt_relation_kind kind)
{
    struct tt_relation *relation = tt_create_relation(step, tt_node_get(step->node, "relation"),
                                                      kind);
    if (!relation || tt_refuse_columns(step, relation, count_columns(step->node))) {
        return;
    }
    if (relation->typed) {
        tt_columns_of_type(step, relation, tt_node_get(step->node, "ofTypename"));
    }
    read_parents(step, relation);
    define_columns(step, relation);
    tt_read_partition_key(step, relation);
    check_values(step, relation);
    define_rest(step, relation);
    inherit_rest(step, relation);
    if (relation->assumed) {
        tt_take_for_old(step->model, relation);
    }
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
    struct tt_relation *relation = tt_find_relation(
        step->model, tt_name_of_relation(tt_node_get(base.node, "relation")));
    if (relation && relation->kind == TT_FOREIGN_TABLE) {
        tt_set(step->model, relation->server,
               tt_str_copy(&step->model->arena, tt_node_text(step->node, "servername")));
    }
}
