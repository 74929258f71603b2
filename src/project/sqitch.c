/*
 * Sqitch: lib/App/Sqitch/Plan.pm (the plan's lines) and Plan/Change.pm (a change that was
 * reworked has the tag that followed it in its script's name).
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/map.h"
#include "base/str.h"
#include "project/cut.h"
#include "project/project.h"

struct change {
    struct tt_str name;
    struct tt_str script; /* below the project's folder */
    bool is_reworked;
};

struct plan {
    struct tt_arena *arena;
    TT_VEC(struct change) changes;
    struct tt_map latest; /* by name, to one more than its place */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct tt_str first_word(struct tt_str line)
{
    size_t end = 0;
    while (end < line.len && !is_blank(line.ptr[end])) {
        end++;
    }
    return tt_str_slice(line, 0, end);
}

static size_t place_of(const struct plan *plan, struct tt_str name)
{
    return (size_t)(uintptr_t)tt_map_get(&plan->latest, name);
}

static void add_change(struct plan *plan, struct tt_str name)
{
    struct change change = {
        .name = name,
        .script = tt_str_format(plan->arena, "deploy/" TT_FMT ".sql", TT_ARG(name)),
    };
    size_t before = place_of(plan, name);
    if (before > 0) {
        plan->changes.items[before - 1].is_reworked = true;
    }
    tt_vec_push(plan->arena, &plan->changes, change);
    uintptr_t place = plan->changes.count;
    tt_map_set(&plan->latest, name, (void *)place); // NOLINT(performance-no-int-to-ptr)
}

struct tag {
    struct tt_str name; /* with its @ */
    size_t behind;      /* how many changes stand before it */
};

typedef TT_VEC(struct tag) tags;

/* A line is a pragma (%), a tag (@), or a change, with a sign before it or not. */
static void read_plan(struct plan *plan, struct tt_str text, tags *ret_tags)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        struct tt_str words = tt_str_trim(line.text);
        bool signed_off = words.len > 0 && (words.ptr[0] == '+' || words.ptr[0] == '-');
        words = tt_str_trim(tt_str_slice(words, signed_off, words.len));
        if (words.len == 0 || words.ptr[0] == '#' || words.ptr[0] == '%') {
            continue;
        }
        if (words.ptr[0] == '@') {
            tt_vec_push(plan->arena, ret_tags,
                        (struct tag){first_word(words), plan->changes.count});
        } else {
            add_change(plan, first_word(words));
        }
    }
}

/* The first tag behind it for which there is a script, or else the first. */
static void name_reworked(struct plan *plan, const char *folder, const tags *all)
{
    for (size_t i = 0; i < plan->changes.count; i++) {
        struct change *change = &plan->changes.items[i];
        bool named = false;
        for (size_t j = 0; change->is_reworked && j < all->count; j++) {
            if (all->items[j].behind <= i) {
                continue;
            }
            struct tt_str script = tt_str_format(plan->arena, "deploy/" TT_FMT TT_FMT ".sql",
                                                 TT_ARG(change->name),
                                                 TT_ARG(all->items[j].name));
            bool there = tt_folder_is_there(tt_folder_join(plan->arena, folder, script.ptr));
            change->script = there || !named ? script : change->script;
            named = true;
            if (there) {
                break;
            }
        }
    }
}

/* Scripts in the order of their changes; those that the plan doesn't know come last. */
static void put_in_order(const struct plan *plan, struct tt_series *series)
{
    struct tt_map places = {0};
    size_t count = series->migrations.count, next = 0;
    struct tt_migration_file *ordered = tt_new_array(plan->arena, struct tt_migration_file,
                                                     count);
    bool *taken = tt_new_array(plan->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        uintptr_t place = i + 1;
        tt_map_set(&places, tt_str_from(series->migrations.items[i].name),
                   (void *)place); // NOLINT(performance-no-int-to-ptr)
    }
    for (size_t i = 0; i < plan->changes.count; i++) {
        size_t place = (size_t)(uintptr_t)tt_map_get(&places, plan->changes.items[i].script);
        if (place > 0 && !taken[place - 1]) {
            taken[place - 1] = true;
            ordered[next++] = series->migrations.items[place - 1];
        }
    }
    for (size_t i = 0; i < count; i++) {
        const struct tt_migration_file *each = &series->migrations.items[i];
        if (!taken[i] && (each->given != TT_NOT_GIVEN || each->down)) {
            ordered[next++] = *each;
        }
    }
    series->migrations.items = ordered;
    series->migrations.count = next;
    series->migrations.room = count;
    tt_map_finish(&places);
}

void tt_list_sqitch(struct tt_arena *arena, struct tt_series *series)
{
    struct tt_str text;
    struct tt_error error;
    struct plan plan = {.arena = arena};
    tags all = {0};
    if (tt_file_read(arena, tt_folder_join(arena, series->folder, "sqitch.plan"), &text,
                     &error)) {
        read_plan(&plan, text, &all);
        name_reworked(&plan, series->folder, &all);
        put_in_order(&plan, series);
        tt_map_finish(&plan.latest);
    }
}
