/* Edits in the way in which the file is written: its letters, its indents, its line ends. */
#include <stdlib.h>

#include "lint/check.h"
#include "sql/lexer.h"

struct tt_str tt_indent_at(const struct tt_check *check, size_t offset)
{
    struct tt_str bytes = check->source.bytes;
    size_t start = offset;
    while (start > check->source.start &&
           (bytes.ptr[start - 1] == ' ' || bytes.ptr[start - 1] == '\t')) {
        start--;
    }
    bool whole = start == check->source.start || bytes.ptr[start - 1] == '\n';
    return tt_str_slice(bytes, whole ? start : offset, offset);
}

/* Words of SQL in small letters; what is quoted stays. */
static struct tt_str in_small_letters(struct tt_arena *arena, struct tt_str text)
{
    char *small = tt_new_array(arena, char, text.len + 1);
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    memcpy(small, text.ptr, text.len);
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        for (size_t i = token.start; token.kind == TT_TOKEN_WORD && i < token.end; i++) {
            bool capital = small[i] >= 'A' && small[i] <= 'Z';
            small[i] = (char)(capital ? small[i] + ('a' - 'A') : small[i]);
        }
    }
    return (struct tt_str){small, text.len};
}

static bool has_carriage_returns(const struct tt_check *check)
{
    struct tt_str bytes = check->source.bytes;
    const char *end = memchr(bytes.ptr, '\n', bytes.len);
    return end && end > bytes.ptr && end[-1] == '\r';
}

static struct tt_str with_lines(struct tt_check *check, struct tt_str text,
                                struct tt_str indent)
{
    const char *end = has_carriage_returns(check) ? "\r\n" : "\n";
    struct tt_str rest = text, line, whole = TT_STR("");
    while (tt_str_next_line(&rest, &line)) {
        bool more = line.ptr + line.len < text.ptr + text.len;
        whole = tt_str_format(&check->arena, TT_FMT TT_FMT "%s" TT_FMT, TT_ARG(whole),
                              TT_ARG(line), more ? end : "",
                              TT_ARG(more ? indent : TT_STR("")));
    }
    return whole;
}

static struct tt_edit settle(struct tt_check *check, struct tt_span statement,
                             const struct tt_fix_edit *edit)
{
    struct tt_str text = edit->text, indent = TT_STR("");
    bool inside = statement.start <= edit->span.start && edit->span.end <= statement.end;
    if (inside || edit->later) {
        char first = check->source.bytes.ptr[statement.start];
        text = tt_own_words(check, statement, text);
        text = first >= 'a' && first <= 'z' ? in_small_letters(&check->arena, text) : text;
        indent = edit->later ? indent : tt_indent_at(check, statement.start);
    }
    struct tt_place place = tt_source_place(&check->source, edit->span.start, edit->span.end);
    if (edit->later) {
        place = (struct tt_place){check->file->later_path, {0, 1, 1}, {0, 1, 1}};
    }
    return (struct tt_edit){place, with_lines(check, text, indent)};
}

/* Those of another file come first. */
static int by_place(const void *left, const void *right)
{
    const struct tt_edit *a = left, *b = right;
    size_t first = a->place.start.offset, second = b->place.start.offset;
    return (first > second) - (first < second);
}

/* Behind what could not be read: it may take in what is put there. */
static bool is_unsure(const struct tt_check *check, const struct tt_fix *fix)
{
    for (size_t i = 0; i < check->unsure.count; i++) {
        struct tt_span gap = check->unsure.items[i];
        for (unsigned j = 0; j < fix->count; j++) {
            const struct tt_fix_edit *edit = &fix->edits[j];
            if (!edit->later && edit->span.start <= gap.end && gap.start <= edit->span.end) {
                return true;
            }
        }
    }
    return false;
}

void tt_settle_fix(struct tt_check *check, const struct tt_fix *fix, struct tt_finding *finding)
{
    /* In a body, steps are none: all of it is one transaction. */
    if (fix->count == 0 || is_unsure(check, fix) ||
        tt_is_in_body(check, fix->statement.start)) {
        return;
    }
    struct tt_edit *edits = tt_new_array(&check->arena, struct tt_edit, fix->count);
    for (unsigned i = 0; i < fix->count; i++) {
        edits[i] = settle(check, fix->statement, &fix->edits[i]);
    }
    qsort(edits, fix->count, sizeof(*edits), by_place);
    finding->fix = tt_str_copy(&check->arena, fix->title);
    finding->edits = edits;
    finding->edit_count = fix->count;
}
