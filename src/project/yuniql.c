/* Yuniql: yuniql-core/MigrationService.cs and RESERVED_DIRECTORY_NAME.cs. */
#include "base/arena.h"
#include "base/str.h"
#include "project/cut.h"
#include "project/project.h"

enum { STAGES = 6 };

/* Versions in their order, and what runs before and behind them. */
static int stage_of(const struct tt_migration_file *migration)
{
    static const char *const folders[STAGES] = {"_init/",  "_pre/",  "v",
                                                "_draft/", "_post/", ""};
    int stage = 0;
    while (!tt_str_starts(tt_str_from(migration->name), folders[stage])) {
        stage++;
    }
    return stage;
}

void tt_list_yuniql(struct tt_arena *arena, struct tt_series *series)
{
    size_t count = series->migrations.count, next = 0;
    struct tt_migration_file *ordered = tt_new_array(arena, struct tt_migration_file, count);
    for (int stage = 0; stage < STAGES; stage++) {
        for (size_t i = 0; i < count; i++) {
            if (stage_of(&series->migrations.items[i]) == stage) {
                ordered[next++] = series->migrations.items[i];
            }
        }
    }
    series->migrations.items = ordered;
    series->migrations.room = count;
}
