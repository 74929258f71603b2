#include "model/unseen.h"

#include "base/str.h"
#include "model/alter.h"
#include "model/function.h"
#include "model/state.h"

static bool is_of_word(struct tt_str text, size_t at)
{
    char c = at < text.len ? text.ptr[at] : ' ';
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* As a word, in whatever case. */
static bool holds(struct tt_str text, struct tt_str word)
{
    for (size_t i = 0; i + word.len <= text.len; i++) {
        bool alone = (i == 0 || !is_of_word(text, i - 1)) && !is_of_word(text, i + word.len);
        if (alone && tt_str_equal_nocase(tt_str_slice(text, i, i + word.len), word)) {
            return true;
        }
    }
    return false;
}

static bool holds_any(struct tt_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (holds(text, tt_str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* What it names is told by its words, unless these are put together as it runs. */
static void note_body(struct tt_model *model, struct tt_str body)
{
    enum { BODIES_MAX = 64 };
    static const char *const opaque[] = {"execute", "perform", "call"};
    static const char *const changing[] = {"alter", "create", "drop", "rename"};
    if (holds_any(body, opaque, 3) || model->unseen.count == BODIES_MAX) {
        tt_set(model, model->unseen_anything, true);
    } else if (holds_any(body, changing, 4)) {
        /* cppcheck-suppress selfAssignment ; the undo log keeps what it was */
        tt_set(model, model->unseen.count, model->unseen.count);
        tt_vec_push(&model->arena, &model->unseen, tt_str_copy(&model->arena, body));
    }
}

void tt_step_do(struct tt_step *step)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "args"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        if (tt_node_text_is(option, "defname", "as")) {
            note_body(step->model, tt_node_string(tt_node_get(option, "arg")));
        }
    }
}

void tt_note_call(struct tt_step *step, const struct tt_node *call)
{
    struct tt_model *model = step->model;
    struct tt_name name = tt_name_of_list(tt_node_get(call, "funcname"));
    unsigned arguments = (unsigned)tt_node_count(tt_node_get(call, "args"));
    struct tt_function_facts facts = tt_find_function(model, name, arguments);
    if (call && !facts.builtin && facts.volatility == TT_VOLATILE) {
        tt_set(model, model->unseen_anything, true);
    }
}

void tt_note_calls(struct tt_step *step, const struct tt_node *select)
{
    const struct tt_node *each = tt_node_first(tt_node_get(select, "targetList"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *value = tt_node_get(tt_node_as(each, "ResTarget"), "val");
        tt_note_call(step, tt_node_as(value, "FuncCall"));
    }
}

bool tt_is_unseen(const struct tt_model *model, const struct tt_relation *relation,
                  const char *sqlstate)
{
    static const char *const codes[] = {
        "42703", "42P01", "42704", "42883", "3F000", /* it is not there */
        "42701", "42P07", "42710", "42723", "42P06", /* it is there already */
    };
    bool about_presence = false;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]) && !about_presence; i++) {
        about_presence = tt_str_is(tt_str_from(sqlstate), codes[i]);
    }
    if (!about_presence || model->unseen_anything) {
        return about_presence;
    }
    for (size_t i = 0; i < model->unseen.count; i++) {
        if (!relation || holds(model->unseen.items[i], relation->name.name)) {
            return true;
        }
    }
    return false;
}
