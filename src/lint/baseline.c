#include "lint/baseline.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

/* All fingerprints are of one length. */
static struct tt_str key_of(struct tt_arena *arena, struct tt_str fingerprint,
                            struct tt_str path)
{
    return tt_str_format(arena, TT_FMT TT_FMT, TT_ARG(fingerprint), TT_ARG(path));
}

void tt_baseline_record(struct tt_arena *arena, struct tt_baseline *baseline,
                        const struct tt_finding *findings, const struct tt_str *paths,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct tt_finding *finding = &findings[i];
        if (!finding->suppressed) {
            tt_vec_push(
                arena, &baseline->entries,
                (struct tt_baseline_entry){
                    .fingerprint = tt_str_copy(arena, tt_str_from(finding->fingerprint)),
                    .path = paths[i],
                    .rule = finding->rule,
                    .message = finding->message,
                });
        }
    }
}

static int in_order(const void *left, const void *right)
{
    const struct tt_baseline_entry *a = left, *b = right;
    int order = tt_str_compare_natural(a->path, b->path);
    order = order != 0 ? order : tt_str_compare(a->path, b->path);
    order = order != 0 ? order : tt_str_compare(a->rule, b->rule);
    return order != 0 ? order : tt_str_compare(a->fingerprint, b->fingerprint);
}

void tt_baseline_sort(struct tt_baseline *baseline)
{
    if (baseline->entries.count > 1) {
        qsort(baseline->entries.items, baseline->entries.count,
              sizeof(*baseline->entries.items), in_order);
    }
}

static bool meet(struct tt_baseline_entry *entry, struct tt_finding *finding)
{
    if (!entry || entry->met) {
        return false;
    }
    entry->met = true;
    finding->suppressed = TT_SUPPRESSED_IN_BASELINE;
    return true;
}

void tt_baseline_apply(struct tt_arena *arena, struct tt_baseline *baseline,
                       struct tt_finding *findings, const struct tt_str *paths, size_t count)
{
    /* Of files that are there, by both; of files that are gone, by the fingerprint alone. */
    struct tt_map present = {0}, gone = {0};
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct tt_baseline_entry *entry = &baseline->entries.items[i];
        tt_map_set(&present, key_of(arena, entry->fingerprint, entry->path), entry);
        if (entry->gone) {
            tt_map_set(&gone, entry->fingerprint, entry);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct tt_str fingerprint = tt_str_from(findings[i].fingerprint);
        if (findings[i].suppressed ||
            meet(tt_map_get(&present, key_of(arena, fingerprint, paths[i])), &findings[i])) {
            continue;
        }
        (void)meet(tt_map_get(&gone, fingerprint), &findings[i]);
    }
    tt_map_finish(&present);
    tt_map_finish(&gone);
}

void tt_baseline_set_checked(struct tt_baseline *baseline, const struct tt_str *paths,
                             size_t count)
{
    struct tt_map checked = {0};
    for (size_t i = 0; i < count; i++) {
        tt_map_set(&checked, paths[i], baseline);
    }
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct tt_baseline_entry *entry = &baseline->entries.items[i];
        entry->checked = tt_map_get(&checked, entry->path) != NULL;
    }
    tt_map_finish(&checked);
}

size_t tt_baseline_count_stale(const struct tt_baseline *baseline)
{
    size_t stale = 0;
    for (size_t i = 0; i < baseline->entries.count; i++) {
        const struct tt_baseline_entry *entry = &baseline->entries.items[i];
        stale += !entry->met && (entry->checked || entry->gone);
    }
    return stale;
}
