#include "scope/config_project.h"

#include "base/arena.h"
#include "base/str.h"
#include "project/config_find.h"

struct folder_options {
    struct tt_folder_option *items;
    size_t count;
    size_t room;
};

static enum tt_transaction_option transaction_of(struct tt_str word)
{
    for (int i = 0; tt_transaction_names[i]; i++) {
        if (tt_str_is(word, tt_transaction_names[i])) {
            return (enum tt_transaction_option)i;
        }
    }
    return TT_TRANSACTION_AUTO;
}

static void add_folders(struct tt_arena *arena, const struct tt_config *config,
                        struct folder_options *folders)
{
    for (size_t i = 0; i < config->migrations.count; i++) {
        const struct tt_config_migration *each = &config->migrations.items[i];
        struct tt_folder_option folder = {
            .folder = tt_config_path(arena, &each->path),
            .layout = tt_layout_find(each->layout.text),
            .transaction = transaction_of(each->transaction.text),
            .release = each->version.text,
        };
        tt_vec_push(arena, folders, folder);
    }
    if (config->lint_after.file.len > 0) {
        struct tt_str folder = tt_path_folder(
            tt_str_from(tt_path_resolve(arena, config->file.ptr)));
        tt_vec_push(arena, folders,
                    (struct tt_folder_option){.folder = tt_str_copy(arena, folder).ptr,
                                              .lint_after = config->lint_after.text.ptr});
    }
}

void tt_configure_project(struct tt_scopes *scopes, const struct tt_given *given, size_t count,
                          struct tt_project_options *options)
{
    struct folder_options folders = {0};
    struct tt_map seen = {0};
    bool has_schema = scopes->options->schema;
    for (size_t i = 0; i < count; i++) {
        const struct tt_scope *scope = tt_scopes_find(scopes, given[i].path);
        if (scope && scope->config.file.len > 0 && !tt_map_get(&seen, scope->config.file)) {
            tt_map_set(&seen, scope->config.file, scopes);
            add_folders(scopes->arena, &scope->config, &folders);
            has_schema = has_schema || scope->config.schema.file.len > 0;
        }
    }
    tt_map_finish(&seen);
    options->leaves_out = tt_scopes_leave_out;
    options->user = scopes;
    options->folders = folders.items;
    options->folder_count = folders.count;
    options->no_history = options->no_history || has_schema;
}

const char *tt_schema_of(struct tt_scopes *scopes, const struct tt_series *series)
{
    const struct tt_scope *scope = NULL;
    if (scopes->options->schema || series->migrations.count == 0) {
        return scopes->options->schema;
    }
    scope = tt_scopes_find(scopes, series->migrations.items[0].path);
    bool has_one = scope && scope->config.schema.file.len > 0;
    return has_one ? tt_config_path(scopes->arena, &scope->config.schema) : NULL;
}
