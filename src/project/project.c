#include "project/project.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/order.h"

const char *const tt_transaction_names[] = {
    [TT_TRANSACTION_AUTO] = "auto",
    [TT_TRANSACTION_PER_FILE] = "per-file",
    [TT_TRANSACTION_ALL] = "all",
    [TT_TRANSACTION_NONE] = "none",
    NULL,
};

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
    if (!tt_file_read(arena, name.ptr, &text, &error)) {
        return (struct tt_str){0};
    }
    return text.ptr ? text : TT_STR("");
}

/* What the user says of transactions, over what the layout knows. */
static void set_transaction(struct tt_arena *arena, enum tt_transaction_option transaction,
                            struct tt_file *file)
{
    if (transaction == TT_TRANSACTION_AUTO) {
        return;
    }
    struct tt_part *parts = tt_new_array(arena, struct tt_part, file->part_count);
    for (size_t i = 0; i < file->part_count; i++) {
        parts[i] = file->parts[i];
        parts[i].in_transaction = transaction != TT_TRANSACTION_NONE;
        parts[i].goes_on = parts[i].in_transaction && i > 0 && !parts[i - 1].down;
    }
    file->parts = parts;
    file->opt_out = (struct tt_str){0};
    file->opts_out = false;
}

static bool shares_transaction(const struct tt_series *series,
                               const struct tt_migration_file *migration)
{
    bool by_itself = series->layout->wrap == TT_WRAP_ALL &&
                     migration->transaction == TT_TRANSACTION_AUTO;
    return by_itself || migration->transaction == TT_TRANSACTION_ALL;
}

/*
 * Of a whole folder, nobody knows what is pending: then each migration is taken to have been
 * deployed by itself, as most were.
 */
void tt_join_transactions(struct tt_series *series)
{
    bool knows_pending = false;
    for (size_t i = 0; i < series->migrations.count; i++) {
        struct tt_migration_file *each = &series->migrations.items[i];
        knows_pending = knows_pending || each->is_history;
        each->goes_on = knows_pending && !each->is_history && !each[-1].is_history &&
                        shares_transaction(series, each) &&
                        shares_transaction(series, &each[-1]);
    }
}

void tt_project_cut(struct tt_arena *arena, const struct tt_series *series,
                    const struct tt_migration_file *migration, struct tt_file *file)
{
    const struct tt_layout *layout = series->layout;
    struct tt_str settings = layout->settings
                                 ? read_settings(arena, layout->settings, migration->path)
                                 : (struct tt_str){0};
    const struct tt_migration_file *next = migration + 1;
    bool last = next == series->migrations.items + series->migrations.count;
    file->is_history = migration->is_history;
    file->shares_transaction = shares_transaction(series, migration);
    file->goes_on = migration->goes_on;
    file->stays_open = !last && next->goes_on;
    file->is_edited = migration->is_edited;
    file->sorts_before = tt_str_from(migration->sorts_before);
    file->same_version = tt_str_from(migration->same_version);
    tt_layout_cut(arena, layout, migration->down, settings, series->config, migration->how,
                  file);
    set_transaction(arena, migration->transaction, file);
    if (series->last && strcmp(series->last, migration->path) == 0 &&
        migration->transaction == TT_TRANSACTION_AUTO) {
        file->later_path = series->later;
        file->later_head = tt_str_from(layout->later.head);
        file->later_tail = tt_str_from(layout->later.tail);
    }
}
