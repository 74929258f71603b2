#include "model/function_use.h"

#include <string.h>

#include "model/alter.h"
#include "model/dependency.h"
#include "model/function.h"
#include "model/query.h"
#include "model/state.h"
#include "model/written.h"
#include "sql/lexer.h"

struct drop {
    struct tt_step *step;
    struct tt_str name; /* of the function */
    bool cascade;
};

/* The name stands there with a bracket behind. */
static bool calls(const struct tt_written *written, struct tt_str name)
{
    struct tt_lexer lexer = {.text = written ? written->text : (struct tt_str){0}};
    bool named = false;
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (named && tt_token_is_mark(lexer.text, token, '(')) {
            return true;
        }
        struct tt_str word = tt_str_slice(lexer.text, token.start, token.end);
        if (token.kind == TT_TOKEN_NAME && word.len >= 2) {
            named = tt_str_equal(tt_str_slice(word, 1, word.len - 1), name);
        } else {
            named = token.kind == TT_TOKEN_WORD && tt_str_equal_nocase(word, name);
        }
    }
    return false;
}

/* Every table that loses something is locked as if it were altered. */
static bool may_go(const struct drop *drop, struct tt_relation *relation, const char *what,
                   struct tt_str name)
{
    if (drop->cascade) {
        tt_take_other_lock(drop->step, relation, TT_LOCK_ACCESS_EXCLUSIVE);
    } else {
        tt_refused(drop->step, relation, "2BP01",
                   "%s \"" TT_FMT "\" of \"" TT_FMT "\" calls it", what, TT_ARG(name),
                   TT_ARG(relation->name.name));
    }
    return drop->cascade;
}

static void drop_values(const struct drop *drop, struct tt_relation *relation)
{
    struct tt_model *model = drop->step->model;
    struct tt_column *next = NULL;
    for (struct tt_column *each = relation->columns; each; each = next) {
        next = each->next;
        if (!calls(each->value, drop->name) ||
            !may_go(drop, relation, each->generated ? "column" : "default of column",
                    each->name)) {
            continue;
        }
        if (each->generated) {
            tt_drop_column(drop->step, relation, each, true);
        } else {
            tt_set(model, each->value, NULL);
            tt_set(model, each->has_default, false);
        }
    }
}

static bool index_calls(const struct tt_index *index, struct tt_str name)
{
    bool found = calls(index->predicate, name);
    for (size_t i = 0; i < index->key_count; i++) {
        found = found || calls(index->keys[i].expression, name);
    }
    return found;
}

static void drop_constraints_and_indexes(const struct drop *drop, struct tt_relation *relation)
{
    struct tt_model *model = drop->step->model;
    struct tt_constraint *next = NULL;
    for (struct tt_constraint *each = relation->constraints; each; each = next) {
        next = each->next;
        if (calls(each->written, drop->name) &&
            may_go(drop, relation, "constraint", each->name)) {
            tt_remove_constraint(model, each);
        }
    }
    struct tt_index *next_index = NULL;
    for (struct tt_index *each = relation->indexes; each; each = next_index) {
        next_index = each->next;
        if (index_calls(each, drop->name) && may_go(drop, relation, "index", each->name.name)) {
            tt_remove_index(model, each);
        }
    }
}

static void drop_triggers(const struct drop *drop, struct tt_relation *relation)
{
    const struct tt_dependent *next = NULL;
    for (const struct tt_dependent *each = relation->dependents; each; each = next) {
        next = each->next;
        bool fires = each->calls.len > 0 && tt_str_equal(each->calls, drop->name);
        if (fires && may_go(drop, relation, each->kind, each->name)) {
            tt_drop_dependent(drop->step->model, relation, each->kind, each->name);
            next = relation->dependents; /* it may have stood there twice */
        }
    }
}

static bool view_calls(const struct tt_relation *view, struct tt_str name)
{
    for (size_t i = 0; view->uses && i < view->uses->calls.count; i++) {
        if (tt_str_equal(view->uses->calls.items[i], name)) {
            return true;
        }
    }
    return false;
}

void tt_drop_callers(struct tt_step *step, struct tt_str name, bool cascade)
{
    struct tt_model *model = step->model;
    struct drop drop = {step, name, cascade};
    for (size_t i = 0; i < model->all_relations.count; i++) {
        struct tt_relation *relation = model->all_relations.items[i];
        if (!relation->exists) {
            continue;
        }
        drop_values(&drop, relation);
        drop_constraints_and_indexes(&drop, relation);
        drop_triggers(&drop, relation);
        if (view_calls(relation, name) &&
            may_go(&drop, relation, tt_object_word(tt_relation_object(relation)),
                   relation->name.name)) {
            tt_drop_relations(step, &relation, 1, true);
        }
    }
}

static enum tt_object object_of(struct tt_step *step, const struct tt_function *function)
{
    struct tt_str kind = tt_node_text(step->node, "removeType");
    bool procedure = function ? function->procedure : tt_str_is(kind, "OBJECT_PROCEDURE");
    return tt_str_is(kind, "OBJECT_AGGREGATE") ? TT_OBJECT_AGGREGATE
           : procedure                         ? TT_OBJECT_PROCEDURE
                                               : TT_OBJECT_FUNCTION;
}

static void note_drop(struct tt_step *step, struct tt_name name,
                      const struct tt_function *function)
{
    struct tt_change *change = tt_add_change(step, TT_CHANGE_DROP, object_of(step, function),
                                             NULL);
    change->name = function ? function->name : tt_creation_name(step->model, name, false);
    change->function = function;
    change->if_exists = !function && tt_node_flag(step->node, "missing_ok");
    change->certainty = function ? TT_PROVED : TT_ASSUMED;
}

/*
 * Which overload an expression calls is not worked out: of several none is held.
 * One that was never seen is not looked for: that takes a walk over the catalog.
 */
void tt_drop_function(struct tt_step *step, const struct tt_node *object, bool cascade)
{
    const struct tt_node *body = tt_node_as(object, "ObjectWithArgs");
    struct tt_name name = tt_name_of_list(tt_node_get(body, "objname"));
    size_t overloads = 0;
    const struct tt_function *each = tt_functions_of(step->model, name);
    for (; each; each = each->next) {
        overloads += each->exists;
    }
    struct tt_function *dropped = tt_function_of(step->model, body);
    note_drop(step, name, dropped);
    if (overloads == 1) {
        tt_drop_callers(step, name.name, cascade);
    }
    if (dropped) {
        tt_remove_function(step->model, dropped);
    }
}

static bool speaks_of(const struct tt_function *function, const struct tt_name *type)
{
    for (size_t i = 0; i < function->type_count; i++) {
        const struct tt_type *each = &function->types[i];
        if (!each->builtin && tt_str_equal(each->name, type->name) &&
            (each->schema.len == 0 || tt_str_equal(each->schema, type->schema))) {
            return true;
        }
    }
    return false;
}

void tt_drop_functions_of(struct tt_step *step, const struct tt_name *type, bool cascade)
{
    struct tt_model *model = step->model;
    for (size_t i = 0; i < model->all_functions.count; i++) {
        struct tt_function *function = model->all_functions.items[i];
        if (!function->exists || !speaks_of(function, type)) {
            continue;
        }
        if (!cascade) {
            tt_refused(step, NULL, "2BP01", "function \"" TT_FMT "\" uses its type",
                       TT_ARG(function->name.name));
            return;
        }
        tt_drop_callers(step, function->name.name, true);
        tt_remove_function(model, function);
    }
}

/* --- bodies ------------------------------------------------------------------------------ */

/* fmgr_sql_validator(): each statement of the body is parsed, analyzed and rewritten. */
static void follow_text(struct tt_step *step, struct tt_str text)
{
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    tt_source_init(&source, &arena, TT_STR(""), text);
    struct tt_script *script = tt_script_open(&arena, &source);
    tt_script_read_all(script);
    while (tt_script_next(script, &stmt)) {
        if (stmt.state == TT_STMT_PARSED &&
            (tt_str_is(stmt.kind, "SelectStmt") || tt_str_is(stmt.kind, "InsertStmt") ||
             tt_str_is(stmt.kind, "UpdateStmt") || tt_str_is(stmt.kind, "DeleteStmt") ||
             tt_str_is(stmt.kind, "MergeStmt"))) {
            tt_follow_query(step, stmt.tree, TT_STAGE_REWRITTEN);
        }
    }
    tt_script_close(script);
    tt_arena_release(&arena);
}

void tt_follow_body(struct tt_step *step)
{
    const struct tt_node *options = tt_node_get(step->node, "options");
    const struct tt_node *body = tt_node_get(step->node, "sql_body");
    tt_follow_query(step, body, TT_STAGE_REWRITTEN); /* BEGIN ATOMIC, since 14 */
    const struct tt_node *text = NULL;
    bool sql = false;
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        const struct tt_node *arg = tt_node_get(option, "arg");
        if (tt_node_text_is(option, "defname", "as")) {
            text = tt_node_first(tt_node_get(tt_node_as(arg, "List"), "items"));
        } else if (tt_node_text_is(option, "defname", "language")) {
            sql = tt_str_equal_nocase(tt_node_string(arg), TT_STR("sql"));
        }
    }
    if (sql && text && !step->model->settings.unchecked_bodies) {
        follow_text(step, tt_node_string(text));
    }
}
