#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK_BYTES = 64 * 1024,
    EXIT_TROUBLE = 2, /* 1 would mean that there are findings */
};

struct tt_arena_block {
    struct tt_arena_block *older;
    size_t used;
    size_t size;
    max_align_t bytes[];
};

_Noreturn void tt_out_of_memory(void)
{
    static const char message[] = "tiptoe: out of memory\n";
    /* Nothing that takes memory, and no output that is only half there. */
    ssize_t written = write(STDERR_FILENO, message, sizeof(message) - 1);
    (void)written;
    _exit(EXIT_TROUBLE);
}

static struct tt_arena_block *add_block(struct tt_arena *arena, size_t bytes)
{
    struct tt_arena_block *block = malloc(sizeof(*block) + bytes);
    if (!block) {
        tt_out_of_memory();
    }
    block->used = 0;
    block->size = bytes;
    block->older = arena->newest;
    arena->newest = block;
    return block;
}

void *tt_arena_take(struct tt_arena *arena, size_t count, size_t size, size_t align)
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

void *tt_arena_alloc(struct tt_arena *arena, size_t count, size_t size, size_t align)
{
    /* Here and not for the block as a whole: most of a file's arenas stay nearly empty. */
    return memset(tt_arena_take(arena, count, size, align), 0, count * size);
}

void tt_arena_reset(struct tt_arena *arena)
{
    struct tt_arena_block *kept = arena->newest;
    if (!kept) {
        return;
    }
#if !defined(__SANITIZE_ADDRESS__)
    if (kept->size == BLOCK_BYTES) {
        arena->newest = kept->older;
        tt_arena_release(arena);
        kept->used = 0;
        kept->older = NULL;
        arena->newest = kept;
        return;
    }
#endif
    tt_arena_release(arena);
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
