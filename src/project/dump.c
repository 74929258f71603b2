/* Rails: activerecord/lib/active_record/tasks/postgresql_database_tasks.rb. */
#include "project/dump.h"

#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"

bool tt_is_dump(struct tt_arena *arena, const char *path)
{
    enum { HEAD_LINES = 8 };
    struct tt_str text, line;
    struct tt_error error;
    if (strcmp(tt_last_part(path), "structure.sql") != 0 ||
        !tt_file_read(arena, path, &text, &error)) {
        return false;
    }
    for (int i = 0; i < HEAD_LINES && tt_str_next_line(&text, &line); i++) {
        if (tt_str_starts(line, "-- PostgreSQL database dump") ||
            tt_str_starts(line, "SET statement_timeout = 0;")) {
            return true;
        }
    }
    return false;
}
