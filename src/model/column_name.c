/* What PostgreSQL calls the columns of an index: FigureIndexColname() in parse_target.c. */
#include "base/str.h"
#include "model/object_name.h"
#include "sql/node.h"

/* How good a name is: a better one found further in wins. */
enum strength { NONE, WEAK, STRONG };

struct guess {
    struct tt_str name;
    enum strength strength;
};

static struct guess guess_of(const struct tt_node *wrapped);

static struct guess named(struct tt_str name, enum strength strength)
{
    return (struct guess){name, name.len > 0 ? strength : NONE};
}

static struct guess or_else(struct guess inner, struct tt_str name)
{
    return inner.strength > WEAK || name.len == 0 ? inner : named(name, WEAK);
}

static struct tt_str last_string(const struct tt_node *list)
{
    return tt_node_string(tt_node_last(list));
}

static struct guess guess_of(const struct tt_node *wrapped)
{
    static const struct {
        const char *node;
        const char *name;
    } fixed[] = {{"A_ArrayExpr", "array"}, {"RowExpr", "row"}, {"CoalesceExpr", "coalesce"}};
    struct tt_str type = tt_node_type(wrapped);
    const struct tt_node *node = tt_node_body(wrapped);
    if (tt_str_is(type, "ColumnRef")) {
        return named(last_string(tt_node_get(node, "fields")), STRONG);
    }
    if (tt_str_is(type, "FuncCall")) {
        return named(last_string(tt_node_get(node, "funcname")), STRONG);
    }
    if (tt_str_is(type, "TypeCast")) {
        return or_else(guess_of(tt_node_get(node, "arg")),
                       last_string(tt_node_get(tt_node_get(node, "typeName"), "names")));
    }
    if (tt_str_is(type, "CollateClause")) {
        return guess_of(tt_node_get(node, "arg"));
    }
    if (tt_str_is(type, "A_Indirection")) {
        struct tt_str field = last_string(tt_node_get(node, "indirection"));
        return field.len > 0 ? named(field, STRONG) : guess_of(tt_node_get(node, "arg"));
    }
    if (tt_str_is(type, "CaseExpr")) {
        return or_else(guess_of(tt_node_get(node, "defresult")), TT_STR("case"));
    }
    if (tt_str_is(type, "MinMaxExpr")) {
        bool greatest = tt_node_text_is(node, "op", "IS_GREATEST");
        return named(greatest ? TT_STR("greatest") : TT_STR("least"), STRONG);
    }
    if (tt_str_is(type, "A_Expr") && tt_node_text_is(node, "kind", "AEXPR_NULLIF")) {
        return named(TT_STR("nullif"), STRONG);
    }
    for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
        if (tt_str_is(type, fixed[i].node)) {
            return named(tt_str_from(fixed[i].name), STRONG);
        }
    }
    return (struct guess){0};
}

static bool taken(const struct tt_index_key *keys, size_t count, struct tt_str name)
{
    for (size_t i = 0; i < count; i++) {
        if (tt_str_equal(keys[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* ChooseIndexColumnNames() in indexcmds.c numbers what is there already. */
struct tt_str tt_index_column_name(struct tt_arena *arena, const struct tt_index_key *keys,
                                   size_t count, const struct tt_node *element)
{
    struct guess guess = named(tt_node_text(element, "name"), STRONG);
    if (guess.strength == NONE) {
        guess = guess_of(tt_node_get(element, "expr"));
    }
    struct tt_str base = guess.strength == NONE ? TT_STR("expr") : guess.name;
    struct tt_str name = tt_str_copy(arena, base);
    for (unsigned i = 1; taken(keys, count, name); i++) {
        name = tt_str_format(arena, TT_FMT "%u", TT_ARG(base), i);
    }
    return name;
}
