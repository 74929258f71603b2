#include "project/folder_database.h"

#include "base/folder.h"
#include "base/str.h"

static const struct {
    const char *name;
    bool ambiguous; /* other things are called so, too */
} others[] = {
    {"mysql", false},      {"mariadb", false}, {"sqlite", false}, {"sqlite3", false},
    {"sqlserver", false},  {"mssql", false},   {"h2", false},     {"hsqldb", false},
    {"clickhouse", false}, {"oracle", true},   {"derby", true},   {"db2", true},
    {"cassandra", false},  {"spanner", true},
};

enum { OTHER_COUNT = sizeof(others) / sizeof(others[0]) };

static size_t find_other(struct tt_str name)
{
    size_t at = 0;
    while (at < OTHER_COUNT && !tt_str_equal_nocase(name, tt_str_from(others[at].name))) {
        at++;
    }
    return at;
}

static bool has_postgres_beside(struct tt_arena *arena, const char *folder)
{
    struct tt_folder entries;
    struct tt_error error;
    if (!tt_folder_read(arena, tt_folder_of(arena, folder), &entries, &error)) {
        return false;
    }
    for (size_t i = 0; i < entries.count; i++) {
        struct tt_str name = tt_str_from(entries.entries[i].name);
        if (entries.entries[i].is_folder &&
            (tt_str_starts(name, "postgres") || tt_str_is(name, "pg") ||
             tt_str_is(name, "pgsql"))) {
            return true;
        }
    }
    return false;
}

bool tt_is_other_database(struct tt_str word)
{
    return find_other(word) < OTHER_COUNT;
}

struct tt_str tt_folder_database(struct tt_arena *arena, const char *folder,
                                 const char **ret_named)
{
    *ret_named = folder;
    size_t own = find_other(tt_str_from(tt_last_part(folder)));
    if (own < OTHER_COUNT) {
        bool sure = !others[own].ambiguous || has_postgres_beside(arena, folder);
        return sure ? tt_str_from(others[own].name) : (struct tt_str){0};
    }
    const char *parent = tt_folder_of(arena, folder);
    size_t outer = find_other(tt_str_from(tt_last_part(parent)));
    bool sure = outer < OTHER_COUNT && has_postgres_beside(arena, parent);
    *ret_named = parent;
    return sure ? tt_str_from(others[outer].name) : (struct tt_str){0};
}
