#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"

#define uthash_fatal(message) tt_out_of_memory()
#include <uthash.h>

struct tt_map_entry {
    struct tt_str key;
    void *value;
    UT_hash_handle hh;
};

static struct tt_map_entry *find(const struct tt_map *map, struct tt_str key)
{
    struct tt_map_entry *entry = NULL;
    HASH_FIND(hh, map->head, key.ptr, (unsigned)key.len, entry);
    return entry;
}

void *tt_map_get(const struct tt_map *map, struct tt_str key)
{
    const struct tt_map_entry *entry = find(map, key);
    return entry ? entry->value : NULL;
}

void tt_map_set(struct tt_map *map, struct tt_str key, void *value)
{
    struct tt_map_entry *entry = find(map, key);
    if (!entry) {
        entry = calloc(1, sizeof(*entry));
        if (!entry) {
            tt_out_of_memory();
        }
        entry->key = key;
        HASH_ADD_KEYPTR(hh, map->head, entry->key.ptr, (unsigned)entry->key.len, entry);
    }
    entry->value = value;
}

void tt_map_finish(struct tt_map *map)
{
    struct tt_map_entry *entry = map->head;
    HASH_CLEAR(hh, map->head);
    while (entry) {
        struct tt_map_entry *next = entry->hh.next;
        free(entry);
        entry = next;
    }
}
