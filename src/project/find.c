#include "project/find.h"

#include <string.h>

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
    return tt_has_sql_name(path) || tt_may_be_changelog(path);
}

/* Some tools give each migration a folder. One that cannot be read may hold anything: whoever
 * tries to check it says so. */
static bool holds_sql(struct tt_arena *arena, const char *path, int depth)
{
    struct tt_folder folder;
    struct tt_error error;
    if (!tt_folder_read(arena, path, &folder, &error)) {
        return tt_folder_is_there(path);
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

/* --- looking around ---------------------------------------------------------------- */

struct search {
    struct tt_arena *arena;
    TT_VEC(const char *) called;   /* folders for migrations, by their names */
    TT_VEC(const char *) numbered; /* patterns for others, with numbered files of SQL */
    const char *code;
    size_t entries; /* that were seen */
};

bool tt_is_for_migrations(struct tt_str folder_name)
{
    static const char *const names[] = {"migration", "migrations", "migrate", "changelog",
                                        "changelogs"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (tt_str_is(folder_name, names[i])) {
            return true;
        }
    }
    return false;
}

/* What others wrote, or what is made anew at each build. */
static bool is_of_others(const char *name)
{
    static const char *const names[] = {"vendor", "third_party", "target",
                                        "build",  "dist",        "venv"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return tt_folder_is_left_out(name);
}

static bool is_code(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot &&
           (strcmp(dot, ".rb") == 0 || strcmp(dot, ".py") == 0 || strcmp(dot, ".ts") == 0 ||
            strcmp(dot, ".js") == 0 || strcmp(dot, ".exs") == 0 || strcmp(dot, ".php") == 0);
}

static bool is_numbered(const char *name)
{
    bool marked = name[0] == 'V' || name[0] == 'v';
    return tt_has_sql_name(name) && name[marked] >= '0' && name[marked] <= '9';
}

/* Sqitch: what it runs stands in deploy/, and everything else beside that is none of it. */
static bool has_plan(struct search *all, const char *path, const struct tt_folder *folder)
{
    const char *deploy = tt_folder_join(all->arena, path, "deploy");
    for (size_t i = 0; i < folder->count; i++) {
        if (strcmp(folder->entries[i].name, "sqitch.plan") == 0 && tt_folder_is_there(deploy)) {
            tt_vec_push(all->arena, &all->called, deploy);
            return true;
        }
    }
    return false;
}

/* Of a folder that is called so and one in it that is, too, the inner one is meant. */
static void search(struct search *all, const char *path, int depth)
{
    enum { DEPTH_MAX = 7, ENTRIES_MAX = 20000 };
    struct tt_folder folder;
    struct tt_error error;
    bool called = tt_is_for_migrations(tt_str_from(tt_last_part(path))), numbered = false;
    size_t inner = all->called.count;
    if (all->entries > ENTRIES_MAX) {
        return;
    }
    if (!tt_folder_read(all->arena, path, &folder, &error)) {
        if (called || depth == 0) {
            tt_vec_push(all->arena, &all->called, path);
        }
        return;
    }
    all->entries += folder.count;
    if (has_plan(all, path, &folder)) {
        return;
    }
    for (size_t i = 0; i < folder.count; i++) {
        const struct tt_folder_entry *entry = &folder.entries[i];
        if (entry->is_folder && depth < DEPTH_MAX && !is_of_others(entry->name)) {
            search(all, entry->path, depth + 1);
        }
        numbered = numbered || (!entry->is_folder && is_numbered(entry->name));
        if (called && !all->code && !entry->is_folder && is_code(entry->name)) {
            all->code = path;
        }
    }
    if (called && (numbered || all->called.count == inner) && holds_sql(all->arena, path, 2)) {
        all->called.count = inner;
        tt_vec_push(all->arena, &all->called, path);
    } else if (numbered) {
        tt_vec_push(all->arena, &all->numbered, tt_folder_join(all->arena, path, "*.sql"));
    }
}

struct tt_found tt_find_folders(struct tt_arena *arena)
{
    TT_VEC(const char *) found = {0};
    struct search all = {.arena = arena};
    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
        if (holds_sql(arena, usual[i], 1)) {
            tt_vec_push(arena, &found, usual[i]);
        }
    }
    if (found.count > 0) {
        tt_vec_push(arena, &found, NULL);
        return (struct tt_found){.folders = found.items};
    }
    search(&all, ".", 0);
    tt_vec_push(arena, &all.called, NULL);
    tt_vec_push(arena, &all.numbered, NULL);
    return (struct tt_found){
        .folders = all.called.count > 1 ? all.called.items : all.numbered.items,
        .code = all.code,
    };
}
