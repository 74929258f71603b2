#include "project/list.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/map.h"
#include "base/str.h"
#include "project/json.h"
#include "project/project.h"

/* --- Drizzle: drizzle-orm/src/migrator.ts ---------------------------------------- */

/* From file names to one more than their place in the journal. */
static void read_journal(struct tt_arena *arena, const cJSON *root, struct tt_map *places)
{
    const cJSON *entry = NULL;
    uintptr_t place = 0;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(root, "entries"))
    {
        const char *tag = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, "tag"));
        if (tag) {
            struct tt_str name = tt_str_format(arena, "%s.sql", tag);
            tt_map_set(places, name, (void *)++place); // NOLINT(performance-no-int-to-ptr)
        }
    }
}

struct listed {
    struct tt_migration_file file;
    uintptr_t place;
};

static int by_place(const void *left, const void *right)
{
    const struct listed *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

/* What the journal doesn't have never runs, but someone who asks about it may be about to add
 * it. */
static void order_by(struct tt_arena *arena, const struct tt_map *places,
                     struct tt_series *series)
{
    size_t count = 0;
    struct listed *listed = tt_new_array(arena, struct listed, series->migrations.count);
    for (size_t i = 0; i < series->migrations.count; i++) {
        const struct tt_migration_file *file = &series->migrations.items[i];
        uintptr_t place = (uintptr_t)tt_map_get(places, tt_str_from(file->name));
        if (place > 0 || !file->is_history) {
            listed[count++] = (struct listed){*file, place > 0 ? place : UINTPTR_MAX - 1 + i};
        }
    }
    qsort(listed, count, sizeof(listed[0]), by_place);
    for (size_t i = 0; i < count; i++) {
        series->migrations.items[i] = listed[i].file;
    }
    series->migrations.count = count;
}

void tt_list_drizzle(struct tt_arena *arena, struct tt_series *series)
{
    struct tt_str text;
    struct tt_error error;
    struct tt_json json;
    struct tt_json_problem problem;
    struct tt_map places = {0};
    if (!tt_file_read(arena, tt_folder_join(arena, series->folder, "meta/_journal.json"), &text,
                      &error) ||
        !tt_json_parse(&json, arena, text, &problem)) {
        return;
    }
    read_journal(arena, json.root, &places);
    order_by(arena, &places, series);
    tt_map_finish(&places);
    tt_json_finish(&json);
}

/* --- pop: migrator.go, migration_info.go ------------------------------------------ */

static bool is_for_postgres(const struct tt_migration_file *file)
{
    return strstr(file->name, ".postgres.") != NULL;
}

void tt_list_pop(struct tt_arena *arena, struct tt_series *series)
{
    struct tt_map own = {0}; /* versions with a file for PostgreSQL */
    size_t kept = 0;
    (void)arena;
    for (size_t i = 0; i < series->migrations.count; i++) {
        struct tt_migration_file *file = &series->migrations.items[i];
        if (is_for_postgres(file) && !file->down) {
            tt_map_set(&own, file->version, file);
        }
    }
    for (size_t i = 0; i < series->migrations.count; i++) {
        const struct tt_migration_file *file = &series->migrations.items[i];
        if (file->down || is_for_postgres(file) || !tt_map_get(&own, file->version)) {
            series->migrations.items[kept++] = *file;
        }
    }
    series->migrations.count = kept;
    tt_map_finish(&own);
}
