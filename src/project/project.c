#include "project/project.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"

static struct tt_str read_settings(struct tt_arena *arena, const char *settings,
                                   const char *path)
{
    struct tt_str whole = tt_str_from(path), text;
    struct tt_error error;
    size_t folder = whole.len;
    while (folder > 0 && path[folder - 1] != '/') {
        folder--;
    }
    struct tt_str base = settings[0] == '/' ? tt_str_slice(whole, 0, folder) : whole;
    struct tt_str name = tt_str_format(arena, TT_FMT "%s", TT_ARG(base),
                                       settings + (settings[0] == '/'));
    return tt_file_read(arena, name.ptr, &text, &error) ? text : (struct tt_str){0};
}

void tt_project_cut(struct tt_arena *arena, const struct tt_series *series,
                    const struct tt_migration *migration, struct tt_file *file)
{
    const struct tt_layout *layout = series->layout;
    struct tt_str settings = layout->settings
                                 ? read_settings(arena, layout->settings, migration->path)
                                 : (struct tt_str){0};
    file->is_history = migration->given == TT_NOT_GIVEN;
    tt_layout_cut(arena, layout, migration->down, settings, file);
}
