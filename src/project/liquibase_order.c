/*
 * Which changelogs Liquibase runs, and when: DatabaseChangeLog.java. Those that no other
 * includes are where it starts.
 */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "project/changelog.h"
#include "project/liquibase.h"
#include "project/project.h"

struct node {
    struct tt_str path; /* absolute */
    struct tt_str name; /* below the series' folder */
    bool starts;        /* it is a changelog, not only SQL for one */
    bool includes;      /* others */
    bool included;      /* by another */
    bool visited;
    size_t next; /* one more than the place of another with this last part */
    struct tt_changelog_content content;
};

struct ordering {
    struct tt_arena *arena;
    struct tt_series *series;
    struct node *nodes;
    struct tt_map by_last_part; /* to one more than its place */
    struct tt_migration_file *ordered;
    size_t count;
};

static struct tt_str last_part(struct tt_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/') {
        start--;
    }
    return tt_str_slice(path, start, path.len);
}

static struct tt_str folder_of(struct tt_str path)
{
    return tt_str_slice(path, 0, path.len - last_part(path).len);
}

/* Without "." and ".."; what begins with ".." leads out of all that is known. */
static struct tt_str normalize(struct tt_arena *arena, struct tt_str path)
{
    char *bytes = tt_new_array(arena, char, path.len + 1);
    size_t len = 0;
    for (size_t start = 0; start < path.len;) {
        size_t end = start;
        while (end < path.len && path.ptr[end] != '/' && path.ptr[end] != '\\') {
            end++;
        }
        struct tt_str part = tt_str_slice(path, start, end);
        if (tt_str_is(part, "..") && len > 0) {
            len -= last_part((struct tt_str){bytes, len - 1}).len + 1;
        } else if (part.len > 0 && !tt_str_is(part, ".")) {
            memcpy(bytes + len, part.ptr, part.len);
            len += part.len;
            bytes[len++] = '/';
        }
        start = end + 1;
    }
    return (struct tt_str){bytes, len > 0 ? len - 1 : 0};
}

/* What a mention's path is called, in the series or anywhere. */
static struct tt_str path_of(struct ordering *all, const struct node *node,
                             const struct tt_mention *mention)
{
    struct tt_str path = mention->path;
    if (mention->relative) {
        path = tt_str_format(all->arena, TT_FMT "/" TT_FMT, TT_ARG(folder_of(node->name)),
                             TT_ARG(path));
    } else if (tt_str_starts(path, "classpath:")) {
        path = tt_str_slice(path, strlen("classpath:"), path.len);
    }
    return normalize(all->arena, path);
}

static bool ends_with(struct tt_str path, struct tt_str end)
{
    return end.len > 0 && path.len > end.len && path.ptr[path.len - end.len - 1] == '/' &&
           tt_str_equal(tt_str_slice(path, path.len - end.len, path.len), end);
}

static struct node *find_file(struct ordering *all, struct tt_str path, bool relative)
{
    size_t place = (size_t)(uintptr_t)tt_map_get(&all->by_last_part, last_part(path));
    for (; place > 0; place = all->nodes[place - 1].next) {
        struct node *node = &all->nodes[place - 1];
        if (tt_str_equal(node->name, path) || (!relative && ends_with(node->path, path))) {
            return node;
        }
    }
    return NULL;
}

static bool lies_in(const struct node *node, struct tt_str folder, bool relative)
{
    if (relative) {
        return folder.len == 0 ||
               (tt_str_equal(tt_str_slice(node->name, 0, folder.len), folder) &&
                node->name.len > folder.len && node->name.ptr[folder.len] == '/');
    }
    for (size_t i = 0; folder.len > 0 && i + folder.len + 1 < node->path.len; i++) {
        if (node->path.ptr[i] == '/' && node->path.ptr[i + folder.len + 1] == '/' &&
            tt_str_equal(tt_str_slice(node->path, i + 1, i + 1 + folder.len), folder)) {
            return true;
        }
    }
    return false;
}

typedef void visit_fn(struct ordering *all, struct node *node,
                      const struct tt_mention *mention);

static void each_included(struct ordering *all, const struct node *from,
                          const struct tt_mention *mention, visit_fn *visit)
{
    struct tt_str path = path_of(all, from, mention);
    if (mention->kind == TT_MENTION_INCLUDE_ALL) {
        for (size_t i = 0; i < all->series->migrations.count; i++) {
            if (&all->nodes[i] != from && lies_in(&all->nodes[i], path, mention->relative)) {
                visit(all, &all->nodes[i], mention);
            }
        }
    } else if (mention->kind != TT_MENTION_OWN) {
        struct node *node = find_file(all, path, mention->relative);
        if (node && node != from) {
            visit(all, node, mention);
        }
    }
}

static void mark(struct ordering *all, struct node *node, const struct tt_mention *mention)
{
    (void)all;
    (void)mention;
    node->included = true;
}

static void append(struct ordering *all, struct node *node)
{
    if (!node->visited) {
        node->visited = true;
        all->ordered[all->count++] = all->series->migrations.items[node - all->nodes];
    }
}

/* The file stands where its first SQL does; the depth is that of the changelogs. */
static void walk(struct ordering *all, struct node *node, const struct tt_mention *mention)
{
    struct tt_migration_file *migration = &all->series->migrations.items[node - all->nodes];
    bool is_open = node->starts && node->content.mentions.count == 0;
    if (mention && mention->kind == TT_MENTION_SQL_FILE) {
        migration->how = migration->how ? migration->how : mention->changeset;
        append(all, node);
        return;
    }
    if (is_open || !node->starts) {
        append(all, node);
        return;
    }
    size_t count = node->content.mentions.count;
    node->content.mentions.count = 0; /* one that includes itself ends here */
    for (size_t i = 0; i < count; i++) {
        const struct tt_mention *each = &node->content.mentions.items[i];
        if (each->kind == TT_MENTION_OWN) {
            append(all, node);
        } else {
            each_included(all, node, each, walk);
        }
    }
    append(all, node);
}

static void read_node(struct ordering *all, struct node *node,
                      const struct tt_migration_file *migration)
{
    struct tt_str text;
    struct tt_error error;
    struct tt_changelog changelog;
    if (!tt_file_read(all->arena, migration->path, &text, &error)) {
        return;
    }
    node->starts = tt_changelog_format(node->name) != TT_FORMAT_NONE ||
                   tt_is_formatted_sql(text);
    if (tt_changelog_format(node->name) != TT_FORMAT_NONE) {
        tt_changelog_read(&changelog, all->arena, node->name, text);
        tt_changelog_interpret(&changelog, &node->content);
    }
    for (size_t i = 0; i < node->content.mentions.count; i++) {
        enum tt_mention_kind kind = node->content.mentions.items[i].kind;
        node->includes = node->includes || kind == TT_MENTION_INCLUDE ||
                         kind == TT_MENTION_INCLUDE_ALL;
    }
}

static void read_nodes(struct ordering *all)
{
    char absolute[PATH_MAX];
    bool found = realpath(all->series->folder, absolute) != NULL;
    for (size_t i = 0; i < all->series->migrations.count; i++) {
        const struct tt_migration_file *migration = &all->series->migrations.items[i];
        struct node *node = &all->nodes[i];
        node->name = tt_str_from(migration->name);
        node->path = tt_str_format(all->arena, "%s/%s", found ? absolute : all->series->folder,
                                   migration->name);
        struct tt_str last = last_part(node->name);
        node->next = (size_t)(uintptr_t)tt_map_get(&all->by_last_part, last);
        uintptr_t place = i + 1;
        tt_map_set(&all->by_last_part, last,
                   (void *)place); // NOLINT(performance-no-int-to-ptr)
        read_node(all, node, migration);
    }
}

static void start_everywhere(struct ordering *all, bool at_including)
{
    for (size_t i = 0; i < all->series->migrations.count; i++) {
        struct node *node = &all->nodes[i];
        if (node->starts && !node->included && (node->includes || !at_including)) {
            walk(all, node, NULL);
        }
    }
}

void tt_list_liquibase(struct tt_arena *arena, struct tt_series *series)
{
    size_t count = series->migrations.count;
    struct ordering all = {
        .arena = arena,
        .series = series,
        .nodes = tt_new_array(arena, struct node, count),
        .ordered = tt_new_array(arena, struct tt_migration_file, count),
    };
    bool any_includes = false;
    read_nodes(&all);
    for (size_t i = 0; i < count; i++) {
        any_includes = any_includes || all.nodes[i].includes;
        for (size_t j = 0; j < all.nodes[i].content.mentions.count; j++) {
            each_included(&all, &all.nodes[i], &all.nodes[i].content.mentions.items[j], mark);
        }
    }
    start_everywhere(&all, any_includes);
    for (size_t i = 0; i < count; i++) {
        if (series->migrations.items[i].given != TT_NOT_GIVEN) {
            append(&all, &all.nodes[i]);
        }
    }
    series->migrations.items = all.ordered;
    series->migrations.count = all.count;
    series->migrations.room = count;
    tt_map_finish(&all.by_last_part);
}
