/*
 * Unified format, by the greedy algorithm of E. W. Myers, "An O(ND) difference algorithm and
 * its variations" (1986): few lines differ, so the time goes with the length.
 */
#include "fix/diff.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum {
    CONTEXT_LINES = 3,
    STEPS_MAX = 1500, /* with more lines that differ, all of the middle is replaced */
};

struct lines {
    struct tt_str *items; /* with their newlines */
    size_t count;
    size_t room;
};

struct diff {
    struct tt_arena arena;
    struct lines before;
    struct lines after;
    bool *gone; /* for each line of `before` */
    bool *come; /* for each line of `after` */
};

static struct lines split(struct tt_arena *arena, struct tt_str text)
{
    TT_VEC(struct tt_str) lines = {0};
    while (text.len > 0) {
        const char *newline = memchr(text.ptr, '\n', text.len);
        size_t len = newline ? (size_t)(newline - text.ptr) + 1 : text.len;
        tt_vec_push(arena, &lines, tt_str_slice(text, 0, len));
        text = tt_str_slice(text, len, text.len);
    }
    return (struct lines){lines.items, lines.count, lines.room};
}

/* --- which lines differ ------------------------------------------------------------- */

/* The part of both that is neither a common beginning nor a common end. */
struct middle {
    size_t start; /* in both */
    long old_count;
    long new_count;
};

static struct middle find_middle(const struct diff *diff)
{
    size_t old_end = diff->before.count, new_end = diff->after.count, start = 0;
    while (start < old_end && start < new_end &&
           tt_str_equal(diff->before.items[start], diff->after.items[start])) {
        start++;
    }
    while (old_end > start && new_end > start &&
           tt_str_equal(diff->before.items[old_end - 1], diff->after.items[new_end - 1])) {
        old_end--;
        new_end--;
    }
    return (struct middle){start, (long)(old_end - start), (long)(new_end - start)};
}

static bool is_same(const struct diff *diff, const struct middle *middle, long x, long y)
{
    return x < middle->old_count && y < middle->new_count &&
           tt_str_equal(diff->before.items[middle->start + (size_t)x],
                        diff->after.items[middle->start + (size_t)y]);
}

/* Whether the path on diagonal k comes from above: a line of the new text. */
static bool comes_down(const long *reached, long k, long steps)
{
    return k == -steps || (k != steps && reached[k - 1] < reached[k + 1]);
}

/* One more step on each diagonal; true once the end is reached. `reached[k]` is the x on k. */
static bool advance(const struct diff *diff, const struct middle *middle, long *reached,
                    long steps)
{
    for (long k = -steps; k <= steps; k += 2) {
        long x = comes_down(reached, k, steps) ? reached[k + 1] : reached[k - 1] + 1;
        while (is_same(diff, middle, x, x - k)) {
            x++;
        }
        reached[k] = x;
        if (x >= middle->old_count && x - k >= middle->new_count) {
            return true;
        }
    }
    return false;
}

/* Back from the end; `history[d]` is what was reached before step d. */
static void mark_path(struct diff *diff, const struct middle *middle, long *const *history,
                      long steps)
{
    long x = middle->old_count, y = middle->new_count;
    for (; steps > 0; steps--) {
        const long *reached = history[steps];
        long k = x - y;
        bool down = comes_down(reached, k, steps);
        long before = down ? k + 1 : k - 1;
        x = reached[before];
        y = x - before;
        if (down) {
            diff->come[middle->start + (size_t)y] = true;
        } else {
            diff->gone[middle->start + (size_t)x] = true;
        }
    }
}

static void mark_all(struct diff *diff, const struct middle *middle)
{
    memset(diff->gone + middle->start, true, (size_t)middle->old_count);
    memset(diff->come + middle->start, true, (size_t)middle->new_count);
}

static void mark(struct diff *diff)
{
    struct middle middle = find_middle(diff);
    long *history[STEPS_MAX + 1];
    long room[2 * STEPS_MAX + 3] = {0};
    long *reached = room + STEPS_MAX + 1;
    for (long steps = 0; steps <= STEPS_MAX; steps++) {
        size_t count = 2 * (size_t)steps + 3;
        long *copy = tt_new_array(&diff->arena, long, count);
        memcpy(copy, reached - steps - 1, count * sizeof(*copy));
        history[steps] = copy + steps + 1;
        if (advance(diff, &middle, reached, steps)) {
            mark_path(diff, &middle, history, steps);
            return;
        }
    }
    mark_all(diff, &middle);
}

/* --- the patch ---------------------------------------------------------------------- */

static bool is_odd(unsigned char c)
{
    return c < ' ' || c >= 0x7F;
}

static bool needs_quotes(struct tt_str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (is_odd(c) || c == '"' || c == '\\') {
            return true;
        }
    }
    return false;
}

/* As git quotes odd names; a tab ends one that holds blanks. */
static void print_name(struct tt_sink *sink, const char *sign, const char *prefix,
                       struct tt_str path)
{
    bool quoted = needs_quotes(path);
    tt_print(sink, "%s %s%s", sign, quoted ? "\"" : "", prefix);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (quoted && is_odd(c)) {
            tt_print(sink, "\\%03o", c);
        } else {
            tt_puts(sink, quoted && (c == '"' || c == '\\') ? "\\" : "");
            tt_write(sink, tt_str_slice(path, i, i + 1));
        }
    }
    bool blank = path.len > 0 && memchr(path.ptr, ' ', path.len);
    tt_puts(sink, quoted ? "\"\n" : blank ? "\t\n" : "\n");
}

static void print_line(struct tt_sink *sink, const char *sign, struct tt_str line)
{
    tt_puts(sink, sign);
    tt_write(sink, line);
    if (line.ptr[line.len - 1] != '\n') {
        tt_puts(sink, "\n\\ No newline at end of file\n");
    }
}

/* A place in both texts. */
struct at {
    size_t old;
    size_t new;
};

static bool differs(const struct diff *diff, struct at at)
{
    return (at.old < diff->before.count && diff->gone[at.old]) ||
           (at.new < diff->after.count && diff->come[at.new]);
}

static bool is_end(const struct diff *diff, struct at at)
{
    return at.old >= diff->before.count && at.new >= diff->after.count;
}

/* Past one line that is gone, one that has come, or one that is in both. */
static struct at step(const struct diff *diff, struct at at, struct tt_sink *sink)
{
    if (at.old < diff->before.count && diff->gone[at.old]) {
        if (sink) {
            print_line(sink, "-", diff->before.items[at.old]);
        }
        at.old++;
    } else if (at.new < diff->after.count && diff->come[at.new]) {
        if (sink) {
            print_line(sink, "+", diff->after.items[at.new]);
        }
        at.new ++;
    } else {
        if (sink) {
            print_line(sink, " ", diff->before.items[at.old]);
        }
        at.old++;
        at.new ++;
    }
    return at;
}

/* Past what differs, and as much of what follows as belongs to the same hunk. */
static struct at end_of_hunk(const struct diff *diff, struct at at)
{
    struct at end = at;
    unsigned same = 0;
    while (!is_end(diff, at) && same <= 2 * CONTEXT_LINES) {
        bool is_change = differs(diff, at);
        same = is_change ? 0 : same + 1;
        at = step(diff, at, NULL);
        if (is_change || same <= CONTEXT_LINES) {
            end = at;
        }
    }
    return end;
}

static void print_range(struct tt_sink *sink, char sign, size_t start, size_t end)
{
    tt_print(sink, "%c%zu,%zu", sign, end > start ? start + 1 : start, end - start);
}

static void print_hunk(const struct diff *diff, struct tt_sink *sink, struct at start,
                       struct at end)
{
    tt_puts(sink, "@@ ");
    print_range(sink, '-', start.old, end.old);
    tt_puts(sink, " ");
    print_range(sink, '+', start.new, end.new);
    tt_puts(sink, " @@\n");
    while (start.old < end.old || start.new < end.new) {
        start = step(diff, start, sink);
    }
}

static void print_hunks(const struct diff *diff, struct tt_sink *sink)
{
    struct at at = {0};
    while (!is_end(diff, at)) {
        if (!differs(diff, at)) {
            at = step(diff, at, NULL);
            continue;
        }
        size_t context = at.old < CONTEXT_LINES ? at.old : CONTEXT_LINES;
        context = at.new < context ? at.new : context;
        struct at end = end_of_hunk(diff, at);
        print_hunk(diff, sink, (struct at){at.old - context, at.new - context}, end);
        at = end;
    }
}

void tt_diff_print(struct tt_sink *sink, struct tt_str path, bool is_new, struct tt_str before,
                   struct tt_str after)
{
    if (tt_str_equal(before, after)) {
        return;
    }
    struct diff diff = {0};
    diff.before = split(&diff.arena, before);
    diff.after = split(&diff.arena, after);
    diff.gone = tt_new_array(&diff.arena, bool, diff.before.count + 1);
    diff.come = tt_new_array(&diff.arena, bool, diff.after.count + 1);
    mark(&diff);
    if (is_new) {
        tt_puts(sink, "--- /dev/null\n");
    } else {
        print_name(sink, "---", "a/", path);
    }
    print_name(sink, "+++", "b/", path);
    print_hunks(&diff, sink);
    tt_arena_release(&diff.arena);
}
