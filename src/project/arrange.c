/* Which files run, in which order: those that are given, and what ran before them. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"
#include "project/apart.h"
#include "project/cut.h"
#include "project/detect.h"
#include "project/dump.h"
#include "project/find.h"
#include "project/order.h"
#include "project/project.h"
#include "project/twins.h"

struct arranging {
    struct tt_arena *arena;
    const struct tt_project_options *options;
    const struct tt_given *given;
    struct tt_detector detector;
    struct tt_map series;  /* by folder, to one more than its place */
    struct tt_map told;    /* folders that a note was written about */
    struct tt_map known;   /* folder and name of each migration that is in a series */
    struct tt_apart apart; /* what no tool claims */
    struct tt_project *project;
};

static struct tt_series *series_of(struct arranging *all, const struct tt_layout *layout,
                                   const char *folder, struct tt_str key)
{
    uintptr_t place = (uintptr_t)tt_map_get(&all->series, key);
    if (place == 0) {
        tt_vec_push(all->arena, &all->project->series,
                    (struct tt_series){.layout = layout, .folder = folder});
        place = all->project->series.count;
        tt_map_set(&all->series, key, (void *)place); // NOLINT(performance-no-int-to-ptr)
    }
    return &all->project->series.items[place - 1];
}

static bool is_new(struct arranging *all, const char *folder, const char *name)
{
    struct tt_str key = tt_str_from(tt_folder_join(all->arena, folder, name));
    if (tt_map_get(&all->known, key)) {
        return false;
    }
    tt_map_set(&all->known, key, all);
    return true;
}

static void add(struct arranging *all, struct tt_series *series, const char *path,
                const char *name, long given)
{
    struct tt_migration_file migration = {
        .path = path,
        .name = name,
        .given = given,
        .is_history = given == TT_NOT_GIVEN || all->given[given].is_history,
        .is_edited = given != TT_NOT_GIVEN && all->given[given].is_edited,
    };
    migration.version = tt_version_of(all->detector.patterns, series->layout, name);
    migration.down = tt_leads_back(all->detector.patterns, series->layout, name);
    tt_vec_push(all->arena, &series->migrations, migration);
}

/* A file that is given, and whose it is. */
struct given_file {
    const struct tt_home *home;
    const char *name;
    const char *path;
    size_t given;
    bool claimed;   /* by a tool */
    bool elsewhere; /* it is for another database */
};

static void add_file(struct arranging *all, struct tt_series *series,
                     const struct given_file *file)
{
    add(all, series, file->path, file->name, (long)file->given);
    series->migrations.items[series->migrations.count - 1].transaction =
        file->home->transaction;
}

/* Once for each folder or file. */
static void tell(struct arranging *all, const char *path, const char *message)
{
    if (!tt_map_get(&all->told, tt_str_from(path))) {
        tt_map_set(&all->told, tt_str_from(path), all);
        tt_vec_push(all->arena, &all->project->notes, (struct tt_project_note){path, message});
    }
}

/* Standard input may be named after a folder that is still to be made. */
static void tell_unread(struct arranging *all, const char *folder, const struct tt_error *error)
{
    if (tt_folder_is_there(folder)) {
        tell(all, folder,
             tt_str_format(all->arena, "%s: what ran before is not known", error->message).ptr);
    }
}

static bool is_foreign(struct arranging *all, const struct tt_folder_entry *entry)
{
    const char *why = entry->is_link ? tt_leads_out(all->arena, entry->path) : NULL;
    if (why) {
        tell(all, entry->path, why);
    }
    return why != NULL;
}

/* --- history -------------------------------------------------------------------- */

static bool leaves_out(struct arranging *all, const char *path)
{
    return all->options->leaves_out && all->options->leaves_out(all->options->user, path);
}

struct walk {
    struct arranging *all;
    struct tt_series *series;
    const char *root;
};

static void add_sibling(const struct walk *walk, const struct tt_folder_entry *entry,
                        const char *name)
{
    struct arranging *all = walk->all;
    const char *path = entry->path;
    if (tt_may_be_migration(path) && !leaves_out(all, path) &&
        tt_is_migration(all->detector.patterns, walk->series->layout, name) &&
        !tt_is_elsewhere(all->detector.patterns, walk->series->layout, name) &&
        is_new(all, walk->root, name) && !is_foreign(all, entry)) {
        add(all, walk->series, path, name, TT_NOT_GIVEN);
    }
}

/* `below` is the folder's own path below the root, or empty. */
static void walk_folder(const struct walk *walk, const char *folder, const char *below,
                        int depth)
{
    enum { DEPTH_MAX = 8 };
    const struct tt_layout *layout = walk->series->layout;
    struct tt_arena *arena = walk->all->arena;
    struct tt_folder entries;
    struct tt_error error;
    if (!tt_folder_read(arena, folder, &entries, &error)) {
        tell_unread(walk->all, folder, &error);
        return;
    }
    for (size_t i = 0; i < entries.count; i++) {
        const struct tt_folder_entry *entry = &entries.entries[i];
        const char *name = tt_folder_join(arena, below, entry->name);
        bool enters = layout->recursive ? depth < DEPTH_MAX : layout->folders && depth == 0;
        if (!entry->is_folder) {
            add_sibling(walk, entry, name);
        } else if (enters && !tt_folder_is_left_out(entry->name)) {
            walk_folder(walk, entry->path, name, depth + 1);
        }
    }
}

/* What is given, and what came before it. */
static void gather(struct arranging *all, size_t index)
{
    struct tt_series *series = &all->project->series.items[index];
    const char *path = NULL;
    if (series->layout->configure) {
        series->config = series->layout->configure(all->arena, series->folder);
    }
    if (!all->options->no_history) {
        walk_folder(&(struct walk){all, series, series->folder}, series->folder, "", 0);
    }
    tt_put_in_order(series);
    if (series->layout->recursive && tt_has_twins(series, &path)) {
        tell(all, path,
             "its version or name stands in another folder, too: each is taken for a database "
             "of "
             "its own");
        tt_split_twins(all->arena, all->project, index);
    }
}

static void finish_series(struct arranging *all, size_t index)
{
    if (all->project->series.items[index].folder &&
        !all->project->series.items[index].is_gathered) {
        gather(all, index);
    }
    struct tt_series *series = &all->project->series.items[index];
    if (!series->folder) {
        tt_join_transactions(series);
        return;
    }
    if (series->layout->list) {
        series->layout->list(all->arena, series);
    }
    tt_look_at_order(all->options, series, 0);
    if (!all->options->no_history) {
        tt_find_later(all->arena, series);
    }
    tt_keep_what_ran(series);
    tt_join_transactions(series);
}

/* --- files that no tool claims --------------------------------------------------- */

static bool is_versioned(struct arranging *all, const char *name)
{
    return tt_version_of(all->detector.patterns, &tt_layouts[0], name).len > 0;
}

/* Numbered files are a history: those before the first given one have run. */
static void add_plain_history(struct arranging *all, struct tt_series *plain,
                              const struct tt_home *home, const char *name)
{
    struct tt_folder entries;
    struct tt_error error;
    struct tt_str first = tt_str_from(name);
    if (!tt_folder_read(all->arena, home->folder, &entries, &error)) {
        tell_unread(all, home->folder, &error);
        return;
    }
    for (size_t i = 0; i < entries.count; i++) {
        const struct tt_folder_entry *entry = &entries.entries[i];
        if (!entry->is_folder && tt_has_sql_name(entry->name) &&
            is_versioned(all, entry->name) && !leaves_out(all, entry->path) &&
            tt_str_compare_natural(tt_str_from(entry->name), first) < 0 &&
            !tt_leads_back(all->detector.patterns, plain->layout, entry->name) &&
            is_new(all, home->folder, entry->name) && !is_foreign(all, entry)) {
            add(all, plain, entry->path, entry->name, TT_NOT_GIVEN);
        }
    }
}

static int compare_plain(const void *left, const void *right)
{
    const struct given_file *a = left, *b = right;
    return tt_str_compare_natural(tt_str_from(a->name), tt_str_from(b->name));
}

/* A file that is not checked. */
static void tell_database(struct arranging *all, const struct given_file *file)
{
    const struct tt_home *home = file->home;
    const char *says = home->layout->database_file, *folder = home->folder;
    says += says && says[0] == '*' ? strlen("*/") : 0;
    if (home->database_folder) {
        says = "its name";
        folder = home->database_folder;
    }
    struct tt_str message =
        home->database.len > 0
            ? tt_str_format(all->arena,
                            "not checked: %s says that these migrations are for \"" TT_FMT "\"",
                            says, TT_ARG(home->database))
            : tt_str_format(all->arena, "not checked: files of other databases, like %s",
                            file->name);
    tell(all, folder, message.ptr);
}

/* Shells sort 10_x.sql before 2_x.sql, and hooks hand files over as they come. */
static void add_plain_run(struct arranging *all, struct given_file *files, size_t count)
{
    struct tt_series *plain = series_of(all, &tt_layouts[0], NULL,
                                        tt_apart_key(&all->apart, files[0].path));
    size_t before = plain->migrations.count;
    bool versioned = true;
    for (size_t i = 0; i < count; i++) {
        versioned = versioned && is_versioned(all, files[i].name);
        (void)is_new(all, files[i].home->folder, files[i].name);
    }
    if (versioned) {
        qsort(files, count, sizeof(files[0]), compare_plain);
        if (!all->options->no_history) {
            add_plain_history(all, plain, files[0].home, files[0].name);
        }
    }
    for (size_t i = 0; i < count; i++) {
        add_file(all, plain, &files[i]);
        if (tt_is_dump(all->arena, files[i].path)) {
            plain->migrations.items[plain->migrations.count - 1].is_history = true;
            tell(all, files[i].path, "a dump of the schema: replayed, not checked");
        }
    }
    if (versioned) {
        plain->lint_after = files[0].home->lint_after;
        tt_look_at_order(all->options, plain, before);
    }
}

/* --- all that is given ----------------------------------------------------------- */

/* A file of a tool's folder that is not called as its migrations are is nobody's. */
static bool is_claimed(struct arranging *all, const struct tt_home *home, const char *name)
{
    return home->layout->title && tt_is_migration(all->detector.patterns, home->layout, name);
}

static struct given_file *detect_all(struct arranging *all, const struct tt_given *given,
                                     size_t count)
{
    struct given_file *files = tt_new_array(all->arena, struct given_file, count);
    for (size_t i = 0; i < count; i++) {
        struct given_file *file = &files[i];
        *file = (struct given_file){.path = given[i].path, .given = i};
        file->home = tt_detect(&all->detector, file->path, &file->name);
        file->claimed = is_claimed(all, file->home, file->name);
        file->elsewhere = file->home->database.len > 0 ||
                          tt_is_elsewhere(all->detector.patterns, file->home->layout,
                                          file->name);
    }
    return files;
}

/* Where two folders have the same version, neither goes on where the other ends. */
static void look_for_databases(struct arranging *all, const struct given_file *files,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (files[i].claimed || files[i].elsewhere) {
            continue;
        }
        struct tt_str version = tt_version_of(all->detector.patterns, &tt_layouts[0],
                                              files[i].name);
        struct tt_str other = tt_apart_add(&all->apart, files[i].path, version);
        if (other.len > 0) {
            tell(all, files[i].path,
                 tt_str_format(all->arena,
                               TT_FMT " has the same version or name, so each folder is taken "
                                      "for a database of its own",
                               TT_ARG(other))
                     .ptr);
            return;
        }
    }
}

static void add_given(struct arranging *all, const struct tt_given *given, size_t count)
{
    struct given_file *files = detect_all(all, given, count);
    struct given_file *run = tt_new_array(all->arena, struct given_file, count);
    size_t run_count = 0;
    look_for_databases(all, files, count);
    for (size_t i = 0; i < count; i++) {
        const struct given_file *file = &files[i];
        if (run_count > 0 && (file->claimed || run[0].home != file->home)) {
            add_plain_run(all, run, run_count);
            run_count = 0;
        }
        if (file->elsewhere) {
            tell_database(all, file);
        } else if (!file->claimed) {
            run[run_count++] = *file;
        } else if (is_new(all, file->home->folder, file->name)) {
            const char *folder = file->home->folder;
            struct tt_series *series = series_of(all, file->home->layout, folder,
                                                 tt_str_from(folder));
            series->lint_after = file->home->lint_after;
            add_file(all, series, file);
        }
    }
    if (run_count > 0) {
        add_plain_run(all, run, run_count);
    }
}

void tt_project_arrange(struct tt_arena *arena, const struct tt_project_options *options,
                        const struct tt_given *given, size_t count,
                        struct tt_project *ret_project)
{
    struct arranging all = {
        .arena = arena,
        .options = options,
        .given = given,
        .detector = {.arena = arena, .options = options, .patterns = tt_patterns_create()},
        .apart = {.arena = arena},
        .project = ret_project,
    };
    add_given(&all, given, count);
    for (size_t i = 0; i < ret_project->series.count; i++) {
        finish_series(&all, i);
    }
    tt_apart_finish(&all.apart);
    tt_map_finish(&all.series);
    tt_map_finish(&all.told);
    tt_map_finish(&all.known);
    tt_detector_finish(&all.detector);
    tt_patterns_destroy(all.detector.patterns);
}
