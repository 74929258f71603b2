#include "base/vec.h"

#include <string.h>

#include "base/arena.h"

enum { ROOM_MIN = 8 };

void *tt_vec_grow(struct tt_arena *arena, const void *items, size_t count, size_t *room,
                  size_t size)
{
    *room = *room > 0 ? *room * 2 : ROOM_MIN;
    void *larger = tt_arena_take(arena, *room, size, alignof(max_align_t));
    if (count > 0) {
        memcpy(larger, items, count * size);
    }
    return larger;
}
