/*
 * Feeds comments that hold findings back to the linter. Whatever they are:
 *   - each has a place in the file, and so has every name in it;
 *   - a finding is held back only where one of them says its name, or all rules;
 *   - with none of them, what is found is the same, but for what is said of comments, and for
 *     what is said only because an earlier finding of the kind is held back.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "found.h"
#include "lint/rule.h"
#include "lint/table.h"
#include "sql/directive.h"
#include "sql/plpgsql.h"

struct comments {
    struct tt_source source;
    struct tt_directives directives;
};

static void read_comments(struct tt_arena *arena, struct tt_str text,
                          struct comments *ret_comments)
{
    TT_VEC(struct tt_stmt_place) places = {0};
    struct tt_stmt stmt;
    *ret_comments = (struct comments){0};
    tt_source_init(&ret_comments->source, arena, TT_STR("8.sql"), text);
    struct tt_script *script = tt_script_open(arena, &ret_comments->source);
    while (tt_script_next(script, &stmt)) {
        struct tt_stmt_place place = {.span = stmt.span, .data = stmt.data};
        if (tt_str_is(stmt.kind, "DoStmt")) {
            (void)tt_do_body(&stmt, &place.body); /* all of it is a gap between statements */
        }
        tt_vec_push(arena, &places, place);
    }
    tt_script_close(script);
    tt_directives_read(&ret_comments->directives, arena, &ret_comments->source,
                       (struct tt_span){ret_comments->source.start, ret_comments->source.end},
                       places.items, places.count);
}

static void check_comment(const struct tt_directive *directive, struct tt_str text)
{
    require(directive->span.start < directive->span.end && directive->span.end <= text.len);
    require(directive->holds.start <= text.len);
    require(directive->misplaced || directive->holds.end <= text.len + 1);
    require(directive->reason.len == 0 ||
            !memchr(directive->reason.ptr, '\n', directive->reason.len));
    for (size_t i = 0; i < directive->name_count; i++) {
        const struct tt_span *name = &directive->names[i];
        require(name->start < name->end);
        require(directive->span.start < name->start && name->end <= directive->span.end);
    }
}

/* Any comment that speaks of the finding, be it in the right place or not. */
static bool speaks_of(const struct tt_directive *directive, struct tt_str text,
                      const struct tt_finding *finding)
{
    const struct tt_rule_entry *entry = tt_rule_entry_find(finding->rule);
    for (size_t i = 0; i < directive->name_count; i++) {
        const struct tt_span *name = &directive->names[i];
        if (tt_rule_is_called(entry, tt_str_slice(text, name->start, name->end))) {
            return true;
        }
    }
    return directive->name_count == 0 && directive->foreign && !finding->unread;
}

static void check_held(const struct comments *comments, const struct tt_finding *finding)
{
    bool spoken = finding->suppressed == TT_NOT_SUPPRESSED;
    for (size_t i = 0; i < comments->directives.found.count && !spoken; i++) {
        const struct tt_directive *each = &comments->directives.found.items[i];
        spoken = tt_str_equal(each->reason, finding->reason) &&
                 speaks_of(each, comments->source.bytes, finding);
    }
    require(spoken);
}

/* The text with as many bytes, in which no comment says anything. */
static struct tt_str silenced(struct tt_arena *arena, const struct comments *comments)
{
    struct tt_str text = comments->source.bytes;
    char *other = tt_take_bytes(arena, text.len + 1);
    memcpy(other, text.ptr, text.len);
    for (size_t i = 0; i < comments->directives.found.count; i++) {
        other[comments->directives.found.items[i].span.start] = '.';
    }
    return (struct tt_str){other, text.len};
}

static bool is_about_comments(const struct tt_finding *finding)
{
    return tt_str_starts(finding->rule, "ignore-") ||
           tt_str_is(finding->rule, "directive-unknown");
}

static bool follows_held(const struct found *found, const struct tt_finding *finding)
{
    for (size_t i = 0; i < found->findings.count; i++) {
        const struct tt_finding *each = &found->findings.items[i];
        if (each->suppressed && tt_str_equal(each->rule, finding->rule)) {
            return true;
        }
    }
    return false;
}

static void judge(struct trial *trial)
{
    struct comments comments;
    struct tt_str text = trial->files[trial->count - 1];
    if (!tt_may_hold_directives(text)) {
        return;
    }
    replay_history(trial);
    struct found found = check_last(trial, text, false);
    struct found again = check_last(trial, text, true);
    require_same(&found, &again);
    read_comments(trial->arena, text, &comments);
    for (size_t i = 0; i < comments.directives.found.count; i++) {
        check_comment(&comments.directives.found.items[i], text);
    }
    struct found plain = check_last(trial, silenced(trial->arena, &comments), false);
    for (size_t i = 0; i < found.findings.count; i++) {
        const struct tt_finding *finding = &found.findings.items[i];
        check_held(&comments, finding);
        require(finding->suppressed || is_about_comments(finding) ||
                has_finding(&plain, finding->rule, finding->place.start.offset) ||
                follows_held(&found, finding));
    }
    for (size_t i = 0; i < plain.findings.count; i++) {
        const struct tt_finding *finding = &plain.findings.items[i];
        require(!finding->suppressed && !is_about_comments(finding));
        require(has_finding(&found, finding->rule, finding->place.start.offset));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    with_trial(data, size, judge);
    return 0;
}
