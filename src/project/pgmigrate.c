/* yandex/pgmigrate: pgmigrate.py, _get_migrations_info_from_dir. */
#include "base/str.h"
#include "project/cut.h"

void tt_cut_pgmigrate(struct tt_arena *arena, const struct tt_migration_text *text,
                      tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    size_t start = text->path.len;
    while (start > 0 && text->path.ptr[start - 1] != '/') {
        start--;
    }
    part.in_transaction = !tt_holds(tt_str_slice(text->path, start, text->path.len),
                                    "NONTRANSACTIONAL");
    tt_vec_push(arena, ret_parts, part);
}
