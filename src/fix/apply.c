#include "fix/apply.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* Chosen edits, in the order of their places. */
typedef TT_VEC(const struct tt_edit *) edits;

static size_t start_of(const struct tt_edit *edit)
{
    return edit->place.start.offset;
}

static size_t end_of(const struct tt_edit *edit)
{
    return edit->place.end.offset;
}

/* How many of them begin before the offset. */
static size_t count_before(const edits *chosen, size_t offset)
{
    size_t low = 0, high = chosen->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (start_of(chosen->items[middle]) < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Also where they only touch: which of them comes first is for a person to say. */
static bool meets_any(const edits *chosen, const struct tt_edit *edit)
{
    if (chosen->count == 0) {
        return false;
    }
    size_t at = count_before(chosen, start_of(edit));
    return (at > 0 && end_of(chosen->items[at - 1]) >= start_of(edit)) ||
           (at < chosen->count && start_of(chosen->items[at]) <= end_of(edit));
}

bool tt_fix_makes_file(const struct tt_finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        if (!tt_str_equal(finding->edits[i].place.path, finding->place.path)) {
            return true;
        }
    }
    return false;
}

static bool can_be_made(const edits *chosen, const struct tt_finding *finding,
                        struct tt_str path, size_t len)
{
    bool can = finding->edit_count > 0 && !finding->suppressed &&
               tt_str_equal(finding->place.path, path);
    for (size_t i = 0; can && i < finding->edit_count; i++) {
        const struct tt_edit *edit = &finding->edits[i];
        bool here = tt_str_equal(edit->place.path, path);
        can = !here || (start_of(edit) <= end_of(edit) && end_of(edit) <= len &&
                        !meets_any(chosen, edit));
    }
    return can;
}

static void choose(struct tt_arena *arena, edits *chosen, const struct tt_finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct tt_edit *edit = &finding->edits[i];
        if (!tt_str_equal(edit->place.path, finding->place.path)) {
            continue;
        }
        size_t at = count_before(chosen, start_of(edit));
        tt_vec_push(arena, chosen, edit);
        memmove(chosen->items + at + 1, chosen->items + at,
                (chosen->count - 1 - at) * sizeof(*chosen->items));
        chosen->items[at] = edit;
    }
}

static struct tt_str make(struct tt_arena *arena, const edits *chosen, struct tt_str text)
{
    size_t room = text.len, done = 0, len = 0;
    for (size_t i = 0; i < chosen->count; i++) {
        room += chosen->items[i]->text.len;
    }
    char *made = tt_new_array(arena, char, room + 1);
    for (size_t i = 0; i < chosen->count; i++) {
        const struct tt_edit *edit = chosen->items[i];
        memcpy(made + len, text.ptr + done, start_of(edit) - done);
        len += start_of(edit) - done;
        if (edit->text.len > 0) {
            memcpy(made + len, edit->text.ptr, edit->text.len);
        }
        len += edit->text.len;
        done = end_of(edit);
    }
    memcpy(made + len, text.ptr + done, text.len - done);
    return (struct tt_str){made, len + text.len - done};
}

size_t tt_fix_apply(struct tt_arena *arena, struct tt_str path, bool makes_files,
                    const struct tt_finding *findings, size_t count, bool *ret_made,
                    struct tt_str *text)
{
    edits chosen = {0};
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        ret_made[i] = (makes_files || !tt_fix_makes_file(&findings[i])) &&
                      can_be_made(&chosen, &findings[i], path, text->len);
        if (ret_made[i]) {
            choose(arena, &chosen, &findings[i]);
            made++;
        }
    }
    if (made > 0) {
        *text = make(arena, &chosen, *text);
    }
    return made;
}

/* --- files that are made -------------------------------------------------------------- */

/* How much both begin with, up to the end of a line. */
static size_t common_head(struct tt_str a, struct tt_str b)
{
    size_t lines = 0;
    for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++) {
        lines = a.ptr[i] == '\n' ? i + 1 : lines;
    }
    return lines;
}

/* How much both end with, from the beginning of a line on. */
static size_t common_tail(struct tt_str a, struct tt_str b)
{
    size_t lines = 0;
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        if (a.ptr[a.len - 1 - i] != b.ptr[b.len - 1 - i]) {
            return lines;
        }
        lines = i > 0 && a.ptr[a.len - 1 - i] == '\n' ? i : lines;
    }
    return lines;
}

struct tt_str tt_fix_add_new(struct tt_arena *arena, struct tt_str text, struct tt_str addition)
{
    size_t head = common_head(text, addition);
    struct tt_str rest = tt_str_slice(text, head, text.len);
    struct tt_str added = tt_str_slice(addition, head, addition.len);
    size_t tail = common_tail(rest, added);
    return tt_str_format(arena, TT_FMT TT_FMT TT_FMT,
                         TT_ARG(tt_str_slice(text, 0, text.len - tail)),
                         TT_ARG(tt_str_slice(added, 0, added.len - tail)),
                         TT_ARG(tt_str_slice(rest, rest.len - tail, rest.len)));
}
