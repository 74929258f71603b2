#include "project/find.h"

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "base/vec.h"
#include "project/changelog.h"

/* Each is some tool's default, or what its manual begins with. */
static const char *const usual[] = {
    "migrations",
    "db/migrations",
    "db/migrate",
    "db/migration",
    "database/migrations",
    "sql/migrations",
    "prisma/migrations",
    "supabase/migrations",
    "drizzle",
    "src/main/resources/db/migration",
    "src/main/resources/db/changelog",
    "deploy",
    "internal/db/migrations",
    "internal/migrations",
    "src/migrations",
    "schema/migrations",
};

bool tt_has_sql_name(const char *name)
{
    struct tt_str str = tt_str_from(name);
    struct tt_str end = tt_str_slice(str, str.len < 4 ? 0 : str.len - 4, str.len);
    return str.len > 4 && tt_str_equal_nocase(end, TT_STR(".sql"));
}

bool tt_may_be_migration(const char *path)
{
    return tt_has_sql_name(path) || tt_is_changelog(path);
}

/* Some tools give each migration a folder. */
static bool holds_sql(struct tt_arena *arena, const char *path, int depth)
{
    struct tt_folder folder;
    struct tt_error error;
    if (!tt_folder_read(arena, path, &folder, &error)) {
        return false;
    }
    for (size_t i = 0; i < folder.count; i++) {
        const struct tt_folder_entry *entry = &folder.entries[i];
        if (entry->is_folder ? depth > 0 && holds_sql(arena, entry->path, depth - 1)
                             : tt_may_be_migration(entry->path)) {
            return true;
        }
    }
    return false;
}

const char **tt_find_folders(struct tt_arena *arena)
{
    TT_VEC(const char *) found = {0};
    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
        if (holds_sql(arena, usual[i], 1)) {
            tt_vec_push(arena, &found, usual[i]);
        }
    }
    tt_vec_push(arena, &found, NULL);
    return found.items;
}
