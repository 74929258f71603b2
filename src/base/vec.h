/* A row of things that grows, in an arena: TT_VEC(int) numbers = {0}. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdalign.h>
#include <stddef.h>

struct tt_arena;

#define TT_VEC(type)                                                                           \
    struct {                                                                                   \
        type *items;                                                                           \
        size_t count;                                                                          \
        size_t room;                                                                           \
    }

/* The last argument is one item, or a compound literal with its commas. */
#define tt_vec_push(arena, vec, ...)                                                           \
    do {                                                                                       \
        if ((vec)->count == (vec)->room) {                                                     \
            (vec)->items = tt_vec_grow((arena), (vec)->items, (vec)->count, &(vec)->room,      \
                                       sizeof(*(vec)->items));                                 \
        }                                                                                      \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                          \
    } while (0)

/* Twice the room, with the `count` old items copied over. */
void *tt_vec_grow(struct tt_arena *arena, const void *items, size_t count, size_t *room,
                  size_t size);

#endif
