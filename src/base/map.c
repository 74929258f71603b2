#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum { ROOM_MIN = 16 };

/*
 * In one block, each entry at the place that its hash says or behind it: with
 * an entry of its own for each key, most of a lookup would be waiting for memory.
 */
struct tt_map_entry {
    struct tt_str key;
    void *value;
    uint64_t hash; /* 0 where there is no entry */
};

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */
    return hash ^ hash >> 32;
}

static uint64_t hash_of(struct tt_str key)
{
    uint64_t hash = key.len, word = 0;
    for (; key.len >= sizeof(word); key = tt_str_slice(key, sizeof(word), key.len)) {
        memcpy(&word, key.ptr, sizeof(word));
        hash = mix(hash, word);
    }
    word = 0;
    if (key.len > 0) {
        memcpy(&word, key.ptr, key.len);
    }
    hash = mix(hash, word);
    return hash > 0 ? hash : 1;
}

/* The key's entry, or the empty one where it would go. */
static struct tt_map_entry *find(const struct tt_map *map, struct tt_str key, uint64_t hash)
{
    size_t at = hash & (map->room - 1);
    while (map->entries[at].hash != 0 &&
           (map->entries[at].hash != hash || !tt_str_equal(map->entries[at].key, key))) {
        at = (at + 1) & (map->room - 1);
    }
    return &map->entries[at];
}

void *tt_map_get(const struct tt_map *map, struct tt_str key)
{
    return map->count > 0 ? find(map, key, hash_of(key))->value : NULL;
}

/* At least half of the entries stay empty, so that one is soon met. */
static void grow(struct tt_map *map)
{
    struct tt_map larger = {.room = map->room > 0 ? map->room * 2 : ROOM_MIN,
                            .count = map->count};
    larger.entries = calloc(larger.room, sizeof(*larger.entries));
    if (!larger.entries) {
        tt_out_of_memory();
    }
    for (size_t i = 0; i < map->room; i++) {
        if (map->entries[i].hash != 0) {
            *find(&larger, map->entries[i].key, map->entries[i].hash) = map->entries[i];
        }
    }
    free(map->entries);
    *map = larger;
}

void tt_map_set(struct tt_map *map, struct tt_str key, void *value)
{
    if (map->count >= map->room / 2) {
        grow(map);
    }
    uint64_t hash = hash_of(key);
    struct tt_map_entry *entry = find(map, key, hash);
    map->count += entry->hash == 0;
    *entry = (struct tt_map_entry){entry->hash == 0 ? key : entry->key, value, hash};
}

void tt_map_finish(struct tt_map *map)
{
    free(map->entries);
    *map = (struct tt_map){0};
}
