/* CREATE DOMAIN and ALTER DOMAIN. */
#include "model/alter.h"
#include "model/expr_kind.h"
#include "model/object_name.h"
#include "model/state.h"
#include "model/type_use.h"
#include "model/volatility.h"
#include "model/written.h"

static struct tt_domain_check **find_check(struct tt_user_type *domain, struct tt_str name)
{
    struct tt_domain_check **place = &domain->checks;
    while (*place && !tt_str_equal((*place)->name, name)) {
        place = &(*place)->next;
    }
    return place;
}

/* ChooseConstraintName() in pg_constraint.c. */
static struct tt_str check_name(struct tt_model *model, struct tt_user_type *domain)
{
    struct tt_str name = tt_object_name(&model->arena, domain->name, (struct tt_str){0},
                                        "check");
    struct tt_str base = name;
    for (unsigned i = 1; *find_check(domain, name); i++) {
        name = tt_str_format(&model->arena, TT_FMT "%u", TT_ARG(base), i);
    }
    return name;
}

static void add_check(struct tt_step *step, struct tt_user_type *domain,
                      const struct tt_node *node)
{
    struct tt_model *model = step->model;
    struct tt_domain_check *check = tt_new(&model->arena, struct tt_domain_check);
    struct tt_str name = tt_node_text(node, "conname");
    if (name.len > 0 && *find_check(domain, name)) {
        tt_refused(step, NULL, "42710", "the domain has a constraint \"" TT_FMT "\" already",
                   TT_ARG(name));
    }
    (void)tt_check_expr(step, NULL, TT_EXPR_DOMAIN_CHECK, tt_node_get(node, "raw_expr"));
    check->name = name.len > 0 ? tt_str_copy(&model->arena, name) : check_name(model, domain);
    check->written = tt_written_in_brackets(step, NULL, node, "check",
                                            tt_node_get(node, "raw_expr"));
    check->validated = !tt_node_flag(node, "skip_validation");
    struct tt_domain_check **end = find_check(domain, (struct tt_str){0});
    tt_set(model, *end, check);
    tt_set(model, domain->constrained, true);
}

static void set_default(struct tt_model *model, struct tt_user_type *domain,
                        const struct tt_node *expr, const struct tt_written *written)
{
    struct tt_computed value = tt_compute(model, expr);
    bool given = expr && value.constant != TT_CONSTANT_NULL;
    tt_set(model, domain->has_default, given);
    tt_set(model, domain->default_is_volatile, value.volatility == TT_VOLATILE);
    tt_set(model, domain->value, given ? written : NULL);
}

/* DefineDomain() copies the default of the domain below. */
static void take_default(struct tt_model *model, struct tt_user_type *domain)
{
    const struct tt_user_type *below = tt_find_type(model, &domain->base);
    if (below && below->kind == TT_TYPE_DOMAIN && !domain->base.array) {
        domain->has_default = below->has_default;
        domain->default_is_volatile = below->default_is_volatile;
        domain->value = below->value;
    }
}

void tt_step_create_domain(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_user_type *domain = tt_create_type(step, "domainname", TT_TYPE_DOMAIN);
    domain->base = tt_type_now(model, tt_node_get(step->node, "typeName"));
    take_default(model, domain);
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "constraints"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *node = tt_node_as(each, "Constraint");
        if (tt_node_text_is(node, "contype", "CONSTR_CHECK")) {
            add_check(step, domain, node);
        } else if (tt_node_text_is(node, "contype", "CONSTR_NOTNULL")) {
            domain->constrained = domain->not_null = true;
        } else if (tt_node_text_is(node, "contype", "CONSTR_DEFAULT")) {
            set_default(
                model, domain, tt_node_get(node, "raw_expr"),
                tt_written_value(step, NULL, each, tt_node_get(step->node, "collClause")));
        }
    }
}

static void drop_check(struct tt_step *step, struct tt_user_type *domain, struct tt_str name)
{
    struct tt_model *model = step->model;
    struct tt_domain_check **place = find_check(domain, name);
    if (*place) {
        tt_set(model, *place, (*place)->next);
    } else if (!domain->not_null && !tt_node_flag(step->node, "missing_ok")) {
        tt_refused(step, NULL, "42704", "the domain has no constraint \"" TT_FMT "\"",
                   TT_ARG(name)); /* NOT NULL has a name as well, since 17 */
    }
    tt_set(model, domain->constrained, domain->checks || domain->not_null);
}

static void alter_default(struct tt_step *step, struct tt_user_type *domain)
{
    const struct tt_node *expr = tt_node_get(step->node, "def");
    struct tt_span span = step->stmt->span;
    bool written = expr && tt_stmt_after_word(step->stmt, span, "default", &span);
    set_default(step->model, domain, expr,
                written ? tt_written_of(step, NULL, span, expr) : NULL);
}

/*
 * validateDomainCheckConstraint() and its like lock and read every table with
 * a column of the domain; values inside of others can't be found by a scan.
 */
static void check_values(struct tt_step *step, const struct tt_user_type *domain,
                         const char *sqlstate)
{
    struct tt_type_user user = {0};
    while (tt_next_type_user(step->model, domain, &user)) {
        if (user.inside) {
            tt_refused(step, user.relation, "0A000",
                       "column \"" TT_FMT "\" of \"" TT_FMT "\" holds values of the domain",
                       TT_ARG(user.column->name), TT_ARG(user.relation->name.name));
            continue;
        }
        tt_take_other_lock(step, user.relation, TT_LOCK_SHARE);
        tt_add_work(step, TT_WORK_SCAN, TT_CAUSE_DOMAIN, user.relation)->column = user.column;
        tt_add_risk(step, sqlstate, user.relation,
                    tt_str_format(&step->model->scratch,
                                  "column \"" TT_FMT "\" may hold values that break it",
                                  TT_ARG(user.column->name)));
    }
}

static void require_not_null(struct tt_step *step, struct tt_user_type *domain)
{
    if (!domain->not_null) {
        check_values(step, domain, "23502");
    }
    tt_set(step->model, domain->not_null, true);
    tt_set(step->model, domain->constrained, true);
}

static void add_constraint(struct tt_step *step, struct tt_user_type *domain)
{
    const struct tt_node *constraint = tt_node_get_as(step->node, "def", "Constraint");
    if (tt_node_text_is(constraint, "contype", "CONSTR_NOTNULL")) {
        require_not_null(step, domain); /* since 17 */
        return;
    }
    if (!tt_node_flag(constraint, "skip_validation")) {
        check_values(step, domain, "23514");
    }
    add_check(step, domain, constraint);
}

static void validate(struct tt_step *step, struct tt_user_type *domain, struct tt_str name)
{
    struct tt_domain_check *check = *find_check(domain, name);
    if (check && !check->validated) {
        check_values(step, domain, "23514");
        tt_set(step->model, check->validated, true);
    } else if (!check) {
        tt_refused(step, NULL, "42704", "the domain has no constraint \"" TT_FMT "\"",
                   TT_ARG(name));
    }
}

/* 'T' default, 'N' drop not null, 'O' set not null, 'C' add, 'X' drop, 'V' validate. */
void tt_step_alter_domain(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_user_type *domain = tt_find_type_name(
        model, tt_name_of_list(tt_node_get(step->node, "typeName")));
    struct tt_str subtype = tt_node_text(step->node, "subtype");
    struct tt_str name = tt_node_text(step->node, "name");
    if (!domain || subtype.len == 0) {
        return;
    }
    switch (subtype.ptr[0]) {
    case 'T':
        alter_default(step, domain);
        break;
    case 'N':
        tt_set(model, domain->not_null, false);
        tt_set(model, domain->constrained, domain->checks != NULL);
        break;
    case 'O':
        require_not_null(step, domain);
        break;
    case 'C':
        add_constraint(step, domain);
        break;
    case 'X':
        drop_check(step, domain, name);
        break;
    case 'V':
        validate(step, domain, name);
        break;
    default:
        break;
    }
}

void tt_rename_domain_check(struct tt_model *model, struct tt_user_type *domain,
                            struct tt_str from, struct tt_str to)
{
    struct tt_domain_check *check = *find_check(domain, from);
    if (check) {
        tt_set(model, check->name, tt_str_copy(&model->arena, to));
    }
}
