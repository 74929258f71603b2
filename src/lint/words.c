#include "lint/words.h"

#include "base/arena.h"
#include "base/str.h"

static struct tt_name without_public(struct tt_name name)
{
    if (tt_str_is(name.schema, "public") || tt_str_is(name.schema, "pg_temp")) {
        name.schema = (struct tt_str){0};
    }
    return name;
}

struct tt_str tt_say_name(struct tt_arena *arena, struct tt_name name)
{
    name = without_public(name);
    if (name.schema.len == 0) {
        return tt_str_copy(arena, name.name);
    }
    return tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(name.schema), TT_ARG(name.name));
}

struct tt_str tt_sql_name(struct tt_arena *arena, struct tt_name name)
{
    return tt_str_copy(arena, tt_quote_name(arena, without_public(name)));
}

const char *tt_say_blocked(enum tt_lock lock)
{
    if (tt_lock_blocks_reads(lock)) {
        return "reads and writes";
    }
    return tt_lock_blocks_writes(lock) ? "writes" : "other schema changes";
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct tt_str tt_add_behind(struct tt_arena *arena, struct tt_str text, const char *word,
                            const char *addition)
{
    for (size_t start = 0; start < text.len;) {
        size_t end = start;
        while (end < text.len && is_letter(text.ptr[end])) {
            end++;
        }
        if (tt_str_equal_nocase(tt_str_slice(text, start, end), tt_str_from(word))) {
            return tt_str_format(arena, TT_FMT " %s" TT_FMT, TT_ARG(tt_str_slice(text, 0, end)),
                                 addition, TT_ARG(tt_str_slice(text, end, text.len)));
        }
        start = end > start ? end : start + 1;
    }
    return tt_str_copy(arena, text);
}

struct tt_str tt_sql_columns(struct tt_arena *arena, struct tt_columns columns)
{
    struct tt_str joined = {0};
    for (size_t i = 0; i < columns.count; i++) {
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? ", " : "",
                               TT_ARG(tt_quote(arena, columns.items[i]->name)));
    }
    return joined;
}
