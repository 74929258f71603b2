#include "model/object_name.h"

#include <string.h>

#include "base/arena.h"
#include "model/state.h"

enum { NAME_BYTES_MAX = 63 }; /* NAMEDATALEN - 1 */

/* Never in the middle of a character. */
static size_t clip(struct tt_str text, size_t len)
{
    while (len > 0 && len < text.len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    return len;
}

struct tt_str tt_object_name(struct tt_arena *arena, struct tt_str table, struct tt_str columns,
                             const char *label)
{
    size_t fixed = strlen(label) + 1 + (columns.len > 0 ? 1 : 0);
    size_t first = table.len, second = columns.len;
    while (first + second + fixed > NAME_BYTES_MAX) {
        if (first > second) {
            first--;
        } else {
            second--;
        }
    }
    first = clip(table, first);
    second = clip(columns, second);
    return tt_str_format(arena, TT_FMT "%s" TT_FMT "_%s", (int)first, table.ptr,
                         columns.len > 0 ? "_" : "", (int)second,
                         columns.ptr ? columns.ptr : "", label);
}

bool tt_relation_name_taken(struct tt_model *model, struct tt_name full)
{
    return tt_find_index(model, full) || tt_find_relation(model, full);
}

struct tt_str tt_join_columns(struct tt_arena *arena, struct tt_columns columns)
{
    struct tt_str joined = {0};
    for (size_t i = 0; i < columns.count && joined.len <= NAME_BYTES_MAX; i++) {
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? "_" : "",
                               TT_ARG(columns.items[i]->name));
    }
    return joined;
}
