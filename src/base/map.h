/* From names to things. Keys are bytes; they and the values are borrowed. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "tiptoe.h"

struct tt_map_entry;

/* Start from {0}; tt_map_finish gives its memory back. */
struct tt_map {
    struct tt_map_entry *entries;
    size_t room; /* a power of two, or none */
    size_t count;
};

void *tt_map_get(const struct tt_map *map, struct tt_str key);
/* Replaces the value of a key that is there. */
void tt_map_set(struct tt_map *map, struct tt_str key, void *value);
void tt_map_finish(struct tt_map *map);

#endif
