#include "model/name.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/keyword.h"
#include "sql/node.h"

struct tt_name tt_name_of_relation(const struct tt_node *range_var)
{
    return (struct tt_name){
        .schema = tt_node_text(range_var, "schemaname"),
        .name = tt_node_text(range_var, "relname"),
    };
}

struct tt_name tt_name_of_list(const struct tt_node *strings)
{
    struct tt_name name = {0};
    const struct tt_node *each = tt_node_first(strings);
    for (; each; each = tt_node_next(each)) {
        name.schema = name.name;
        name.name = tt_node_string(each);
    }
    return name;
}

/* One part of the name, up to a dot; `*at` moves past both. */
static struct tt_str read_part(struct tt_arena *arena, struct tt_str text, size_t *at)
{
    char *part = tt_new_array(arena, char, text.len + 1);
    size_t len = 0;
    bool quoted = false;
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (c == '"') {
            bool doubled = quoted && *at + 1 < text.len && text.ptr[*at + 1] == '"';
            quoted = doubled || !quoted;
            *at += doubled;
            if (!doubled) {
                continue;
            }
        } else if (c == '.' && !quoted) {
            ++*at;
            break;
        }
        part[len++] = !quoted && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return tt_str_trim((struct tt_str){part, len});
}

struct tt_name tt_name_as_written(struct tt_arena *arena, struct tt_str text)
{
    struct tt_name name = {0};
    for (size_t at = 0; at < text.len;) {
        name.schema = name.name;
        name.name = read_part(arena, text, &at);
    }
    return name;
}

static bool is_plain(struct tt_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || c == '_';
        bool digit = (c >= '0' && c <= '9') || c == '$';
        if (!letter && !(digit && i > 0)) {
            return false;
        }
    }
    return word.len > 0 && !tt_is_reserved(word);
}

struct tt_str tt_quote(struct tt_arena *arena, struct tt_str identifier)
{
    if (is_plain(identifier)) {
        return identifier;
    }
    char *quoted = tt_new_array(arena, char, identifier.len * 2 + 3);
    size_t len = 0;
    quoted[len++] = '"';
    for (size_t i = 0; i < identifier.len; i++) {
        if (identifier.ptr[i] == '"') {
            quoted[len++] = '"';
        }
        quoted[len++] = identifier.ptr[i];
    }
    quoted[len++] = '"';
    return (struct tt_str){quoted, len};
}

struct tt_str tt_quote_name(struct tt_arena *arena, struct tt_name name)
{
    struct tt_str bare = tt_quote(arena, name.name);
    if (name.schema.len == 0) {
        return bare;
    }
    return tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(tt_quote(arena, name.schema)),
                         TT_ARG(bare));
}

struct tt_str tt_display_name(struct tt_arena *arena, struct tt_name name)
{
    if (tt_str_is(name.schema, "public")) {
        name.schema = (struct tt_str){0};
    }
    return tt_quote_name(arena, name);
}

bool tt_is_system_column(struct tt_str name)
{
    static const char *const names[] = {"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tt_str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

struct tt_str tt_quote_string(struct tt_arena *arena, struct tt_str text)
{
    char *bytes = tt_new_array(arena, char, text.len * 2 + 2);
    size_t len = 0;
    bytes[len++] = '\'';
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'') {
            bytes[len++] = '\'';
        }
        bytes[len++] = text.ptr[i];
    }
    bytes[len++] = '\'';
    return (struct tt_str){bytes, len};
}

struct tt_str tt_full_name(struct tt_arena *arena, struct tt_name name)
{
    return tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(name.schema), TT_ARG(name.name));
}
