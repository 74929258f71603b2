/* NOT NULL constraints: since 18 each has a row of pg_constraint, and so a name. */
#include "model/alter.h"
#include "model/define.h"
#include "model/object_name.h"
#include "model/state.h"

static bool has_own(const struct tt_relation *relation, const struct tt_column *column)
{
    const struct tt_constraint *each = relation->constraints;
    while (each && !(each->kind == TT_NOT_NULL && tt_columns_hold(each->columns, column))) {
        each = each->next;
    }
    return each != NULL;
}

static bool is_inherited(const struct tt_relation *relation, const struct tt_column *column)
{
    const struct tt_column *above = relation->parent
                                        ? tt_find_column(relation->parent, column->name)
                                        : NULL;
    return above && above->not_null;
}

static struct tt_str own_name(struct tt_model *model, const struct tt_relation *relation,
                              const struct tt_column *column)
{
    return tt_object_name(&model->scratch, relation->name.name, column->name, "not_null");
}

static struct tt_constraint *make(struct tt_model *model, struct tt_relation *relation,
                                  struct tt_column *column, struct tt_str name)
{
    struct tt_constraint *made = tt_make_constraint(model, relation, TT_NOT_NULL, name);
    made->columns = tt_one_column(model, column);
    made->enforced = made->validated = true;
    made->inherited = is_inherited(relation, column);
    return made;
}

/* A child has its parent's constraint under the same name. */
static struct tt_constraint *take_over(struct tt_model *model, struct tt_relation *child,
                                       struct tt_str name)
{
    const struct tt_constraint *above = tt_find_named(model, child->parent, name);
    struct tt_column *column = above && above->kind == TT_NOT_NULL
                                   ? tt_find_column(child, above->columns.items[0]->name)
                                   : NULL;
    if (!column || !column->not_null || has_own(child, column)) {
        return NULL;
    }
    struct tt_constraint *made = make(model, child, column, above->name);
    made->inherited = true;
    return made;
}

/* The catalog keeps those that have PostgreSQL's own name only as the column's not_null. */
struct tt_constraint *tt_find_named(struct tt_model *model, struct tt_relation *relation,
                                    struct tt_str name)
{
    struct tt_constraint *found = tt_find_constraint(relation, name);
    if (!found && model->pg_version >= 18 && relation->parent) {
        found = take_over(model, relation, name);
    }
    struct tt_column *each = !found && model->pg_version >= 18 ? relation->columns : NULL;
    for (; each; each = each->next) {
        if (each->not_null && tt_str_equal(own_name(model, relation, each), name) &&
            !has_own(relation, each)) {
            return make(model, relation, each, name);
        }
    }
    return found;
}

void tt_keep_not_null_names(struct tt_model *model, struct tt_relation *relation)
{
    struct tt_column *each = model->pg_version >= 18 ? relation->columns : NULL;
    for (; each; each = each->next) {
        if (each->not_null && !has_own(relation, each)) {
            (void)make(model, relation, each, own_name(model, relation, each));
        }
    }
}

/* "t_c_not_null1": where that name was taken, a number stands behind. */
static bool may_be_own(const struct tt_model *model, struct tt_str name)
{
    static const struct tt_str suffix = {"_not_null", 9};
    size_t end = name.len;
    while (end > 0 && name.ptr[end - 1] >= '0' && name.ptr[end - 1] <= '9') {
        end--;
    }
    return model->pg_version >= 18 && end > suffix.len &&
           tt_str_equal(tt_str_slice(name, end - suffix.len, end), suffix);
}

struct tt_constraint *tt_altered_constraint(struct tt_step *step, struct tt_relation *relation,
                                            struct tt_str name)
{
    struct tt_constraint *found = tt_find_named(step->model, relation, name);
    if (!found && relation->known && !may_be_own(step->model, name)) {
        tt_refused(step, relation, "42704", "there is no constraint \"" TT_FMT "\"",
                   TT_ARG(name));
    }
    return found;
}
