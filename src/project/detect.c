#include "project/detect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"
#include "project/cut.h"

enum {
    SAMPLES_MAX = 8,          /* migrations of a folder that are looked into */
    SAMPLE_BYTES_MAX = 65536, /* of each */
};

struct sample {
    const char *name;
    struct tt_str text;
};

/* One folder, looked at as the home of migrations. */
struct look {
    struct tt_detector *detector;
    const char *folder;
    bool folders; /* each migration has its own below it */
    struct sample samples[SAMPLES_MAX];
    size_t sample_count;
};

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* "db" of "db/1.sql", "." of "1.sql", "/" of "/1.sql". */
static const char *parent_of(struct tt_arena *arena, const char *path)
{
    size_t end = (size_t)(last_part(path) - path);
    while (end > 1 && path[end - 1] == '/') {
        end--;
    }
    return end == 0 ? "." : tt_str_copy(arena, (struct tt_str){path, end}).ptr;
}

/* The same where the last part may be "." or "..". */
static const char *folder_above(struct tt_arena *arena, const char *folder)
{
    const char *last = last_part(folder);
    bool relative = strcmp(last, ".") == 0 || strcmp(last, "..") == 0;
    return relative ? tt_folder_join(arena, folder, "..") : parent_of(arena, folder);
}

static bool holds(struct tt_str text, const char *wanted)
{
    size_t len = strlen(wanted);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (memcmp(text.ptr + i, wanted, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool file_holds(struct tt_detector *detector, const char *path, const char *text)
{
    struct tt_str bytes;
    struct tt_error error;
    return tt_file_read(detector->arena, path, &bytes, &error) && (!text || holds(bytes, text));
}

static bool has_line(struct tt_str text, const char *beginning)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        if (tt_str_starts(line.text, beginning)) {
            return true;
        }
    }
    return false;
}

/* --- signs ---------------------------------------------------------------------- */

static bool stands_above(const struct look *look, const struct tt_sign *sign)
{
    struct tt_arena *arena = look->detector->arena;
    struct tt_above above;
    tt_above_init(&above, arena, look->folder);
    while (tt_above_next(&above)) {
        if (file_holds(look->detector, tt_folder_join(arena, above.folder, sign->file),
                       sign->text)) {
            return true;
        }
    }
    return false;
}

static bool stands_in_text(struct look *look, const struct tt_layout *layout,
                           const struct tt_sign *sign)
{
    struct tt_str version;
    for (size_t i = 0; i < look->sample_count; i++) {
        struct sample *sample = &look->samples[i];
        struct tt_error error;
        if (!sample->text.ptr &&
            !tt_file_read(look->detector->arena,
                          tt_folder_join(look->detector->arena, look->folder, sample->name),
                          &sample->text, &error)) {
            sample->text = TT_STR("");
        }
        if (tt_is_migration(look->detector->patterns, layout, sample->name, &version) &&
            has_line(tt_str_slice(sample->text, 0, SAMPLE_BYTES_MAX), sign->text)) {
            return true;
        }
    }
    return false;
}

static bool is_shown(struct look *look, const struct tt_layout *layout,
                     const struct tt_sign *sign)
{
    switch (sign->kind) {
    case TT_SIGN_NONE:
        return false;
    case TT_SIGN_NAMES:
        return true;
    case TT_SIGN_ABOVE:
        return stands_above(look, sign);
    case TT_SIGN_TEXT:
        return stands_in_text(look, layout, sign);
    case TT_SIGN_BESIDE:
        return file_holds(look->detector,
                          tt_folder_join(look->detector->arena, look->folder, sign->file),
                          sign->text);
    }
    return false;
}

static bool names_fit(const struct look *look, const struct tt_layout *layout)
{
    struct tt_str version;
    for (size_t i = 0; i < look->sample_count; i++) {
        if (tt_is_migration(look->detector->patterns, layout, look->samples[i].name,
                            &version)) {
            return true;
        }
    }
    return false;
}

/* The surest sign of all layouts; of two that are as sure, the earlier layout. */
static void judge(struct look *look, struct tt_home *home)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        const struct tt_layout *layout = &tt_layouts[i];
        if (layout->folders != look->folders || !names_fit(look, layout)) {
            continue;
        }
        for (size_t j = 0; j < TT_SIGNS_MAX; j++) {
            const struct tt_sign *sign = &layout->signs[j];
            if (sign->kind > home->sign && is_shown(look, layout, sign)) {
                home->layout = layout;
                home->sign = sign->kind;
            }
        }
    }
}

/* --- which database ------------------------------------------------------------- */

/* key = "value", key: value, "key": "value" */
static struct tt_str value_of(struct tt_str text, const char *key)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        struct tt_str rest = tt_str_trim(line.text);
        bool quoted = rest.len > 0 && rest.ptr[0] == '"';
        rest = tt_str_slice(rest, quoted ? 1 : 0, rest.len);
        if (!tt_line_says(rest, key, &rest)) {
            continue;
        }
        size_t start = 0, end = 0;
        while (start < rest.len && strchr("\"':= \t", rest.ptr[start])) {
            start++;
        }
        for (end = start; end < rest.len && !strchr("\"', \t\r", rest.ptr[end]); end++) {
        }
        return tt_str_slice(rest, start, end);
    }
    return (struct tt_str){0};
}

/* CockroachDB and the like speak PostgreSQL's SQL, and say so by its name. */
static bool is_postgres(struct tt_str database)
{
    return database.len == 0 || tt_str_starts(database, "postgres") ||
           tt_str_is(database, "pg") || tt_str_is(database, "pgx") ||
           tt_str_starts(database, "cockroach");
}

static void read_database(struct tt_detector *detector, struct tt_home *home)
{
    struct tt_str text;
    struct tt_error error;
    if (home->layout->database_file &&
        tt_file_read(detector->arena,
                     tt_folder_join(detector->arena, home->folder, home->layout->database_file),
                     &text, &error)) {
        struct tt_str database = value_of(text, home->layout->database_key);
        home->database = is_postgres(database) ? (struct tt_str){0} : database;
    }
}

/* --- homes ---------------------------------------------------------------------- */

static void add_sample(struct look *look, const char *name)
{
    if (look->sample_count < SAMPLES_MAX) {
        look->samples[look->sample_count++] = (struct sample){.name = name};
    }
}

/* The first and the last files, since tools come and go with the years. */
static void take_samples(struct look *look, const char *name)
{
    struct tt_folder entries;
    struct tt_error error;
    add_sample(look, name);
    if (look->folders ||
        !tt_folder_read(look->detector->arena, look->folder, &entries, &error)) {
        return;
    }
    for (size_t low = 0, high = entries.count; low < high;) {
        const struct tt_folder_entry *first = &entries.entries[low++];
        if (!first->is_folder) {
            add_sample(look, first->name);
        }
        if (low < high && !entries.entries[--high].is_folder) {
            add_sample(look, entries.entries[high].name);
        }
    }
}

/* `folder` or one above it; both as the file system has them. */
static bool lies_in(const char *folder, const char *whole)
{
    char inner[PATH_MAX], outer[PATH_MAX];
    if (!realpath(folder, inner) || !realpath(whole, outer)) {
        return false;
    }
    size_t len = strlen(outer);
    return strncmp(inner, outer, len) == 0 &&
           (inner[len] == '\0' || inner[len] == '/' || outer[len - 1] == '/');
}

/* What the options have on the folder. */
static struct tt_folder_option what_is_said(const struct tt_detector *detector,
                                            const char *folder)
{
    const struct tt_project_options *options = detector->options;
    struct tt_folder_option said = {.transaction = options->transaction,
                                    .layout = options->layout};
    for (size_t i = 0; i < options->folder_count; i++) {
        const struct tt_folder_option *option = &options->folders[i];
        if (lies_in(folder, option->folder)) {
            said.layout = said.layout ? said.layout : option->layout;
            said.transaction = said.transaction ? said.transaction : option->transaction;
            said.lint_after = said.lint_after ? said.lint_after : option->lint_after;
        }
    }
    return said;
}

/* The folder as the home of its own files, or of folders with a migration each. */
static const struct tt_home *look_at(struct tt_detector *detector, const char *folder,
                                     bool folders, const char *name)
{
    struct tt_str key = tt_str_format(detector->arena, "%c%s", folders ? '/' : '.', folder);
    struct tt_home *home = tt_map_get(&detector->homes, key);
    if (home) {
        return home;
    }
    struct look look = {.detector = detector, .folder = folder, .folders = folders};
    struct tt_folder_option said = what_is_said(detector, folder);
    home = tt_new(detector->arena, struct tt_home);
    *home = (struct tt_home){
        .layout = &tt_layouts[0],
        .folder = folder,
        .transaction = said.transaction,
        .lint_after = said.lint_after,
    };
    if (said.layout && said.layout->folders == folders) {
        home->layout = said.layout;
        home->sign = TT_SIGN_BESIDE;
    } else if (!said.layout) {
        take_samples(&look, name);
        judge(&look, home);
    }
    read_database(detector, home);
    tt_map_set(&detector->homes, key, home);
    return home;
}

/* "." has a name too, which may say more. */
static const char *name_of_folder(struct tt_arena *arena, const char *folder)
{
    char absolute[PATH_MAX];
    const char *last = last_part(folder);
    if ((strcmp(last, ".") == 0 || strcmp(last, "..") == 0) && realpath(folder, absolute)) {
        return tt_str_copy(arena, tt_str_from(last_part(absolute))).ptr;
    }
    return last;
}

static bool is_called_so(const struct tt_detector *detector, const char *folder)
{
    static const char *const names[] = {"migration", "migrations", "changelog", "changelogs"};
    const char *name = name_of_folder(detector->arena, folder);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether migrations of the layout stand in the folder itself, not only in one below it. */
static bool has_own(struct tt_detector *detector, const struct tt_layout *layout,
                    const char *folder)
{
    struct tt_folder entries;
    struct tt_error error;
    struct tt_str version;
    if (!tt_folder_read(detector->arena, folder, &entries, &error)) {
        return false;
    }
    for (size_t i = 0; i < entries.count; i++) {
        if (!entries.entries[i].is_folder &&
            tt_is_migration(detector->patterns, layout, entries.entries[i].name, &version)) {
            return look_at(detector, folder, false, entries.entries[i].name)->layout == layout;
        }
    }
    return false;
}

/* Migrations in folders below the tool's own belong to it all the same. */
static const struct tt_home *climb(struct tt_detector *detector, const struct tt_home *home,
                                   const char **name)
{
    enum { UP_MAX = 3 };
    const struct tt_home *highest = home;
    const char *folder = home->folder, *longer = *name;
    for (int i = 0; i < UP_MAX && !is_called_so(detector, folder); i++) {
        longer = tt_folder_join(detector->arena, name_of_folder(detector->arena, folder),
                                longer);
        folder = folder_above(detector->arena, folder);
        if (is_called_so(detector, folder) || has_own(detector, home->layout, folder)) {
            struct tt_home *whole = tt_new(detector->arena, struct tt_home);
            *whole = *home;
            whole->folder = folder;
            highest = whole;
            *name = longer;
        }
    }
    return highest;
}

/* Some tools have folders of their own below a migration's. */
static bool may_lie_deep(struct tt_detector *detector, const char *name)
{
    struct tt_str version;
    for (size_t i = 0; i < tt_layout_count; i++) {
        if (tt_layouts[i].folders && tt_layouts[i].recursive &&
            tt_is_migration(detector->patterns, &tt_layouts[i], name, &version)) {
            return true;
        }
    }
    return false;
}

const struct tt_home *tt_detect(struct tt_detector *detector, const char *path,
                                const char **ret_name)
{
    enum { DEPTH_MAX = 4 };
    const char *folder = parent_of(detector->arena, path);
    const char *name = last_part(path);
    const struct tt_home *near = look_at(detector, folder, false, name);
    struct tt_str version;
    *ret_name = name;
    for (int depth = 1; depth <= DEPTH_MAX; depth++) {
        name = tt_folder_join(detector->arena, name_of_folder(detector->arena, folder), name);
        folder = folder_above(detector->arena, folder);
        if (depth > 1 && !may_lie_deep(detector, name)) {
            continue;
        }
        const struct tt_home *far = look_at(detector, folder, true, name);
        if (far->sign > near->sign &&
            tt_is_migration(detector->patterns, far->layout, name, &version)) {
            *ret_name = name;
            return far;
        }
    }
    return near->layout->recursive ? climb(detector, near, ret_name) : near;
}
