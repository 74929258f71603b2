/* Which release a statement's syntax is from. */
#include "base/str.h"
#include "model/model.h"
#include "model/version.h"
#include "sql/node.h"
#include "sql/script.h"

struct need {
    int version;
    const char *feature;
};

static void raise(struct need *need, int version, const char *feature)
{
    if (version > need->version) {
        *need = (struct need){version, feature};
    }
}

TT_INLINE bool has(const struct tt_node *body, const char *field, const char *value)
{
    if (field[0] == '\0') {
        return true;
    }
    return value[0] == '\0' ? tt_node_get(body, field) != NULL
                            : tt_node_text_is(body, field, value);
}

/* What a constraint says by leaving a field out. */
static void check_constraint(struct need *need, const struct tt_node *constraint)
{
    struct tt_str kind = tt_node_text(constraint, "contype");
    bool enforceable = tt_str_is(kind, "CONSTR_CHECK") || tt_str_is(kind, "CONSTR_FOREIGN");
    if (tt_grammar_version() >= 18 && enforceable && !tt_node_flag(constraint, "is_enforced")) {
        raise(need, 18, "NOT ENFORCED");
    }
    const struct tt_node *key = tt_node_first(tt_node_get(constraint, "keys"));
    if (tt_str_is(kind, "CONSTR_NOTNULL") && key) {
        /* ALTER DOMAIN had it a release before tables did. */
        bool domain = tt_str_is(tt_node_string(key), "value");
        raise(need, domain ? 17 : 18, "NOT NULL as a constraint of its own");
    }
}

/* One comparison after the other: with literals, most of them are of two lengths. */
static void check_node(struct need *need, struct tt_str type, const struct tt_node *body)
{
#define FEATURE(version, node, field, value, words)                                            \
    if (tt_str_is(type, node) && has(body, field, value)) {                                    \
        raise(need, version, words);                                                           \
    }
#include "model/feature.def"
#undef FEATURE
    if (tt_str_is(type, "Constraint")) {
        check_constraint(need, body);
    }
}

/* Types of nodes begin with a capital letter, fields of nodes don't. */
static void walk(struct need *need, const struct tt_node *node)
{
    const struct tt_node *each = tt_node_first(node);
    for (; each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_field(each);
        if (name.len > 0 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z') {
            check_node(need, name, each);
        }
        walk(need, each);
    }
}

int tt_needed_version(const struct tt_stmt *stmt, const char **ret_feature)
{
    struct need need = {.version = TT_PG_OLDEST, .feature = ""};
    if (stmt->tree) {
        check_node(&need, stmt->kind, stmt->tree);
        walk(&need, stmt->tree);
    }
    *ret_feature = need.feature;
    return need.version;
}
