#include "project/detect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/changelog.h"
#include "project/find.h"
#include "project/folder_database.h"
#include "project/sign.h"

/* As tt_folder_of, where the last part may be "." or "..". */
static const char *folder_above(struct tt_arena *arena, const char *folder)
{
    const char *last = tt_last_part(folder);
    bool relative = strcmp(last, ".") == 0 || strcmp(last, "..") == 0;
    return relative ? tt_folder_join(arena, folder, "..") : tt_folder_of(arena, folder);
}

/* The surest sign of all layouts; of two that are as sure, the earlier layout. */
static void judge(struct tt_look *look, struct tt_home *home)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        const struct tt_layout *layout = &tt_layouts[i];
        enum tt_sign_kind sign = TT_SIGN_NONE;
        if (layout->folders == look->folders) {
            sign = tt_surest_sign(look, layout);
        }
        if (sign > home->sign) {
            home->layout = layout;
            home->sign = sign;
        }
    }
}

/* --- homes ---------------------------------------------------------------------- */

static void add_sample(struct tt_look *look, const char *name)
{
    if (look->sample_count < TT_SAMPLES_MAX) {
        look->samples[look->sample_count++] = (struct tt_sample){.name = name};
    }
}

/* The first and the last files, since tools come and go with the years. */
static void take_samples(struct tt_look *look, const char *name)
{
    struct tt_folder entries;
    struct tt_error error;
    add_sample(look, name);
    if (look->folders || !tt_folder_read(look->arena, look->folder, &entries, &error)) {
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
            said.release = said.release.len > 0 ? said.release : option->release;
        }
    }
    return said;
}

static bool is_older(struct tt_look *look, const struct tt_layout *layout,
                     struct tt_str release)
{
    return release.len > 0 ? tt_release_in(release, layout->older.release) == TT_RELEASE_OLDER
                           : tt_is_older(look, layout);
}

/* The folder as the home of its own files, or of folders with a migration each. */
static struct tt_home *look_at(struct tt_detector *detector, const char *folder, bool folders,
                               const char *name)
{
    struct tt_str key = tt_str_format(detector->arena, "%c%s", folders ? '/' : '.', folder);
    struct tt_home *home = tt_map_get(&detector->homes, key);
    if (home) {
        return home;
    }
    struct tt_look look = {
        .arena = detector->arena,
        .patterns = detector->patterns,
        .folder = folder,
        .folders = folders,
    };
    struct tt_folder_option said = what_is_said(detector, folder);
    take_samples(&look, name);
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
        judge(&look, home);
    }
    if (home->layout->older.id && is_older(&look, home->layout, said.release)) {
        home->layout = tt_layout_find(tt_str_from(home->layout->older.id));
    }
    home->database = tt_other_database(&look, home->layout);
    if (home->database.len == 0 && !said.layout) {
        const char *named = NULL;
        home->database = tt_folder_database(detector->arena, folder, &named);
        home->database_folder = home->database.len > 0 ? named : NULL;
    }
    tt_look_finish(&look);
    tt_map_set(&detector->homes, key, home);
    return home;
}

/* "." has a name too, which may say more; it is asked for with each file. */
static const char *name_of_folder(struct tt_detector *detector, const char *folder)
{
    char absolute[PATH_MAX];
    const char *last = tt_last_part(folder);
    if (strcmp(last, ".") != 0 && strcmp(last, "..") != 0) {
        return last;
    }
    struct tt_str *name = tt_map_get(&detector->names, tt_str_from(folder));
    if (!name) {
        const char *found = realpath(folder, absolute) ? tt_last_part(absolute) : last;
        name = tt_new(detector->arena, struct tt_str);
        *name = tt_str_copy(detector->arena, tt_str_from(found));
        tt_map_set(&detector->names, tt_str_from(folder), name);
    }
    return name->ptr;
}

static bool is_called_so(struct tt_detector *detector, const char *folder)
{
    return tt_is_for_migrations(tt_str_from(name_of_folder(detector, folder)));
}

/* Nothing above it has to do with its migrations: it is called so, or holds all of a
 * repository. */
static bool is_topmost(struct tt_detector *detector, const char *folder)
{
    return is_called_so(detector, folder) ||
           tt_folder_is_there(tt_folder_join(detector->arena, folder, ".git"));
}

/* Whether migrations of the layout stand in the folder itself, not only in one below it. */
static bool has_own(struct tt_detector *detector, const struct tt_layout *layout,
                    const char *folder)
{
    struct tt_folder entries;
    struct tt_error error;
    if (!tt_folder_read(detector->arena, folder, &entries, &error)) {
        return false;
    }
    for (size_t i = 0; i < entries.count; i++) {
        if (!entries.entries[i].is_folder &&
            tt_is_migration(detector->patterns, layout, entries.entries[i].name)) {
            return look_at(detector, folder, false, entries.entries[i].name)->layout == layout;
        }
    }
    return false;
}

/* The folder as the home of the changelogs in it; NULL when it has none. */
static const struct tt_home *home_of_changelogs(struct tt_detector *detector,
                                                const char *folder)
{
    struct tt_folder entries;
    struct tt_error error;
    if (!tt_folder_read(detector->arena, folder, &entries, &error)) {
        return NULL;
    }
    for (size_t i = 0; i < entries.count; i++) {
        if (!entries.entries[i].is_folder && tt_is_changelog(entries.entries[i].path)) {
            return look_at(detector, folder, false, entries.entries[i].name);
        }
    }
    return NULL;
}

enum { UP_MAX = 3 };

/* Migrations in folders below the tool's own belong to it all the same. */
static const struct tt_home *climb(struct tt_detector *detector, const struct tt_home *home,
                                   const char **name)
{
    const struct tt_home *highest = home;
    const char *folder = home->folder, *longer = *name;
    for (int i = 0; i < UP_MAX && !is_topmost(detector, folder); i++) {
        longer = tt_folder_join(detector->arena, name_of_folder(detector, folder), longer);
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

/* The nearest folder above with a changelog, which may name files below; or `home`. */
static const struct tt_home *owner_of(struct tt_detector *detector, const struct tt_home *home)
{
    const char *folder = home->folder;
    for (int i = 0; i < UP_MAX && !is_topmost(detector, folder); i++) {
        folder = folder_above(detector->arena, folder);
        const struct tt_home *above = home_of_changelogs(detector, folder);
        if (above && above->layout->recursive) {
            return above;
        }
    }
    return home;
}

/* Files that show nothing themselves may be those that a changelog names. */
static const struct tt_home *adopt(struct tt_detector *detector, struct tt_home *home,
                                   const char **name)
{
    const char *folder = home->folder, *longer = *name;
    if (!home->owner) {
        home->owner = owner_of(detector, home);
    }
    while (home->owner != home && strcmp(folder, home->owner->folder) != 0) {
        longer = tt_folder_join(detector->arena, name_of_folder(detector, folder), longer);
        folder = folder_above(detector->arena, folder);
    }
    bool takes = home->owner != home &&
                 tt_is_migration(detector->patterns, home->owner->layout, longer);
    *name = takes ? longer : *name;
    return takes ? home->owner : home;
}

/* Some tools have folders of their own below a migration's. */
static bool may_lie_deep(struct tt_detector *detector, const char *name)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        if (tt_layouts[i].folders && tt_layouts[i].recursive &&
            tt_is_migration(detector->patterns, &tt_layouts[i], name)) {
            return true;
        }
    }
    return false;
}

const struct tt_home *tt_detect(struct tt_detector *detector, const char *path,
                                const char **ret_name)
{
    enum { DEPTH_MAX = 4 };
    const char *folder = tt_folder_of(detector->arena, path);
    const char *name = tt_last_part(path);
    struct tt_home *near = look_at(detector, folder, false, name);
    *ret_name = name;
    for (int depth = 1; depth <= DEPTH_MAX; depth++) {
        name = tt_folder_join(detector->arena, name_of_folder(detector, folder), name);
        folder = folder_above(detector->arena, folder);
        if (depth > 1 && !may_lie_deep(detector, name)) {
            continue;
        }
        const struct tt_home *far = look_at(detector, folder, true, name);
        if (far->sign > near->sign && tt_is_migration(detector->patterns, far->layout, name)) {
            *ret_name = name;
            return far;
        }
    }
    if (near->sign == TT_SIGN_NONE) {
        return adopt(detector, near, ret_name);
    }
    return near->layout->recursive ? climb(detector, near, ret_name) : near;
}

void tt_detector_finish(struct tt_detector *detector)
{
    tt_map_finish(&detector->homes);
    tt_map_finish(&detector->names);
}
