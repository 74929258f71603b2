#include "project/sign.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"
#include "project/cut.h"
#include "project/release.h"

enum {
    SAMPLE_BYTES_MAX = 65536, /* of each that are looked into */
};

/* Files of one name, the nearest first. */
struct found {
    TT_VEC(struct tt_str) texts;
};

void tt_look_finish(struct tt_look *look)
{
    tt_map_finish(&look->above);
}

/* --- files ---------------------------------------------------------------------- */

/* In the folder and those above it, up to the repository's own. */
static const struct found *find_above(struct tt_look *look, const char *file)
{
    struct tt_str key = tt_str_from(file);
    struct found *found = tt_map_get(&look->above, key);
    if (!found) {
        struct tt_above above;
        struct tt_str text;
        struct tt_error error;
        found = tt_new(look->arena, struct found);
        tt_above_init(&above, look->arena, look->folder);
        while (tt_above_next(&above)) {
            if (tt_file_read(look->arena, tt_folder_join(look->arena, above.folder, file),
                             &text, &error)) {
                tt_vec_push(look->arena, &found->texts, text);
            }
        }
        tt_map_set(&look->above, key, found);
    }
    return found;
}

/* From the folder on, or from the migration's own where `file` begins with a star. */
static bool read_beside(const struct tt_look *look, const char *file, struct tt_str *ret_text)
{
    const char *name = look->sample_count > 0 ? look->samples[0].name : "";
    const char *slash = strchr(name, '/');
    struct tt_error error;
    if (file[0] == '*') {
        struct tt_str own = tt_str_slice(tt_str_from(name), 0,
                                         slash ? (size_t)(slash - name) : 0);
        file = tt_str_format(look->arena, TT_FMT "%s", TT_ARG(own), file + 1).ptr;
    }
    return tt_file_read(look->arena, tt_folder_join(look->arena, look->folder, file), ret_text,
                        &error);
}

static struct tt_str sample_text(struct tt_look *look, struct tt_sample *sample)
{
    struct tt_error error;
    if (!sample->text.ptr &&
        !tt_file_read(look->arena, tt_folder_join(look->arena, look->folder, sample->name),
                      &sample->text, &error)) {
        sample->text = TT_STR("");
    }
    return tt_str_slice(sample->text, 0, SAMPLE_BYTES_MAX);
}

/* --- what they say -------------------------------------------------------------- */

static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_';
}

/* As a name of its own: "sqlx" does not stand in "sqlx-postgres". */
static bool names(struct tt_str text, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (memcmp(text.ptr + i, name, len) == 0 && (i == 0 || !is_of_name(text.ptr[i - 1])) &&
            (i + len == text.len || !is_of_name(text.ptr[i + len]))) {
            return true;
        }
    }
    return false;
}

static bool has_line(struct tt_str text, const char *beginning)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        if (tt_str_starts(tt_str_trim(line.text), beginning)) {
            return true;
        }
    }
    return false;
}

static bool stands_above(struct tt_look *look, const struct tt_sign *sign)
{
    const struct found *found = find_above(look, sign->file);
    for (size_t i = 0; i < found->texts.count; i++) {
        if (!sign->text || names(found->texts.items[i], sign->text)) {
            return true;
        }
    }
    return false;
}

static bool stands_beside(const struct tt_look *look, const struct tt_sign *sign)
{
    struct tt_str text;
    return read_beside(look, sign->file, &text) && (!sign->text || names(text, sign->text));
}

static bool is_called(const struct tt_look *look, const char *folder)
{
    char path[PATH_MAX];
    struct tt_str whole = {path, realpath(look->folder, path) ? strlen(path) : 0};
    size_t len = strlen(folder);
    return whole.len > len && path[whole.len - len - 1] == '/' &&
           tt_str_is(tt_str_slice(whole, whole.len - len, whole.len), folder);
}

static bool shows(struct tt_look *look, struct tt_sample *sample, const struct tt_sign *sign)
{
    switch (sign->kind) {
    case TT_SIGN_NONE:
        return false;
    case TT_SIGN_NAMES:
        return true;
    case TT_SIGN_FOLDER:
        return is_called(look, sign->file);
    case TT_SIGN_ABOVE:
        return stands_above(look, sign);
    case TT_SIGN_CALLED:
        return strstr(sample->name, sign->text) != NULL;
    case TT_SIGN_TEXT:
        return has_line(sample_text(look, sample), sign->text);
    case TT_SIGN_BESIDE:
        return stands_beside(look, sign);
    }
    return false;
}

enum tt_sign_kind tt_surest_sign(struct tt_look *look, const struct tt_layout *layout)
{
    enum tt_sign_kind surest = TT_SIGN_NONE;
    for (size_t i = 0; i < look->sample_count; i++) {
        struct tt_sample *sample = &look->samples[i];
        if (!tt_is_migration(look->patterns, layout, sample->name)) {
            continue;
        }
        for (size_t j = 0; j < TT_SIGNS_MAX; j++) {
            const struct tt_sign *sign = &layout->signs[j];
            if (sign->kind > surest && shows(look, sample, sign)) {
                surest = sign->kind;
            }
        }
    }
    return surest;
}

/* --- which database, which release ---------------------------------------------- */

/* CockroachDB and the like speak PostgreSQL's SQL, and say so by its name. */
static bool is_postgres(struct tt_str database)
{
    return tt_str_starts(database, "postgres") || tt_str_is(database, "pg") ||
           tt_str_is(database, "pgx") || tt_str_starts(database, "cockroach");
}

/* A file may have several, for development and production say: one of PostgreSQL will do. */
static struct tt_str other_in(struct tt_str text, const char *key)
{
    struct tt_str other = {0}, database;
    size_t at = 0;
    while (tt_next_value(text, key, &at, &database)) {
        if (is_postgres(database)) {
            return (struct tt_str){0};
        }
        bool says = database.len > 0 && !strchr("{[$", database.ptr[0]);
        other = says ? database : other;
    }
    return other;
}

/* Drivers are features that a crate asks for, or its workspace does. */
static struct tt_str other_feature(const struct found *found)
{
    static const char *const others[] = {"sqlite", "mysql"};
    struct tt_str other = {0};
    for (size_t i = 0; i < found->texts.count; i++) {
        struct tt_str text = found->texts.items[i];
        if (tt_holds(text, "postgres")) {
            return (struct tt_str){0};
        }
        for (size_t j = 0; j < sizeof(others) / sizeof(others[0]); j++) {
            other = names(text, others[j]) ? tt_str_from(others[j]) : other;
        }
    }
    return other;
}

struct tt_str tt_other_database(struct tt_look *look, const struct tt_layout *layout)
{
    struct tt_str text;
    if (!layout->database_file) {
        return (struct tt_str){0};
    }
    if (layout->database_key && read_beside(look, layout->database_file, &text)) {
        return other_in(text, layout->database_key);
    }
    const struct found *found = find_above(look, layout->database_file);
    if (!layout->database_key) {
        return other_feature(found);
    }
    return found->texts.count > 0 ? other_in(found->texts.items[0], layout->database_key)
                                  : (struct tt_str){0};
}

bool tt_is_older(struct tt_look *look, const struct tt_layout *layout)
{
    const struct found *found = find_above(look, layout->older.file);
    for (size_t i = 0; i < found->texts.count; i++) {
        enum tt_release release = tt_release_of(found->texts.items[i], layout->older.packages,
                                                layout->older.release);
        if (release != TT_RELEASE_UNKNOWN) {
            return release == TT_RELEASE_OLDER;
        }
    }
    return false;
}
