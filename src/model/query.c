#include "model/query.h"

#include "model/sequence_call.h"
#include "model/state.h"

/* A WITH query's name, which hides tables of the name. */
struct scope {
    struct tt_str name;
    const struct scope *outer;
};

/* FOR UPDATE and its like: of all that FROM names, or of some. */
struct marking {
    bool all;
    const struct tt_node *names; /* a list of RangeVar */
};

struct walk {
    struct tt_step *step;
    struct tt_uses *uses;
};

static void visit(struct walk *walk, const struct tt_node *node, const struct scope *scope);
static void visit_select(struct walk *walk, const struct tt_node *select,
                         const struct scope *scope, bool marked, bool qualified);

bool tt_is_system_name(struct tt_name name)
{
    return tt_str_is(name.schema, "pg_catalog") || tt_str_is(name.schema, "pg_toast") ||
           tt_str_is(name.schema, "information_schema") ||
           (name.schema.len == 0 && tt_str_starts(name.name, "pg_"));
}

static bool is_in_scope(const struct scope *scope, struct tt_str name)
{
    while (scope && !tt_str_equal(scope->name, name)) {
        scope = scope->outer;
    }
    return scope != NULL;
}

static struct tt_use *add(struct walk *walk, struct tt_use use)
{
    tt_vec_push(&walk->step->model->scratch, &walk->uses->found, use);
    return &walk->uses->found.items[walk->uses->found.count - 1];
}

/* NULL for a catalog, or a WITH query's name. */
static struct tt_relation *relation_of(struct walk *walk, const struct tt_node *range_var,
                                       const struct scope *scope)
{
    struct tt_model *model = walk->step->model;
    struct tt_name name = tt_name_of_relation(range_var);
    if (name.name.len == 0 || (name.schema.len == 0 && is_in_scope(scope, name.name))) {
        return NULL;
    }
    struct tt_relation *relation = tt_find_relation(model, name);
    if (!relation && tt_is_system_name(name)) {
        return NULL;
    }
    return relation ? relation : tt_need_relation(model, name);
}

static struct tt_str alias_of(const struct tt_node *from_item)
{
    struct tt_str alias = tt_node_text(tt_node_get(from_item, "alias"), "aliasname");
    return alias.len > 0 ? alias : tt_node_text(from_item, "relname");
}

/* isLockedRefname() in parse_clause.c. */
static bool is_marked(struct marking marking, const struct tt_node *from_item)
{
    struct tt_str alias = alias_of(from_item);
    const struct tt_node *each = tt_node_first(marking.names);
    for (; each; each = tt_node_next(each)) {
        if (tt_str_equal(tt_node_text(tt_node_as(each, "RangeVar"), "relname"), alias)) {
            return true;
        }
    }
    return marking.all;
}

static void visit_range_var(struct walk *walk, const struct tt_node *range_var,
                            const struct scope *scope, struct marking marking, bool qualified)
{
    struct tt_relation *relation = relation_of(walk, range_var, scope);
    if (relation) {
        add(walk, (struct tt_use){
                      .relation = relation,
                      .mode = is_marked(marking, range_var) ? TT_LOCK_ROW_SHARE
                                                            : TT_LOCK_ACCESS_SHARE,
                      .only = !tt_node_flag(range_var, "inh"),
                      .scanned = !qualified,
                  });
    }
}

static void visit_from(struct walk *walk, const struct tt_node *item, const struct scope *scope,
                       struct marking marking, bool qualified)
{
    const struct tt_node *body = tt_node_body(item);
    struct tt_str type = tt_node_type(item);
    if (tt_str_is(type, "RangeVar")) {
        visit_range_var(walk, body, scope, marking, qualified);
    } else if (tt_str_is(type, "JoinExpr")) {
        visit_from(walk, tt_node_get(body, "larg"), scope, marking, qualified);
        visit_from(walk, tt_node_get(body, "rarg"), scope, marking, qualified);
        visit(walk, tt_node_get(body, "quals"), scope);
    } else if (tt_str_is(type, "RangeSubselect")) {
        const struct tt_node *query = tt_node_get_as(body, "subquery", "SelectStmt");
        visit_select(walk, query, scope, is_marked(marking, body), qualified);
    } else if (tt_str_is(type, "RangeTableSample")) {
        visit_from(walk, tt_node_get(body, "relation"), scope, marking, true);
        visit(walk, tt_node_get(body, "args"), scope);
    } else if (body) {
        visit(walk, body, scope);
    }
}

static const struct scope *enter(struct walk *walk, const struct tt_node *query,
                                 const struct scope *outer)
{
    struct scope *inner = tt_new(&walk->step->model->scratch, struct scope);
    *inner = (struct scope){tt_node_text(query, "ctename"), outer};
    return inner;
}

/* WITH RECURSIVE shows all its names to all its queries; WITH those before. */
static const struct scope *enter_with(struct walk *walk, const struct tt_node *with,
                                      const struct scope *scope)
{
    const struct tt_node *queries = tt_node_get(with, "ctes");
    bool recursive = tt_node_flag(with, "recursive");
    const struct tt_node *each = recursive ? tt_node_first(queries) : NULL;
    for (; each; each = tt_node_next(each)) {
        scope = enter(walk, tt_node_as(each, "CommonTableExpr"), scope);
    }
    for (each = tt_node_first(queries); each; each = tt_node_next(each)) {
        const struct tt_node *query = tt_node_as(each, "CommonTableExpr");
        visit(walk, tt_node_get(query, "ctequery"), scope);
        scope = recursive ? scope : enter(walk, query, scope);
    }
    return scope;
}

/* --- what spares a query some of the rows ----------------------------------- */

/* Down to the aggregate: setval('s', coalesce(max(id), 1)) calls one, too. */
static const struct tt_node *unwrapped(const struct tt_node *value)
{
    const struct tt_node *body = tt_node_body(value);
    const struct tt_node *args = tt_node_get(body, "args");
    if (tt_str_is(tt_node_type(value), "FuncCall")) {
        struct tt_str name = tt_name_of_list(tt_node_get(body, "funcname")).name;
        return tt_str_is(name, "setval") ? tt_node_next(tt_node_first(args)) : NULL;
    }
    bool wraps = tt_str_is(tt_node_type(value), "CoalesceExpr") ||
                 tt_str_is(tt_node_type(value), "A_Expr");
    const struct tt_node *first = tt_node_first(args);
    return !wraps ? NULL : first ? first : tt_node_get(body, "lexpr");
}

static const struct tt_node *only_call(const struct tt_node *select)
{
    const struct tt_node *targets = tt_node_get(select, "targetList");
    const struct tt_node *target = tt_node_as(tt_node_first(targets), "ResTarget");
    const struct tt_node *value = tt_node_get(target, "val"), *inner = NULL;
    while ((inner = unwrapped(value))) {
        value = inner;
    }
    return tt_node_count(targets) == 1 ? tt_node_as(value, "FuncCall") : NULL;
}

static bool leads_index(const struct tt_relation *relation, struct tt_str name)
{
    const struct tt_column *column = tt_find_column(relation, name);
    for (const struct tt_index *each = relation->indexes; column && each; each = each->next) {
        if (each->key_count > 0 && each->keys[0].column == column) {
            return true;
        }
    }
    return false;
}

/* preprocess_minmax_aggregates() in planagg.c: one end of an index tells min() and max(). */
static bool reads_index_end(struct walk *walk, const struct tt_node *select)
{
    const struct tt_node *call = only_call(select);
    struct tt_str name = tt_name_of_list(tt_node_get(call, "funcname")).name;
    const struct tt_node *from = tt_node_get(select, "fromClause");
    const struct tt_node *table = tt_node_as(tt_node_first(from), "RangeVar");
    const struct tt_node *column = tt_node_as(tt_node_first(tt_node_get(call, "args")),
                                              "ColumnRef");
    if ((!tt_str_is(name, "max") && !tt_str_is(name, "min")) || tt_node_count(from) != 1 ||
        !table || !column || tt_node_get(select, "groupClause")) {
        return false;
    }
    const struct tt_relation *relation = tt_find_relation(walk->step->model,
                                                          tt_name_of_relation(table));
    return relation &&
           leads_index(relation, tt_node_string(tt_node_last(tt_node_get(column, "fields"))));
}

static bool has_condition(struct walk *walk, const struct tt_node *select)
{
    return tt_node_get(select, "whereClause") || tt_node_get(select, "limitCount") ||
           reads_index_end(walk, select);
}

/* --- SELECT ------------------------------------------------------------------- */

/* FOR UPDATE without OF means all of FROM. */
static struct marking marking_of(const struct tt_node *select, bool marked)
{
    struct marking marking = {.all = marked};
    const struct tt_node *each = tt_node_first(tt_node_get(select, "lockingClause"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *names = tt_node_get(tt_node_as(each, "LockingClause"),
                                                  "lockedRels");
        marking.names = names ? names : marking.names;
        marking.all = marking.all || !names;
    }
    return marking;
}

static void visit_select(struct walk *walk, const struct tt_node *select,
                         const struct scope *scope, bool marked, bool qualified)
{
    if (!select) {
        return;
    }
    struct marking marking = marking_of(select, marked);
    qualified = qualified || has_condition(walk, select);
    scope = enter_with(walk, tt_node_get(select, "withClause"), scope);
    visit_select(walk, tt_node_get(select, "larg"), scope, marked, qualified);
    visit_select(walk, tt_node_get(select, "rarg"), scope, marked, qualified);
    const struct tt_node *field = tt_node_first(select);
    for (; field; field = tt_node_next(field)) {
        struct tt_str name = tt_node_field(field);
        if (tt_str_is(name, "fromClause")) {
            const struct tt_node *each = tt_node_first(field);
            for (; each; each = tt_node_next(each)) {
                visit_from(walk, each, scope, marking, qualified);
            }
        } else if (!tt_str_is(name, "withClause") && !tt_str_is(name, "larg") &&
                   !tt_str_is(name, "rarg") && !tt_str_is(name, "lockingClause") &&
                   !tt_str_is(name, "intoClause")) {
            visit(walk, field, scope);
        }
    }
}

/* --- INSERT, UPDATE, DELETE, MERGE ---------------------------------------------- */

static void visit_from_list(struct walk *walk, const struct tt_node *list,
                            const struct scope *scope, bool qualified)
{
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        visit_from(walk, each, scope, (struct marking){0}, qualified);
    }
}

static void visit_write(struct walk *walk, const struct tt_node *node, enum tt_write write,
                        const struct scope *scope)
{
    const struct tt_node *range_var = tt_node_get(node, "relation");
    bool qualified = tt_node_get(node, "whereClause") || write == TT_WRITE_INSERT;
    scope = enter_with(walk, tt_node_get(node, "withClause"), scope);
    /* The target is a table, whatever WITH calls so. */
    struct tt_relation *target = relation_of(walk, range_var, NULL);
    if (target) {
        add(walk, (struct tt_use){
                      .relation = target,
                      .mode = TT_LOCK_ROW_EXCLUSIVE,
                      .write = write,
                      .node = node,
                      .only = !tt_node_flag(range_var, "inh"),
                      .scanned = !qualified && write != TT_WRITE_MERGE,
                  });
    }
    const struct tt_node *field = tt_node_first(node);
    for (; field; field = tt_node_next(field)) {
        struct tt_str name = tt_node_field(field);
        if (tt_str_is(name, "fromClause") || tt_str_is(name, "usingClause")) {
            visit_from_list(walk, field, scope, qualified);
        } else if (tt_str_is(name, "sourceRelation")) {
            visit_from(walk, field, scope, (struct marking){0}, false);
        } else if (!tt_str_is(name, "relation") && !tt_str_is(name, "withClause")) {
            visit(walk, field, scope);
        }
    }
}

/* --- anything ---------------------------------------------------------------------- */

static void visit_call(struct walk *walk, const struct tt_node *call)
{
    struct tt_model *model = walk->step->model;
    struct tt_relation *sequence = tt_sequence_of_call(model, call);
    tt_vec_push(&model->scratch, &walk->uses->calls,
                tt_name_of_list(tt_node_get(call, "funcname")).name);
    if (sequence) {
        add(walk, (struct tt_use){
                      .relation = sequence,
                      .mode = TT_LOCK_ROW_EXCLUSIVE,
                      .only = true,
                      .sequence_call = true,
                  });
    }
}

static void visit_body(struct walk *walk, struct tt_str type, const struct tt_node *body,
                       const struct scope *scope)
{
    if (tt_str_is(type, "SelectStmt")) {
        visit_select(walk, body, scope, false, false);
    } else if (tt_str_is(type, "InsertStmt")) {
        visit_write(walk, body, TT_WRITE_INSERT, scope);
    } else if (tt_str_is(type, "UpdateStmt")) {
        visit_write(walk, body, TT_WRITE_UPDATE, scope);
    } else if (tt_str_is(type, "DeleteStmt")) {
        visit_write(walk, body, TT_WRITE_DELETE, scope);
    } else if (tt_str_is(type, "MergeStmt")) {
        visit_write(walk, body, TT_WRITE_MERGE, scope);
    } else if (tt_str_is(type, "RangeVar")) {
        visit_range_var(walk, body, scope, (struct marking){0}, true);
    } else {
        if (tt_str_is(type, "FuncCall")) {
            visit_call(walk, body);
        }
        visit(walk, body, scope);
    }
}

/* Fields and elements of `node`; the nesting that the parser lets through bounds the depth. */
static void visit(struct walk *walk, const struct tt_node *node, const struct scope *scope)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        visit_body(walk, tt_node_field(each), each, scope);
    }
}

/* view_query_is_auto_updatable() in rewriteHandler.c, but for what stands in its targets. */
static bool is_of_one_table(const struct tt_node *query)
{
    static const char *const others[] = {
        "distinctClause", "groupClause", "havingClause", "limitCount",
        "limitOffset",    "larg",        "withClause",   "valuesLists",
    };
    const struct tt_node *select = tt_node_as(query, "SelectStmt");
    const struct tt_node *from = tt_node_get(select, "fromClause");
    bool plain = tt_node_count(from) == 1 && tt_node_as(tt_node_first(from), "RangeVar");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        plain = plain && !tt_node_get(select, others[i]);
    }
    return plain;
}

void tt_query_uses(struct tt_step *step, const struct tt_node *query, struct tt_uses *uses)
{
    struct walk walk = {step, uses};
    uses->one_table = is_of_one_table(query);
    visit_body(&walk, tt_node_field(query), query, NULL);
}
