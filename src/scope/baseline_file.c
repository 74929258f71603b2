#include "scope/baseline_file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "report/baseline_json.h"

static struct tt_str folder_of(struct tt_str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/') {
        end--;
    }
    return end == 0 ? TT_STR("./") : tt_str_slice(path, 0, end);
}

/* Entries stand in the order of their paths, mostly. */
static void look_for_files(struct tt_arena *arena, struct tt_str folder,
                           struct tt_baseline *baseline)
{
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct tt_baseline_entry *entry = &baseline->entries.items[i];
        if (i > 0 && tt_str_equal(entry->path, entry[-1].path)) {
            entry->gone = entry[-1].gone;
            continue;
        }
        bool absolute = tt_str_starts(entry->path, "/");
        struct tt_str path = tt_str_format(arena, TT_FMT TT_FMT, absolute ? 0 : (int)folder.len,
                                           folder.ptr, TT_ARG(entry->path));
        entry->gone = access(path.ptr, F_OK) != 0;
    }
}

bool tt_baseline_load(struct tt_arena *arena, const char *path,
                      struct tt_baseline *ret_baseline, struct tt_error *error)
{
    struct tt_error why;
    struct tt_str text;
    unsigned line = 0;
    if (!tt_file_read(arena, path, &text, &why)) {
        return tt_refuse(error, "%s: %s; \"tiptoe baseline --output %s\" makes a baseline",
                         path, why.message, path);
    }
    if (!tt_baseline_parse(arena, text, ret_baseline, &line, &why)) {
        return tt_refuse(error,
                         "%s:%u: %s; mend it, or remove it and run \"tiptoe baseline\" again",
                         path, line, why.message);
    }
    look_for_files(arena, folder_of(tt_str_from(path)), ret_baseline);
    return true;
}

/* From the folder `from`, which ends with a slash, to `to`; both are absolute. */
static struct tt_str way(struct tt_arena *arena, struct tt_str from, struct tt_str to)
{
    size_t common = 0;
    for (size_t i = 0; i < from.len && i < to.len && from.ptr[i] == to.ptr[i]; i++) {
        common = to.ptr[i] == '/' ? i + 1 : common;
    }
    struct tt_str up = {0};
    for (size_t i = common; i < from.len; i++) {
        if (from.ptr[i] == '/') {
            up = tt_str_format(arena, TT_FMT "../", TT_ARG(up));
        }
    }
    return tt_str_format(arena, TT_FMT TT_FMT, TT_ARG(up),
                         TT_ARG(tt_str_slice(to, common, to.len)));
}

/* Standard input's name may be that of no file: then it stays as it is. */
static struct tt_str relative(struct tt_arena *arena, struct tt_str folder, struct tt_str path)
{
    char real[PATH_MAX];
    struct tt_str own = tt_str_copy(arena, path);
    if (folder.len == 0 || !realpath(own.ptr, real)) {
        return own;
    }
    return way(arena, folder, tt_str_copy(arena, tt_str_from(real)));
}

struct tt_baseline_paths tt_baseline_paths(struct tt_arena *arena, const char *baseline,
                                           const struct tt_report *report)
{
    char real[PATH_MAX];
    struct tt_str folder = tt_str_copy(arena, folder_of(tt_str_from(baseline)));
    folder = realpath(folder.ptr, real)
                 ? tt_str_format(arena, strcmp(real, "/") == 0 ? "%s" : "%s/", real)
                 : (struct tt_str){0};
    struct tt_str *files = tt_new_array(arena, struct tt_str, report->file_count);
    struct tt_str *findings = tt_new_array(arena, struct tt_str, report->finding_count);
    struct tt_map by_path = {0};
    for (size_t i = 0; i < report->file_count; i++) {
        files[i] = relative(arena, folder, report->files[i].path);
        tt_map_set(&by_path, report->files[i].path, &files[i]);
    }
    for (size_t i = 0; i < report->finding_count; i++) {
        struct tt_str path = report->findings[i].place.path;
        const struct tt_str *known = tt_map_get(&by_path, path);
        findings[i] = known ? *known : relative(arena, folder, path);
    }
    tt_map_finish(&by_path);
    return (struct tt_baseline_paths){files, findings};
}

static void note_stale(struct tt_arena *arena, const char *path, size_t stale,
                       struct tt_report *report)
{
    struct tt_report_error *notes = tt_new_array(arena, struct tt_report_error,
                                                 report->note_count + 1);
    for (size_t i = 0; i < report->note_count; i++) {
        notes[i] = report->notes[i];
    }
    notes[report->note_count++] = (struct tt_report_error){
        .path = tt_str_from(path),
        .message = tt_str_format(arena,
                                 "%zu finding%s recorded there %s gone; \"tiptoe baseline\" "
                                 "takes %s out",
                                 stale, stale == 1 ? "" : "s", stale == 1 ? "is" : "are",
                                 stale == 1 ? "it" : "them"),
    };
    report->notes = notes;
}

void tt_baseline_use(struct tt_arena *arena, const char *path, struct tt_baseline *baseline,
                     struct tt_report *report)
{
    size_t count = report->finding_count;
    struct tt_baseline_paths paths = tt_baseline_paths(arena, path, report);
    struct tt_finding *findings = tt_new_array(arena, struct tt_finding, count);
    for (size_t i = 0; i < count; i++) {
        findings[i] = report->findings[i];
    }
    tt_baseline_apply(arena, baseline, findings, paths.findings, count);
    tt_baseline_set_checked(baseline, paths.files, report->file_count);
    report->findings = findings;
    size_t stale = tt_baseline_count_stale(baseline);
    if (stale > 0) {
        note_stale(arena, path, stale, report);
    }
}

bool tt_baselines_use(struct tt_arena *arena, const char *const *paths, size_t count,
                      struct tt_report *report, struct tt_error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct tt_baseline baseline = {0};
        if (!tt_baseline_load(arena, paths[i], &baseline, error)) {
            return false;
        }
        tt_baseline_use(arena, paths[i], &baseline, report);
    }
    return true;
}
