/* Copies of what a callback only borrows. */
#include "base/arena.h"
#include "base/str.h"
#include "report/report.h"

static const struct tt_related *keep_related(struct tt_arena *arena,
                                             const struct tt_finding *finding)
{
    struct tt_related *kept = tt_new_array(arena, struct tt_related, finding->related_count);
    for (size_t i = 0; i < finding->related_count; i++) {
        kept[i] = finding->related[i];
        kept[i].place.path = tt_str_copy(arena, kept[i].place.path);
        kept[i].message = tt_str_copy(arena, kept[i].message);
    }
    return kept;
}

static const struct tt_edit *keep_edits(struct tt_arena *arena,
                                        const struct tt_finding *finding)
{
    struct tt_edit *kept = tt_new_array(arena, struct tt_edit, finding->edit_count);
    for (size_t i = 0; i < finding->edit_count; i++) {
        kept[i] = finding->edits[i];
        kept[i].place.path = tt_str_copy(arena, kept[i].place.path);
        kept[i].text = tt_str_copy(arena, kept[i].text);
    }
    return kept;
}

struct tt_finding tt_report_keep(struct tt_arena *arena, const struct tt_finding *finding)
{
    struct tt_finding kept = *finding;
    kept.rule = tt_str_copy(arena, finding->rule);
    kept.place.path = tt_str_copy(arena, finding->place.path);
    kept.message = tt_str_copy(arena, finding->message);
    kept.detail = tt_str_copy(arena, finding->detail);
    kept.hint = tt_str_copy(arena, finding->hint);
    kept.reason = tt_str_copy(arena, finding->reason);
    kept.excerpt = (struct tt_str){0};
    kept.related = keep_related(arena, finding);
    kept.fix = tt_str_copy(arena, finding->fix);
    kept.edits = keep_edits(arena, finding);
    return kept;
}
