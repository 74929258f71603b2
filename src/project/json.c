#include "project/json.h"

#include <cJSON.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/json_clean.h"

/* As cJSON has it, which takes other control characters for blanks, too. */
static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

static size_t skip_blanks(struct tt_str text, size_t at)
{
    while (at < text.len && is_blank(text.ptr[at])) {
        at++;
    }
    return at;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '\'';
}

/* The offset of what stands before `at`, blanks aside; `at` when nothing does. */
static size_t before(struct tt_str text, size_t at)
{
    for (size_t i = at; i > 0; i--) {
        if (!is_blank(text.ptr[i - 1])) {
            return i - 1;
        }
    }
    return at;
}

/* What cJSON stumbled over at or near `at`, in the words of the one who wrote it. */
static struct tt_json_problem describe(struct tt_arena *arena, struct tt_str text, size_t at)
{
    if (at >= text.len) {
        return (struct tt_json_problem){text.len, TT_STR("a value is missing here")};
    }
    size_t end = at, last = before(text, at);
    while (end < text.len && is_word(text.ptr[end])) {
        end++;
    }
    while (end > at && at > 0 && is_word(text.ptr[at - 1])) {
        last = before(text, --at);
    }
    char first = text.ptr[at], left = text.ptr[last];
    bool after_value = last < at && strchr("\"}]0123456789", left);
    struct tt_str message = tt_str_format(arena, "this \"%c\" has no place here", first);
    if (strchr("}]", first) && left == ',') {
        return (struct tt_json_problem){last, TT_STR("this comma follows no value")};
    }
    if (after_value && (first == '"' || end > at)) {
        message = TT_STR("a comma or colon is missing before this");
    } else if (first == '\\') {
        message = TT_STR("JSON has no such escape: a backslash is written \\\\");
    } else if (end > at) {
        int len = (int)(end - at < 40 ? end - at : 40);
        message = tt_str_format(arena,
                                "%.*s is no value: strings and keys stand in \"double quotes\"",
                                len, text.ptr + at);
    }
    return (struct tt_json_problem){at, message};
}

bool tt_json_parse(struct tt_json *json, struct tt_arena *arena, struct tt_str text,
                   struct tt_json_problem *problem)
{
    char *bytes = tt_new_array(arena, char, text.len + 1);
    memcpy(bytes, text.ptr, text.len);
    *json = (struct tt_json){.text = {bytes, text.len}};
    if (!tt_json_clean(arena, bytes, text.len, problem)) {
        return false;
    }
    const char *end = NULL;
    json->root = cJSON_ParseWithLengthOpts(bytes, text.len + 1, &end, true);
    if (json->root) {
        return true;
    }
    *problem = describe(arena, json->text,
                        skip_blanks(json->text, end ? (size_t)(end - bytes) : 0));
    return false;
}

void tt_json_finish(struct tt_json *json)
{
    cJSON_Delete(json->root);
    json->root = NULL;
}

struct tt_json_value tt_json_root(const struct tt_json *json)
{
    return (struct tt_json_value){.node = json->root, .at = skip_blanks(json->text, 0)};
}

/* The offset behind the value there: the text is known to be JSON. */
static size_t skip_value(struct tt_str text, size_t at)
{
    unsigned depth = 0;
    while (at < text.len) {
        char first = text.ptr[at];
        bool closes = first == '}' || first == ']';
        if (depth == 0 && (closes || first == ',')) {
            break;
        }
        depth += first == '{' || first == '[';
        depth -= closes;
        at = first == '"' ? tt_json_string_end(text, at) : at + 1;
    }
    return at;
}

struct tt_json_walk tt_json_walk(const struct tt_json *json, struct tt_json_value value)
{
    return (struct tt_json_walk){json->text, value.node->child, value.at + 1};
}

bool tt_json_next(struct tt_json_walk *walk, struct tt_json_value *ret_value)
{
    if (!walk->next) {
        return false;
    }
    size_t at = skip_blanks(walk->text, walk->at);
    *ret_value = (struct tt_json_value){.node = walk->next, .at = at, .key_at = at};
    if (walk->next->string) {
        at = skip_blanks(walk->text, tt_json_string_end(walk->text, at));
        ret_value->at = skip_blanks(walk->text, at + 1);
    }
    walk->at = skip_value(walk->text, ret_value->at) + 1;
    walk->next = walk->next->next;
    return true;
}
