/* yandex/pgmigrate: pgmigrate.py, _get_migrations_info_from_dir. */
#include "base/str.h"
#include "project/cut.h"

static bool holds(struct tt_str text, struct tt_str wanted)
{
    for (size_t i = 0; i + wanted.len <= text.len; i++) {
        if (tt_str_equal(tt_str_slice(text, i, i + wanted.len), wanted)) {
            return true;
        }
    }
    return false;
}

void tt_cut_pgmigrate(struct tt_arena *arena, const struct tt_migration_text *text,
                      tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    size_t start = text->path.len;
    while (start > 0 && text->path.ptr[start - 1] != '/') {
        start--;
    }
    part.in_transaction = !holds(tt_str_slice(text->path, start, text->path.len),
                                 TT_STR("NONTRANSACTIONAL"));
    tt_vec_push(arena, ret_parts, part);
}
