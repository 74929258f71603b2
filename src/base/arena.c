#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct tt_arena_block {
    struct tt_arena_block *older;
    size_t used;
    size_t size;
    max_align_t bytes[];
};

_Noreturn void tt_out_of_memory(void)
{
    fputs("tiptoe: out of memory\n", stderr);
    abort();
}

static struct tt_arena_block *add_block(struct tt_arena *arena, size_t bytes)
{
    struct tt_arena_block *block = calloc(1, sizeof(*block) + bytes);
    if (!block) {
        tt_out_of_memory();
    }
    block->size = bytes;
    block->older = arena->newest;
    arena->newest = block;
    return block;
}

void *tt_arena_alloc(struct tt_arena *arena, size_t count, size_t size, size_t align)
{
    if (size != 0 && count > (SIZE_MAX / 4) / size) {
        tt_out_of_memory();
    }
    size_t bytes = count * size;
#if defined(__SANITIZE_ADDRESS__)
    /* One block per object, so that the sanitizer sees every edge. */
    struct tt_arena_block *block = add_block(arena, bytes);
    (void)align;
    return block->bytes;
#else
    struct tt_arena_block *block = arena->newest;
    size_t start = block ? (block->used + align - 1) & ~(align - 1) : 0;
    if (!block || start > block->size || bytes > block->size - start) {
        block = add_block(arena, bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
        start = 0;
    }
    block->used = start + bytes;
    return (char *)block->bytes + start;
#endif
}

void tt_arena_release(struct tt_arena *arena)
{
    struct tt_arena_block *block = arena->newest;
    while (block) {
        struct tt_arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena->newest = NULL;
}
