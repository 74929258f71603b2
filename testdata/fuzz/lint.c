/*
 * Feeds migrations to the linter, of which the last is judged behind the others, as any release
 * and as a tool may run it. Whatever the bytes are:
 *   - findings have places in the file, and words; they come again for the same bytes, when
 *     the file was parsed ahead, and when others were tried in between;
 *   - with other line ends the same is found on the same lines;
 *   - a broken statement, wherever it stands, takes no finding of another one away;
 *   - what was fixed is gone, and fixing comes to an end.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "fix/apply.h"
#include "found.h"
#include "sql/directive.h"
#include "sql/lexer.h"

enum { ROUNDS_MAX = 20, BREAKS_MAX = 3 };

/* --- a broken neighbour ------------------------------------------------------------- */

static const char broken[] = "\nALTER TABEL x;\n";

/* Behind the semicolon of the statement that ends at `end`, or the text's length. */
static size_t behind_statement(struct tt_str text, size_t end)
{
    struct tt_lexer lexer = {text, end};
    struct tt_token token = tt_lexer_next(&lexer);
    return tt_token_is_mark(text, token, ';') ? token.end : text.len;
}

/* Ends of statements that another one can follow, some of them. */
static size_t find_breaks(struct tt_arena *arena, struct tt_str text, size_t *ret_breaks)
{
    struct tt_source source;
    struct tt_stmt stmt;
    size_t count = 0;
    tt_source_init(&source, arena, TT_STR("8.sql"), text);
    struct tt_script *script = tt_script_open(arena, &source);
    while (tt_script_next(script, &stmt) && count < BREAKS_MAX) {
        size_t at = behind_statement(text, stmt.span.end);
        if (stmt.data.end == 0 && at < text.len) {
            ret_breaks[count++] = at;
        }
    }
    tt_script_close(script);
    return count;
}

static struct tt_str break_at(struct tt_arena *arena, struct tt_str text, size_t at)
{
    return tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(tt_str_slice(text, 0, at)), broken,
                         TT_ARG(tt_str_slice(text, at, text.len)));
}

static void require_all_stay(const struct found *found, const struct found *again, size_t at)
{
    for (size_t i = 0; i < found->findings.count; i++) {
        const struct tt_finding *finding = &found->findings.items[i];
        size_t start = finding->place.start.offset;
        bool stays = has_finding(again, finding->rule,
                                 start < at ? start : start + sizeof(broken) - 1);
        if (!stays) {
            fprintf(stderr, TT_FMT " at %zu is gone, %zu being broken\n", TT_ARG(finding->rule),
                    start, at);
        }
        require(stays);
    }
}

static void check_broken_neighbours(const struct trial *trial, const struct found *found)
{
    size_t breaks[BREAKS_MAX];
    struct tt_str text = found->text;
    /* What is open at the end takes in all that follows; comments are about what follows; and
     * two statements in one message are a transaction. */
    bool gets_company = trial->part.as_one_text && found->report.statements < 2;
    if (gets_company || found->unread || tt_may_hold_directives(text) ||
        memchr(text.ptr, '\0', text.len)) {
        return;
    }
    size_t count = find_breaks(trial->arena, text, breaks);
    for (size_t i = 0; i < count; i++) {
        struct found again = check_last(trial, break_at(trial->arena, text, breaks[i]), false);
        require(again.unread && again.report.statements == found->report.statements + 1);
        require_all_stay(found, &again, breaks[i]);
    }
}

/* --- fixes --------------------------------------------------------------------------- */

/* Where that byte of the text stands once the edits are made. */
static size_t moved(const struct found *found, const bool *made, size_t offset)
{
    size_t gone = 0, come = 0;
    for (size_t i = 0; i < found->findings.count; i++) {
        const struct tt_finding *finding = &found->findings.items[i];
        for (size_t j = 0; made[i] && j < finding->edit_count; j++) {
            const struct tt_place *place = &finding->edits[j].place;
            if (tt_str_equal(place->path, finding->place.path) &&
                place->start.offset <= offset && place->end.offset <= offset) {
                gone += place->end.offset - place->start.offset;
                come += finding->edits[j].text.len;
            }
        }
    }
    return offset - gone + come;
}

static void require_fixed(const struct found *before, const bool *made,
                          const struct found *after)
{
    for (size_t i = 0; i < before->findings.count; i++) {
        const struct tt_finding *finding = &before->findings.items[i];
        bool stays = made[i] && has_finding(after, finding->rule,
                                            moved(before, made, finding->place.start.offset));
        if (stays) {
            fprintf(stderr, TT_FMT " at %zu is there again\n", TT_ARG(finding->rule),
                    finding->place.start.offset);
        }
        require(!stays);
    }
}

static void check_fixes(const struct trial *trial, struct found found)
{
    size_t made = 1;
    for (int round = 0; made > 0; round++) {
        require(round < ROUNDS_MAX);
        bool *each = tt_new_array(trial->arena, bool, found.findings.count + 1);
        struct tt_str text = found.text;
        made = tt_fix_apply(trial->arena, TT_STR("8.sql"), trial->makes_files,
                            found.findings.items, found.findings.count, each, &text);
        if (made > 0) {
            struct found again = check_last(trial, text, false);
            require(!again.unread || found.unread);
            require_fixed(&found, each, &again);
            found = again;
        }
    }
}

/* --- all of it ------------------------------------------------------------------------- */

static bool finds(const struct found *found, const char *rule)
{
    for (size_t i = 0; i < found->findings.count; i++) {
        if (tt_str_is(found->findings.items[i].rule, rule)) {
            return true;
        }
    }
    return false;
}

static void judge(struct trial *trial)
{
    struct tt_str text = trial->files[trial->count - 1], other;
    replay_history(trial);
    struct found found = check_last(trial, text, false);
    struct found again = check_last(trial, text, true);
    require_same(&found, &again);
    /* A name that holds line ends is cut off elsewhere when they are longer. */
    if (!finds(&found, "name-truncated") && with_other_line_ends(trial->arena, text, &other)) {
        again = check_last(trial, other, false);
        require_same_words(&found, &again);
    }
    check_broken_neighbours(trial, &found);
    check_fixes(trial, found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    with_trial(data, size, judge);
    return 0;
}
