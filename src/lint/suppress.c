#include "lint/suppress.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/str.h"
#include "lint/hold.h"

/* A rule's name in an ignore-start that no ignore-end has closed yet. */
struct open {
    const struct tt_directive *start;
    struct tt_span name;
    bool closed;
    struct open *below; /* an older one of the same name */
};

struct work {
    struct tt_check *check;
    struct tt_directives directives;
    struct tt_holds holds;
    struct tt_map by_name; /* the newest open one of each name */
    TT_VEC(struct open *) opened;
    size_t bare_from; /* an ignore-end without a name closes from here on */
};

/* What stands above the first part is about the file, too. */
static void read_directives(struct work *work)
{
    struct tt_check *check = work->check;
    const struct tt_source *source = &check->source;
    const struct tt_part whole = {.end = source->bytes.len};
    const struct tt_part *parts = check->file->part_count > 0 ? check->file->parts : &whole;
    const struct tt_stmt_place *places = check->places.items;
    size_t count = check->file->part_count > 0 ? check->file->part_count : 1, at = 0;
    for (size_t i = 0; i < count; i++) {
        bool early = i == 0 || parts[i].start < source->start;
        struct tt_span stretch = {
            .start = early ? source->start : parts[i].start,
            .end = parts[i].end < source->end ? parts[i].end : source->end,
        };
        size_t from = at;
        while (at < check->places.count && places[at].span.start < stretch.end) {
            at++;
        }
        tt_directives_read(&work->directives, &check->arena, source, stretch,
                           at > from ? places + from : NULL, at - from);
    }
}

/* --- directives that hold nothing ------------------------------------------------ */

static void say(struct tt_check *check, enum tt_voice voice, struct tt_span span,
                struct tt_str message, struct tt_str hint)
{
    tt_report_as(check, voice,
                 (struct tt_says){
                     .span = span,
                     .certainty = TT_PROVED,
                     .message = message,
                     .detail = TT_STR("It holds nothing back."),
                     .hint = hint,
                 });
}

static struct tt_str names_of(const struct tt_check *check,
                              const struct tt_directive *directive)
{
    size_t count = directive->name_count;
    struct tt_span all = {directive->names[0].start, directive->names[count - 1].end};
    return tt_check_text(check, all);
}

static void say_misplaced(struct tt_check *check, const struct tt_directive *directive,
                          const char *why)
{
    static const char *const hints[] = {
        [TT_DIRECTIVE_IGNORE] = "Put it above the statement, or at the end of its line.",
        [TT_DIRECTIVE_IGNORE_FILE] = "Put it above the first statement of the file.",
        [TT_DIRECTIVE_IGNORE_START] = "Write \"-- tiptoe:ignore-end RULE\" where it is to end.",
        [TT_DIRECTIVE_IGNORE_END] = "Take it out, or let it name what an ignore-start names.",
        [TT_DIRECTIVE_UNKNOWN] = "",
    };
    struct tt_str message = tt_str_format(&check->arena, "this " TT_FMT " is misplaced: %s",
                                          TT_ARG(directive->word), why);
    say(check, TT_VOICE_MISPLACED, directive->span, message,
        tt_str_from(hints[directive->kind]));
}

static void say_unknown_directive(struct tt_check *check, const struct tt_directive *directive)
{
    say(check, TT_VOICE_UNKNOWN_DIRECTIVE, directive->span,
        tt_str_format(&check->arena, "\"tiptoe:" TT_FMT "\" is nothing that tiptoe knows",
                      TT_ARG(directive->word)),
        TT_STR("It knows tiptoe:ignore, ignore-file, ignore-start and ignore-end."));
}

static void say_without_rule(struct tt_check *check, const struct tt_directive *directive)
{
    say(check, TT_VOICE_WITHOUT_RULE, directive->span,
        tt_str_format(&check->arena, "this " TT_FMT " names no rule", TT_ARG(directive->word)),
        tt_str_format(&check->arena,
                      "Say which rule, so that it hides nothing else:\n"
                      "-- tiptoe:" TT_FMT " RULE: reason",
                      TT_ARG(directive->word)));
}

static void say_without_reason(struct tt_check *check, const struct tt_directive *directive)
{
    struct tt_str reason = directive->tail.len > 0 ? directive->tail : TT_STR("reason");
    say(check, TT_VOICE_WITHOUT_REASON, directive->span,
        tt_str_format(&check->arena, "this " TT_FMT " gives no reason",
                      TT_ARG(directive->word)),
        tt_str_format(&check->arena,
                      "Tell those who come later why it is safe here, behind a colon:\n"
                      "-- tiptoe:" TT_FMT " " TT_FMT ": " TT_FMT,
                      TT_ARG(directive->word), TT_ARG(names_of(check, directive)),
                      TT_ARG(reason)));
}

/* Whether it has all that it owes; says what it lacks. */
static bool is_complete(struct tt_check *check, const struct tt_directive *directive)
{
    if (directive->kind == TT_DIRECTIVE_UNKNOWN) {
        say_unknown_directive(check, directive);
        return false;
    }
    if (directive->misplaced) {
        if (!directive->foreign) {
            say_misplaced(check, directive, directive->misplaced);
        }
        return false;
    }
    if (directive->foreign || directive->kind == TT_DIRECTIVE_IGNORE_END) {
        return true;
    }
    if (directive->name_count == 0) {
        say_without_rule(check, directive);
        return false;
    }
    if (directive->reason.len == 0) {
        say_without_reason(check, directive);
        return false;
    }
    return true;
}

/* --- ranges ---------------------------------------------------------------------- */

static void open_range(struct work *work, const struct tt_directive *directive)
{
    struct tt_check *check = work->check;
    for (size_t i = 0; i < directive->name_count; i++) {
        struct tt_str name = tt_check_text(check, directive->names[i]);
        struct open *open = tt_new(&check->arena, struct open);
        *open = (struct open){
            .start = directive,
            .name = directive->names[i],
            .below = tt_map_get(&work->by_name, name),
        };
        tt_map_set(&work->by_name, name, open);
        tt_vec_push(&check->arena, &work->opened, open);
    }
}

static void close_range(struct work *work, struct open *open, const struct tt_directive *end)
{
    struct tt_span stretch = {open->start->span.end, end->span.start};
    open->closed = true;
    tt_hold_add(work->check, &work->holds, open->start, open->name, stretch);
}

static bool close_name(struct work *work, struct tt_str name, const struct tt_directive *end)
{
    struct open *open = tt_map_get(&work->by_name, name);
    while (open && open->closed) {
        open = open->below;
    }
    tt_map_set(&work->by_name, name, open ? open->below : NULL);
    if (open) {
        close_range(work, open, end);
    }
    return open != NULL;
}

static void end_range(struct work *work, const struct tt_directive *directive)
{
    bool closed = true;
    for (size_t i = 0; i < directive->name_count; i++) {
        struct tt_str name = tt_check_text(work->check, directive->names[i]);
        closed = close_name(work, name, directive) && closed;
    }
    if (directive->name_count == 0) {
        closed = work->bare_from < work->opened.count;
        for (; work->bare_from < work->opened.count; work->bare_from++) {
            struct open *open = work->opened.items[work->bare_from];
            if (!open->closed) {
                close_range(work, open, directive);
            }
        }
    }
    if (!closed) {
        say_misplaced(work->check, directive, "no ignore-start before it is open");
    }
}

static void report_open_ranges(struct work *work)
{
    const struct tt_directive *said = NULL;
    for (size_t i = 0; i < work->opened.count; i++) {
        const struct open *open = work->opened.items[i];
        if (!open->closed && open->start != said) {
            said = open->start;
            say_misplaced(work->check, said, "no ignore-end follows it");
        }
    }
}

/* --- all of them ----------------------------------------------------------------- */

static void take(struct work *work, const struct tt_directive *directive)
{
    if (!is_complete(work->check, directive)) {
        return;
    }
    if (directive->kind == TT_DIRECTIVE_IGNORE_START) {
        open_range(work, directive);
        return;
    }
    if (directive->kind == TT_DIRECTIVE_IGNORE_END) {
        end_range(work, directive);
        return;
    }
    for (size_t i = 0; i < directive->name_count; i++) {
        tt_hold_add(work->check, &work->holds, directive, directive->names[i],
                    directive->holds);
    }
    if (directive->name_count == 0) {
        tt_hold_add(work->check, &work->holds, directive, (struct tt_span){0},
                    directive->holds);
    }
}

static void report_unknown_names(struct work *work)
{
    struct tt_check *check = work->check;
    for (const struct tt_hold_name *name = work->holds.names; name; name = name->next) {
        if (name->known || name->directive->foreign) {
            continue;
        }
        struct tt_str word = tt_check_text(check, name->span);
        const char *near = tt_rule_nearest(word);
        say(check, TT_VOICE_UNKNOWN_RULE, name->span,
            tt_str_format(&check->arena, "no rule is called \"" TT_FMT "\"", TT_ARG(word)),
            near ? tt_str_format(&check->arena, "Did you mean \"%s\"?", near)
                 : TT_STR("\"tiptoe rules\" lists them all."));
    }
}

/* The first of the `count` findings, which are sorted, that does not start before `offset`. */
static size_t first_from(const struct tt_check *check, size_t count, size_t offset)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (check->findings.items[middle].place.start.offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Where SQL was not read, nobody knows what a rule would have said. */
static bool holds_unread(const struct tt_check *check, struct tt_span span)
{
    size_t low = 0, high = check->unread.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (check->unread.items[middle] < span.start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < check->unread.count && check->unread.items[low] < span.end;
}

/* What the rule says nearby and nothing holds back: the comment may have missed it. */
static const struct tt_finding *missed(const struct tt_check *check, size_t count,
                                       const struct tt_hold_name *name)
{
    enum { NEIGHBOURS = 64, LINES = 20 };
    const struct tt_finding *all = check->findings.items;
    struct tt_str word = tt_check_text(check, name->span);
    unsigned line = tt_source_position(&check->source, name->span.start).line;
    size_t at = first_from(check, count, name->span.start);
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        size_t index = i % 2 == 0 ? at + i / 2 : at - 1 - i / 2; /* one below, one above */
        if (index >= count || all[index].suppressed) {
            continue;
        }
        unsigned there = all[index].place.start.line;
        bool near = there > line ? there - line <= LINES : line - there <= LINES;
        if (near && tt_rule_is_called(tt_rule_entry_find(all[index].rule), word)) {
            return &all[index];
        }
    }
    return NULL;
}

static void say_unused(struct tt_check *check, size_t count, const struct tt_hold_name *name)
{
    const struct tt_finding *near = missed(check, count, name);
    struct tt_says says = {
        .span = name->span,
        .certainty = TT_PROVED,
        .message = tt_str_format(&check->arena, "\"" TT_FMT "\" finds nothing here to ignore",
                                 TT_ARG(tt_check_text(check, name->span))),
        .detail = TT_STR("It holds nothing back."),
        .hint = TT_STR("Take it out, so that it hides no later mistake."),
    };
    if (near) {
        says.also_count = 1;
        says.also[0] = (struct tt_says_also){
            .span = {near->place.start.offset, near->place.end.offset},
            .message = TT_STR("it finds this, which the comment is not about"),
        };
        says.hint = TT_STR("Put it on a line of its own, right above that, or take it out.");
    }
    tt_report_as(check, TT_VOICE_UNUSED, says);
}

static void report_unused(struct work *work)
{
    struct tt_check *check = work->check;
    size_t first = check->findings.count;
    for (const struct tt_hold_name *name = work->holds.names; name; name = name->next) {
        bool owes = !name->directive->foreign && name->enabled && !name->used;
        struct tt_str word = tt_check_text(check, name->span);
        /* Whether that one is of use shows only now. */
        if (!owes || tt_str_is(word, "ignore-unused") || holds_unread(check, name->holds)) {
            continue;
        }
        say_unused(check, first, name);
    }
    tt_hold_apply(check, &work->holds, first);
}

static void note_unread(struct tt_check *check)
{
    for (size_t i = 0; i < check->findings.count; i++) {
        if (check->findings.items[i].unread) {
            tt_vec_push(&check->arena, &check->unread,
                        check->findings.items[i].place.start.offset);
        }
    }
}

void tt_suppress(struct tt_check *check)
{
    struct work work = {.check = check};
    read_directives(&work);
    for (size_t i = 0; i < work.directives.found.count; i++) {
        take(&work, &work.directives.found.items[i]);
    }
    report_open_ranges(&work);
    report_unknown_names(&work);
    tt_hold_apply(check, &work.holds, 0);
    tt_drop_repeats(check);
    note_unread(check);
    report_unused(&work);
    tt_map_finish(&work.by_name);
}
