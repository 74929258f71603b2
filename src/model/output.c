#include "model/output.h"

#include "model/alter.h"
#include "model/function.h"
#include "model/state.h"

/* Inside which the names of a query are looked up. */
struct place {
    const struct tt_node *select;
    const struct place *outer;
};

static void read_select(struct tt_step *step, const struct tt_node *select,
                        const struct place *outer, struct tt_output *output);

static void add(struct tt_step *step, struct tt_output *output, struct tt_str name,
                struct tt_type type)
{
    tt_vec_push(&step->model->scratch, &output->columns, (struct tt_output_column){name, type});
}

/* --- FROM ------------------------------------------------------------------------- */

static const struct tt_node *find_with(const struct place *place, struct tt_str name,
                                       const struct place **ret_place, bool *ret_recursive)
{
    for (; place; place = place->outer) {
        const struct tt_node *with = tt_node_get(place->select, "withClause");
        const struct tt_node *each = tt_node_first(tt_node_get(with, "ctes"));
        for (; each; each = tt_node_next(each)) {
            const struct tt_node *query = tt_node_as(each, "CommonTableExpr");
            if (tt_str_equal(tt_node_text(query, "ctename"), name)) {
                *ret_place = place->outer;
                *ret_recursive = tt_node_flag(with, "recursive");
                return query;
            }
        }
    }
    return NULL;
}

static void read_relation(struct tt_step *step, const struct tt_node *range_var,
                          const struct place *place, struct tt_output *output)
{
    struct tt_name name = tt_name_of_relation(range_var);
    const struct place *outer = NULL;
    bool recursive = false; /* it would look itself up for ever */
    const struct tt_node *with = name.schema.len == 0
                                     ? find_with(place, name.name, &outer, &recursive)
                                     : NULL;
    if (with && !recursive && tt_node_count(tt_node_get(with, "aliascolnames")) == 0) {
        read_select(step, tt_node_get_as(with, "ctequery", "SelectStmt"), outer, output);
        return;
    }
    const struct tt_relation *relation = with ? NULL : tt_find_relation(step->model, name);
    output->complete = output->complete && relation && relation->known &&
                       relation->kind != TT_SEQUENCE;
    const struct tt_column *each = relation ? relation->columns : NULL;
    for (; each; each = each->next) {
        add(step, output, each->name, each->type);
    }
}

static bool is_called(const struct tt_node *item, struct tt_str alias)
{
    struct tt_str own = tt_node_text(tt_node_get(item, "alias"), "aliasname");
    return alias.len == 0 ||
           tt_str_equal(own.len > 0 ? own : tt_node_text(item, "relname"), alias);
}

/* The columns of what FROM calls `alias`, or of all that it names when that is empty. */
static void read_item(struct tt_step *step, const struct tt_node *item, struct tt_str alias,
                      const struct place *place, struct tt_output *output)
{
    const struct tt_node *body = tt_node_body(item);
    struct tt_str type = tt_node_type(item);
    bool wanted = is_called(body, alias);
    bool renamed = tt_node_count(tt_node_get(tt_node_get(body, "alias"), "colnames")) > 0;
    if (tt_str_is(type, "RangeTableSample")) {
        read_item(step, tt_node_get(body, "relation"), alias, place, output);
    } else if (tt_str_is(type, "JoinExpr")) {
        bool merges = tt_node_get(body, "usingClause") || tt_node_flag(body, "isNatural");
        bool named = tt_node_get(body, "alias") != NULL;
        output->complete = output->complete && !(merges && alias.len == 0) && !named;
        read_item(step, tt_node_get(body, "larg"), alias, place, output);
        read_item(step, tt_node_get(body, "rarg"), alias, place, output);
    } else if (wanted && !renamed && tt_str_is(type, "RangeVar")) {
        read_relation(step, body, place, output);
    } else if (wanted && !renamed && tt_str_is(type, "RangeSubselect")) {
        read_select(step, tt_node_get_as(body, "subquery", "SelectStmt"), place, output);
    } else if (wanted) {
        output->complete = false;
    }
}

static struct tt_output read_from(struct tt_step *step, struct tt_str alias,
                                  const struct place *place)
{
    struct tt_output output = {.complete = true};
    const struct tt_node *each = tt_node_first(tt_node_get(place->select, "fromClause"));
    for (; each; each = tt_node_next(each)) {
        read_item(step, each, alias, place, &output);
    }
    return output;
}

/* --- what a target is called, and its type ------------------------------------------ */

/* FigureColnameInternal() in parse_target.c; what it does not list is "?column?". */
static const struct {
    const char *node;
    const char *name;
} called[] = {
    {"A_ArrayExpr", "array"},
    {"CoalesceExpr", "coalesce"},
    {"GroupingFunc", "grouping"},
    {"JsonArrayAgg", "json_arrayagg"},
    {"JsonObjectAgg", "json_objectagg"},
    {"RowExpr", "row"},
    {"XmlSerialize", "xmlserialize"},
};

static struct tt_str name_of(struct tt_step *step, const struct tt_node *value);

static struct tt_str name_of_sublink(struct tt_step *step, const struct tt_node *link)
{
    struct tt_str kind = tt_node_text(link, "subLinkType");
    if (tt_str_is(kind, "EXPR_SUBLINK")) {
        const struct tt_node *select = tt_node_get_as(link, "subselect", "SelectStmt");
        const struct tt_node *target = tt_node_as(
            tt_node_first(tt_node_get(select, "targetList")), "ResTarget");
        struct tt_str name = tt_node_text(target, "name");
        return name.len > 0 ? name : name_of(step, tt_node_get(target, "val"));
    }
    return tt_str_is(kind, "EXISTS_SUBLINK")  ? TT_STR("exists")
           : tt_str_is(kind, "ARRAY_SUBLINK") ? TT_STR("array")
                                              : TT_STR("?column?");
}

/* SVFOP_CURRENT_TIMESTAMP_N to "current_timestamp". */
static struct tt_str name_of_value_function(struct tt_arena *arena, struct tt_str op)
{
    struct tt_str name = tt_str_copy(arena, tt_str_slice(op, sizeof("SVFOP_") - 1, op.len));
    char *bytes = tt_new_array(arena, char, name.len + 1);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bytes[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    bool precise = name.len > 2 && bytes[name.len - 1] == 'n' && bytes[name.len - 2] == '_';
    return (struct tt_str){bytes, precise ? name.len - 2 : name.len};
}

static struct tt_str name_of(struct tt_step *step, const struct tt_node *value)
{
    const struct tt_node *body = tt_node_body(value);
    struct tt_str type = tt_node_type(value);
    if (tt_str_is(type, "ColumnRef")) {
        return tt_node_string(tt_node_last(tt_node_get(body, "fields")));
    }
    if (tt_str_is(type, "FuncCall")) {
        return tt_name_of_list(tt_node_get(body, "funcname")).name;
    }
    if (tt_str_is(type, "TypeCast")) {
        struct tt_str name = name_of(step, tt_node_get(body, "arg"));
        const struct tt_node *names = tt_node_get(tt_node_get(body, "typeName"), "names");
        return tt_str_is(name, "?column?") ? tt_node_string(tt_node_last(names)) : name;
    }
    if (tt_str_is(type, "A_Indirection")) {
        struct tt_str field = tt_node_string(tt_node_last(tt_node_get(body, "indirection")));
        return field.len > 0 ? field : name_of(step, tt_node_get(body, "arg"));
    }
    if (tt_str_is(type, "CollateClause")) {
        return name_of(step, tt_node_get(body, "arg"));
    }
    if (tt_str_is(type, "CaseExpr")) {
        struct tt_str name = name_of(step, tt_node_get(body, "defresult"));
        return tt_str_is(name, "?column?") ? TT_STR("case") : name;
    }
    if (tt_str_is(type, "SubLink")) {
        return name_of_sublink(step, body);
    }
    if (tt_str_is(type, "MinMaxExpr")) {
        return tt_node_text_is(body, "op", "IS_LEAST") ? TT_STR("least") : TT_STR("greatest");
    }
    if (tt_str_is(type, "SQLValueFunction")) {
        return name_of_value_function(&step->model->scratch, tt_node_text(body, "op"));
    }
    if (tt_str_is(type, "A_Expr") && tt_node_text_is(body, "kind", "AEXPR_NULLIF")) {
        return TT_STR("nullif");
    }
    for (size_t i = 0; i < sizeof(called) / sizeof(called[0]); i++) {
        if (tt_str_is(type, called[i].node)) {
            return tt_str_from(called[i].name);
        }
    }
    return TT_STR("?column?");
}

static struct tt_type builtin_type(const char *name)
{
    return (struct tt_type){.name = tt_str_from(name), .builtin = true};
}

/* A system column, or a whole row by the name of its table. */
static bool is_other_name(const struct place *place, struct tt_str name)
{
    static const char *const names[] = {"cmax",     "cmin", "ctid", "oid",
                                        "tableoid", "xmax", "xmin"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tt_str_is(name, names[i])) {
            return true;
        }
    }
    const struct tt_node *each = tt_node_first(tt_node_get(place->select, "fromClause"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *table = tt_node_as(each, "RangeVar");
        if (!table || is_called(table, name)) {
            return true;
        }
    }
    return false;
}

static struct tt_type type_of_column(struct tt_step *step, const struct tt_node *fields,
                                     const struct place *place)
{
    bool qualified = tt_node_count(fields) > 1;
    struct tt_str alias = qualified ? tt_node_string(tt_node_first(fields))
                                    : (struct tt_str){0};
    struct tt_str name = tt_node_string(tt_node_last(fields));
    struct tt_output from = read_from(step, alias, place);
    for (size_t i = 0; i < from.columns.count; i++) {
        if (tt_str_equal(from.columns.items[i].name, name)) {
            return from.columns.items[i].type;
        }
    }
    bool outermost = !place->outer && tt_node_count(fields) <= 2;
    if (outermost && from.complete && !is_other_name(place, name) &&
        !tt_functions_of(step->model, (struct tt_name){.name = name})) {
        tt_refused(step, NULL, "42703", "column \"" TT_FMT "\" does not exist", TT_ARG(name));
    }
    return (struct tt_type){0};
}

static struct tt_type type_of(struct tt_step *step, const struct tt_node *value,
                              const struct place *place)
{
    const struct tt_node *body = tt_node_body(value);
    struct tt_str type = tt_node_type(value);
    if (tt_str_is(type, "ColumnRef")) {
        return type_of_column(step, tt_node_get(body, "fields"), place);
    }
    if (tt_str_is(type, "TypeCast")) {
        return tt_type_of(&step->model->arena, tt_node_get(body, "typeName"));
    }
    if (tt_str_is(type, "A_Const")) {
        return tt_node_get(body, "ival")      ? builtin_type("int4")
               : tt_node_get(body, "sval")    ? builtin_type("text")
               : tt_node_get(body, "boolval") ? builtin_type("bool")
                                              : (struct tt_type){0};
    }
    if (tt_str_is(type, "FuncCall") && tt_str_is(name_of(step, value), "count")) {
        return builtin_type("int8");
    }
    return (struct tt_type){0};
}

/* --- the whole -------------------------------------------------------------------------- */

static void read_star(struct tt_step *step, const struct tt_node *fields,
                      const struct place *place, struct tt_output *output)
{
    bool qualified = tt_node_count(fields) > 1;
    struct tt_output all = read_from(
        step, qualified ? tt_node_string(tt_node_first(fields)) : (struct tt_str){0}, place);
    output->complete = output->complete && all.complete;
    for (size_t i = 0; i < all.columns.count; i++) {
        add(step, output, all.columns.items[i].name, all.columns.items[i].type);
    }
}

static void read_values(struct tt_step *step, const struct tt_node *rows,
                        struct tt_output *output)
{
    const struct tt_node *items = tt_node_get(tt_node_as(tt_node_first(rows), "List"), "items");
    size_t count = tt_node_count(items);
    for (size_t i = 1; i <= count; i++) {
        add(step, output, tt_str_format(&step->model->scratch, "column%zu", i),
            (struct tt_type){0});
    }
}

static void read_select(struct tt_step *step, const struct tt_node *select,
                        const struct place *outer, struct tt_output *output)
{
    struct place place = {select, outer};
    if (tt_node_get(select, "larg")) {
        /* The first names the columns; their types must agree with the others'. */
        size_t before = output->columns.count;
        read_select(step, tt_node_get(select, "larg"), &place, output);
        for (size_t i = before; i < output->columns.count; i++) {
            output->columns.items[i].type = (struct tt_type){0};
        }
        return;
    }
    read_values(step, tt_node_get(select, "valuesLists"), output);
    const struct tt_node *each = tt_node_first(tt_node_get(select, "targetList"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        const struct tt_node *value = tt_node_get(target, "val");
        const struct tt_node *fields = tt_node_get(tt_node_as(value, "ColumnRef"), "fields");
        struct tt_str name = tt_node_text(target, "name");
        if (tt_node_as(tt_node_last(fields), "A_Star")) {
            read_star(step, fields, &place, output);
        } else {
            add(step, output, name.len > 0 ? name : name_of(step, value),
                type_of(step, value, &place));
        }
    }
    output->complete = output->complete && select != NULL;
}

void tt_query_output(struct tt_step *step, const struct tt_node *query,
                     struct tt_output *output)
{
    const struct tt_node *wrapped = tt_node_as(query, "SelectStmt");
    output->complete = true;
    read_select(step, wrapped ? wrapped : query, NULL, output);
}

bool tt_define_output(struct tt_step *step, struct tt_relation *relation,
                      const struct tt_node *query, const struct tt_node *names)
{
    struct tt_output output = {0};
    tt_query_output(step, query, &output);
    const struct tt_node *name = tt_node_first(names);
    if (output.complete && tt_node_count(names) > output.columns.count) {
        tt_refused(step, NULL, "42601", "there are more names than columns");
    }
    for (size_t i = 0; i < output.columns.count; i++) {
        struct tt_output_column *each = &output.columns.items[i];
        struct tt_str called_so = name ? tt_node_string(name) : each->name;
        name = name ? tt_node_next(name) : NULL;
        for (size_t j = 0; output.complete && !names && j < i; j++) {
            if (tt_str_equal(output.columns.items[j].name, each->name)) {
                tt_refused(step, NULL, "42701", "column \"" TT_FMT "\" stands there twice",
                           TT_ARG(each->name));
            }
        }
        if (called_so.len > 0 && !tt_find_column(relation, called_so)) {
            tt_make_column(step->model, relation, called_so)->type = each->type;
        }
    }
    return output.complete;
}
