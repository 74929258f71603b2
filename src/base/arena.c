#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* AddressSanitizer is told what is taken, so that it sees every edge and every use too late. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif

#if SANITIZED
#include <sanitizer/asan_interface.h>
enum { EDGE_BYTES = 32, ALIGN_LEAST = 8 };
#define HIDE(bytes, count) __asan_poison_memory_region((bytes), (count))
#define SHOW(bytes, count) __asan_unpoison_memory_region((bytes), (count))
#else
enum { EDGE_BYTES = 0, ALIGN_LEAST = 1 };
#define HIDE(bytes, count) ((void)0)
#define SHOW(bytes, count) ((void)0)
#endif

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
    HIDE(block->bytes, bytes);
    return block;
}

void *tt_arena_take(struct tt_arena *arena, size_t count, size_t size, size_t align)
{
    if (size != 0 && count > (SIZE_MAX / 4) / size) {
        tt_out_of_memory();
    }
    size_t bytes = count * size;
    struct tt_arena_block *block = arena->newest;
    align = align < ALIGN_LEAST ? ALIGN_LEAST : align;
    size_t start = block ? (block->used + EDGE_BYTES + align - 1) & ~(align - 1) : 0;
    if (!block || start > block->size || bytes > block->size - start) {
        block = add_block(arena, bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
        start = 0;
    }
    block->used = start + bytes;
    SHOW((char *)block->bytes + start, bytes);
    return (char *)block->bytes + start;
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
    if (kept->size == BLOCK_BYTES) {
        arena->newest = kept->older;
        tt_arena_release(arena);
        kept->used = 0;
        kept->older = NULL;
        arena->newest = kept;
        HIDE(kept->bytes, kept->size);
        return;
    }
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
