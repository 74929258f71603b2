/* Which configuration a document has, and whether that is still what is on disk. */
#include "base/str.h"
#include "lsp/check.h"
#include "project/config_find.h"

void tt_checker_forget(struct tt_checker *checker)
{
    tt_plans_forget(&checker->plans);
    checker->plans.made = 0;
    tt_histories_forget(&checker->histories);
    if (checker->configured) {
        tt_scopes_finish(&checker->scopes);
    }
    tt_map_finish(&checker->stamps);
    tt_arena_release(&checker->arena);
    checker->configured = false;
}

/* The files by which the folder's configuration is what it is, as they are now. */
enum {
    CONFIG_FOUND,
    BASELINE_FOUND,
    BASELINE_NAMED,
    ROW_COUNTS,
    CONFIG_FILES,
};

struct config_stamp {
    const char *paths[CONFIG_FILES]; /* NULL: it has none */
    struct tt_stamp stamps[CONFIG_FILES];
};

/* `known` says what is named; the rest is looked for. */
static struct config_stamp stamp_config(struct tt_arena *arena, struct tt_str folder,
                                        const struct config_stamp *known)
{
    static const struct tt_documents none = {0};
    struct config_stamp now = *known;
    now.paths[CONFIG_FOUND] = tt_config_find(arena, folder, TT_CONFIG_NAME);
    now.paths[BASELINE_FOUND] = tt_config_find(arena, folder, TT_BASELINE_NAME);
    for (size_t i = 0; i < CONFIG_FILES; i++) {
        now.stamps[i] = now.paths[i] ? tt_stamp_of(&none, now.paths[i]) : (struct tt_stamp){0};
    }
    return now;
}

static bool is_stale(const struct config_stamp *known, const struct config_stamp *now)
{
    for (size_t i = 0; i < CONFIG_FILES; i++) {
        if (!tt_str_equal(tt_str_from(known->paths[i]), tt_str_from(now->paths[i])) ||
            !tt_stamp_equal(&known->stamps[i], &now->stamps[i])) {
            return true;
        }
    }
    return false;
}

static void keep_stamp(struct tt_checker *checker, struct tt_arena *scratch, const char *path,
                       struct tt_str folder)
{
    const struct tt_scope *scope = tt_scopes_find(&checker->scopes, path);
    struct config_stamp named = {0};
    if (scope && scope->config.assume.row_counts.file.len > 0) {
        named.paths[ROW_COUNTS] = tt_config_path(&checker->arena,
                                                 &scope->config.assume.row_counts);
    }
    if (scope && scope->config.baseline.file.len > 0) {
        named.paths[BASELINE_NAMED] = tt_config_path(&checker->arena, &scope->config.baseline);
    }
    struct config_stamp *kept = tt_new(&checker->arena, struct config_stamp);
    *kept = stamp_config(scratch, folder, &named);
    for (size_t i = 0; i < CONFIG_FILES; i++) {
        kept->paths[i] = kept->paths[i]
                             ? tt_str_copy(&checker->arena, tt_str_from(kept->paths[i])).ptr
                             : NULL;
    }
    tt_map_set(&checker->stamps, tt_str_copy(&checker->arena, folder), kept);
}

/* When one configuration has changed, all are read anew. */
void tt_checker_refresh(struct tt_checker *checker, const char *path)
{
    enum { PLANS_MADE_MAX = 10000 };
    struct tt_arena scratch = {0};
    struct tt_str folder = tt_path_folder(tt_str_from(tt_path_resolve(&scratch, path)));
    const struct config_stamp *known = tt_map_get(&checker->stamps, folder);
    if (known) {
        struct config_stamp now = stamp_config(&scratch, folder, known);
        if (is_stale(known, &now) || checker->plans.made > PLANS_MADE_MAX) {
            tt_checker_forget(checker);
            known = NULL;
        }
    }
    struct tt_error error;
    if (!checker->configured) {
        (void)tt_scopes_init(&checker->scopes, &checker->arena, &checker->options, &error);
        checker->configured = true;
    }
    if (!known) {
        keep_stamp(checker, &scratch, path, folder);
    }
    tt_arena_release(&scratch);
}
