#include "model/undo.h"

#include <string.h>

void tt_undo_note(struct tt_undo *undo, void *place, size_t size)
{
    void *bytes = tt_arena_take(&undo->arena, 1, size, alignof(max_align_t));
    memcpy(bytes, place, size);
    tt_vec_push(&undo->arena, &undo->notes, (struct tt_undo_note){place, bytes, size});
}

size_t tt_undo_mark(const struct tt_undo *undo)
{
    return undo->notes.count;
}

void tt_undo_to(struct tt_undo *undo, size_t mark)
{
    while (undo->notes.count > mark) {
        struct tt_undo_note note = undo->notes.items[--undo->notes.count];
        memcpy(note.place, note.bytes, note.size);
    }
}

void tt_undo_clear(struct tt_undo *undo)
{
    tt_arena_release(&undo->arena);
    *undo = (struct tt_undo){0};
}
