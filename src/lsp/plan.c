#include "lsp/plan.h"

#include <stdlib.h>

#include "base/str.h"
#include "project/config_find.h"
#include "scope/config_project.h"

enum { PLANS_MAX = 8 };

static void destroy(struct tt_plan *plan)
{
    tt_arena_release(&plan->arena);
    free(plan);
}

void tt_plans_forget(struct tt_plans *plans)
{
    while (plans->newest) {
        struct tt_plan *next = plans->newest->next;
        destroy(plans->newest);
        plans->newest = next;
    }
}

/* --- making one -------------------------------------------------------------------- */

static void find_document(struct tt_plan *plan)
{
    for (size_t i = 0; i < plan->project.series.count; i++) {
        const struct tt_series *series = &plan->project.series.items[i];
        for (size_t j = 0; j < series->migrations.count; j++) {
            if (series->migrations.items[j].given != TT_NOT_GIVEN) {
                plan->series = series;
                plan->migration = &series->migrations.items[j];
            }
        }
    }
}

static void arrange(struct tt_plan *plan, struct tt_scopes *scopes, bool alone)
{
    struct tt_given given = {.path = plan->path};
    struct tt_project_options options = {0};
    tt_configure_project(scopes, &given, 1, &options);
    if (alone) {
        options.no_history = true;
        options.layout = &tt_layouts[0];
    }
    tt_project_arrange(&plan->arena, &options, &given, 1, &plan->project);
    find_document(plan);
    if (!plan->migration && plan->project.notes.count > 0) {
        const struct tt_project_note *note = &plan->project.notes.items[0];
        plan->why = tt_str_format(&plan->arena, "%s: %s", note->path, note->message);
    }
}

/* Without those whose configuration is wrong, as a run does. */
static void list_past(struct tt_plan *plan, struct tt_scopes *scopes)
{
    const struct tt_series *series = plan->series;
    size_t before = (size_t)(plan->migration - series->migrations.items);
    struct tt_past *past = tt_new_array(&plan->arena, struct tt_past, before + 1);
    const char *schema = tt_schema_of(scopes, series);
    plan->past = past;
    if (schema) {
        past[plan->past_count++] = (struct tt_past){
            .path = tt_str_copy(&plan->arena, tt_str_from(schema)).ptr,
            .linter = tt_scopes_plain(scopes)->linter,
        };
    }
    for (size_t i = 0; i < before; i++) {
        const struct tt_migration_file *migration = &series->migrations.items[i];
        const struct tt_scope *scope = tt_scopes_find(scopes, migration->path);
        if (scope) {
            past[plan->past_count++] = (struct tt_past){migration->path, scope->linter, series,
                                                        migration};
        }
    }
}

/* A file that comes or goes changes its folder. */
static void stamp(const struct tt_plan *plan, struct tt_stamp stamps[2])
{
    static const struct tt_documents none = {0};
    struct tt_arena scratch = {0};
    struct tt_str folder = tt_path_folder(tt_str_from(plan->path));
    const char *series = plan->series ? plan->series->folder : NULL;
    stamps[0] = tt_stamp_of(&none, tt_str_copy(&scratch, folder).ptr);
    stamps[1] = series ? tt_stamp_of(&none, series) : (struct tt_stamp){0};
    tt_arena_release(&scratch);
}

static struct tt_plan *make(struct tt_scopes *scopes, const char *path, bool alone)
{
    struct tt_plan *plan = calloc(1, sizeof(*plan));
    if (!plan) {
        tt_out_of_memory();
    }
    plan->path = tt_str_copy(&plan->arena, tt_str_from(path)).ptr;
    plan->scope = tt_scopes_find(scopes, path);
    if (plan->scope && !tt_scopes_exclude(scopes, path, NULL)) {
        arrange(plan, scopes, alone);
    }
    if (plan->migration) {
        struct tt_str folder = tt_path_folder(tt_str_from(plan->path));
        struct tt_str loose = tt_str_format(&plan->arena, TT_FMT "//", TT_ARG(folder));
        plan->key = plan->series->folder ? plan->series->folder : loose.ptr;
        list_past(plan, scopes);
    }
    stamp(plan, plan->stamps);
    return plan;
}

/* --- keeping it ----------------------------------------------------------------------- */

static bool holds(const struct tt_plan *plan)
{
    struct tt_stamp stamps[2];
    stamp(plan, stamps);
    return tt_stamp_equal(&stamps[0], &plan->stamps[0]) &&
           tt_stamp_equal(&stamps[1], &plan->stamps[1]);
}

const struct tt_plan *tt_plan_find(struct tt_plans *plans, struct tt_scopes *scopes,
                                   const char *path, bool alone)
{
    struct tt_plan **link = &plans->newest, *found = NULL;
    for (size_t i = 0; *link && !found; i++) {
        struct tt_plan *each = *link;
        bool is_it = strcmp(each->path, path) == 0;
        if (is_it || i + 1 >= PLANS_MAX) {
            *link = each->next;
            if (is_it && holds(each)) {
                found = each;
            } else {
                destroy(each);
            }
        } else {
            link = &each->next;
        }
    }
    if (!found) {
        found = make(scopes, path, alone);
        plans->made++;
    }
    found->next = plans->newest;
    plans->newest = found;
    return found;
}
