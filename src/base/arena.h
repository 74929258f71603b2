/* Memory with one lifetime: allocate piece by piece, release all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>

struct tt_arena_block;

/* Start from {0}. One arena belongs to one thread at a time. */
struct tt_arena {
    struct tt_arena_block *newest;
};

#define tt_new(arena, type) tt_new_array(arena, type, 1)
#define tt_new_array(arena, type, count)                                                       \
    ((type *)tt_arena_alloc((arena), (count), sizeof(type), alignof(type)))
#define tt_take_bytes(arena, count) ((char *)tt_arena_take((arena), (count), 1, 1))

/* Zeroed, and never NULL: running out of memory ends the program. */
void *tt_arena_alloc(struct tt_arena *arena, size_t count, size_t size, size_t align);
/* Not zeroed, for what is written over at once. */
void *tt_arena_take(struct tt_arena *arena, size_t count, size_t size, size_t align);
void tt_arena_release(struct tt_arena *arena);
/* As tt_arena_release, but ready for more of the same, at little cost. */
void tt_arena_reset(struct tt_arena *arena);

/* The one place where the library ends the program: with one line, and exit status 2. */
_Noreturn void tt_out_of_memory(void);

#endif
