#include "project/twins.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "project/order.h"

/* "legacy" of "legacy/1_x.sql"; empty for what stands in the series' own folder. */
static struct tt_str group_of(const struct tt_migration_file *migration)
{
    struct tt_str name = tt_str_from(migration->name);
    size_t end = 0;
    while (end < name.len && name.ptr[end] != '/') {
        end++;
    }
    return tt_str_slice(name, 0, end < name.len ? end : 0);
}

/* What is left of the name behind its version. */
static struct tt_str rest_of(const struct tt_migration_file *migration)
{
    struct tt_str name = tt_str_from(migration->name);
    size_t end = migration->version.len > 0
                     ? (size_t)(migration->version.ptr + migration->version.len - name.ptr)
                     : name.len;
    return tt_str_slice(name, end, name.len);
}

static bool are_apart(const struct tt_migration_file *a, const struct tt_migration_file *b)
{
    struct tt_str group = group_of(a), other = group_of(b);
    return group.len > 0 && other.len > 0 && !tt_str_equal(group, other);
}

static bool have_same_version(const struct tt_migration_file *a,
                              const struct tt_migration_file *b)
{
    return a->version.len > 0 && b->version.len > 0 && a->down == b->down && are_apart(a, b) &&
           tt_compare_dotted(a->version, b->version) == 0;
}

bool tt_has_twins(const struct tt_series *series, const char **ret_path)
{
    enum { NAMES_MIN = 3 }; /* "init" may well stand in two folders */
    struct tt_map rests = {0};
    unsigned twins = 0;
    bool same_version = false;
    for (size_t i = 0; i < series->migrations.count && twins < NAMES_MIN && !same_version;
         i++) {
        struct tt_migration_file *each = &series->migrations.items[i];
        struct tt_str rest = rest_of(each);
        const struct tt_migration_file *other = tt_map_get(&rests, rest);
        same_version = i > 0 && have_same_version(&each[-1], each);
        if (rest.len > 0 && other && are_apart(other, each)) {
            twins++;
        } else if (rest.len > 0) {
            tt_map_set(&rests, rest, each);
        }
        *ret_path = each->path;
    }
    tt_map_finish(&rests);
    return same_version || twins == NAMES_MIN;
}

/* Those of the group. */
static struct tt_series part_of(struct tt_arena *arena, const struct tt_series *series,
                                struct tt_str group)
{
    struct tt_series part = *series;
    part.migrations.items = NULL;
    part.migrations.count = part.migrations.room = 0;
    for (size_t i = 0; i < series->migrations.count; i++) {
        const struct tt_migration_file *each = &series->migrations.items[i];
        if (tt_str_equal(group_of(each), group)) {
            tt_vec_push(arena, &part.migrations, *each);
        }
    }
    return part;
}

void tt_split_twins(struct tt_arena *arena, struct tt_project *project, size_t index)
{
    const struct tt_series whole = project->series.items[index];
    struct tt_map seen = {0};
    bool first = true;
    for (size_t i = 0; i < whole.migrations.count; i++) {
        const struct tt_migration_file *each = &whole.migrations.items[i];
        struct tt_str group = group_of(each);
        if (each->given == TT_NOT_GIVEN || tt_map_get(&seen, group)) {
            continue;
        }
        tt_map_set(&seen, group, project);
        struct tt_series part = part_of(arena, &whole, group);
        part.is_gathered = true;
        if (first) {
            project->series.items[index] = part;
        } else {
            tt_vec_push(arena, &project->series, part);
        }
        first = false;
    }
    tt_map_finish(&seen);
}
