#include "lint/edit.h"

#include <assert.h>
#include <stdlib.h>

#include "lint/check.h"
#include "lint/rule.h"
#include "sql/lexer.h"
#include "sql/split.h"

static void add(struct tt_fix *fix, struct tt_span span, struct tt_str text)
{
    assert(fix->count < TT_FIX_EDITS_MAX);
    fix->edits[fix->count++] = (struct tt_fix_edit){span, text};
}

static void put_in(struct tt_fix *fix, size_t at, struct tt_str text)
{
    add(fix, (struct tt_span){at, at}, text);
}

/* What has run, or is not on disk as it was read, is nobody's to edit. */
static bool is_ours(const struct tt_check *check, const struct tt_outcome *outcome)
{
    return !check->file->is_edited && !check->file->is_rendered &&
           outcome->fails.when != TT_FAILS_ALWAYS;
}

/* --- transactions ----------------------------------------------------------------- */

/* Statements between the offsets, up to two. */
static unsigned count_statements(const struct tt_check *check, size_t start, size_t end)
{
    struct tt_str text = check->source.bytes;
    start = start > check->source.start ? start : check->source.start;
    end = end < check->source.end ? end : check->source.end;
    if (start >= end) {
        return 0;
    }
    struct tt_split *split = tt_split_create(tt_str_slice(text, 0, end));
    struct tt_piece piece = {.next = start};
    unsigned count = 0;
    for (; count < 2; count++) {
        piece = tt_split_at(split, piece.next, end);
        if (piece.kind == TT_PIECE_END) {
            break;
        }
    }
    tt_split_destroy(split);
    return count;
}

/* No more than one statement leads up, and no more than one down: nothing else gets apart. */
static bool is_only_statement(const struct tt_check *check)
{
    unsigned up = 0, down = 0;
    for (size_t i = 0; i < check->file->part_count && up < 2 && down < 2; i++) {
        const struct tt_part *part = &check->file->parts[i];
        unsigned count = count_statements(check, part->start, part->end);
        up += part->down ? 0 : count;
        down += part->down ? count : 0;
    }
    return up < 2 && down < 2;
}

static bool leave_transaction(const struct tt_check *check, const struct tt_outcome *outcome,
                              struct tt_fix *fix)
{
    const struct tt_file *file = check->file;
    /* Flyway knows what to do with other statements, but not with REINDEX TABLE. */
    bool by_itself = file->opts_out && !tt_str_is(outcome->stmt->kind, "ReindexStmt");
    bool can = outcome->block == TT_BLOCK_OF_TOOL && (file->opt_out.len > 0 || by_itself) &&
               is_only_statement(check);
    if (can && file->opt_out.len > 0) {
        put_in(fix, file->opt_out_at, file->opt_out);
    }
    return can;
}

struct tt_fix tt_fix_leave_transaction(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    if (is_ours(check, outcome) && leave_transaction(check, outcome, &fix)) {
        fix.title = tt_str_format(tt_check_arena(check), "have " TT_FMT " open no transaction",
                                  TT_ARG(tt_check_tool(check)));
    }
    return fix;
}

struct tt_fix tt_fix_concurrently(struct tt_check *check, const struct tt_outcome *outcome,
                                  const char *const *words, size_t count, bool in_block)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    struct tt_str word = tt_first_of(text, words, count);
    if (!is_ours(check, outcome) || word.len == 0 ||
        (outcome->block && !in_block && !leave_transaction(check, outcome, &fix))) {
        return (struct tt_fix){0};
    }
    size_t at = outcome->stmt->span.start + (size_t)(word.ptr - text.ptr) + word.len;
    put_in(&fix, at, TT_STR(" CONCURRENTLY"));
    fix.title = fix.count == 1
                    ? TT_STR("add CONCURRENTLY")
                    : tt_str_format(tt_check_arena(check),
                                    "add CONCURRENTLY, and have " TT_FMT " open no transaction",
                                    TT_ARG(tt_check_tool(check)));
    return fix;
}

/* --- steps ------------------------------------------------------------------------ */

static bool sent_with_others(const struct tt_check *check, size_t offset)
{
    for (size_t i = 0; i < check->file->part_count; i++) {
        const struct tt_part *part = &check->file->parts[i];
        if (part->start <= offset && offset < part->end) {
            return part->as_one_text;
        }
    }
    return false;
}

/* Whether statements that stand behind this one are transactions of their own. */
static bool can_go_in_steps(const struct tt_check *check, const struct tt_outcome *outcome)
{
    return is_ours(check, outcome) && outcome->block == TT_BLOCK_NONE &&
           !sent_with_others(check, outcome->stmt->span.start);
}

/* ALTER TABLE IF EXISTS, ONLY, ADD COLUMN IF NOT EXISTS: what it does is not sure. */
static bool is_plain(struct tt_str text)
{
    static const char *const words[] = {"if", "only"};
    return tt_first_of(text, words, sizeof(words) / sizeof(words[0])).len == 0;
}

/* One part, and no comment that would get lost. */
static bool is_one_part(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next(&lexer);
    int depth = 0;
    while (token.kind != TT_TOKEN_END && token.kind != TT_TOKEN_COMMENT &&
           !(depth == 0 && tt_token_is_mark(text, token, ','))) {
        depth += tt_token_is_mark(text, token, '(') - tt_token_is_mark(text, token, ')');
        token = tt_lexer_next(&lexer);
    }
    return token.kind == TT_TOKEN_END;
}

static bool says_name(struct tt_str clause)
{
    struct tt_lexer lexer = {.text = clause};
    struct tt_token token = tt_lexer_next_solid(&lexer);
    if (tt_token_is_word(clause, token, "add")) {
        token = tt_lexer_next_solid(&lexer);
    }
    return tt_token_is_word(clause, token, "constraint");
}

bool tt_fix_knows_name(struct tt_check *check, const struct tt_work *work)
{
    const struct tt_relation *relation = work->constraint->relation;
    return (relation->known && !relation->assumed) ||
           says_name(tt_check_text(check, work->span));
}

struct tt_fix tt_fix_not_valid(struct tt_check *check, const struct tt_outcome *outcome,
                               const struct tt_work *work)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_span statement = outcome->stmt->span;
    const struct tt_constraint *constraint = work->constraint;
    if (!can_go_in_steps(check, outcome) || work->added_column ||
        !is_plain(tt_check_text(check, statement)) || !tt_fix_knows_name(check, work)) {
        return fix;
    }
    struct tt_str name = tt_quote(arena, constraint->name);
    struct tt_str validate = tt_str_format(
        arena, ";\nALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT,
        TT_ARG(tt_sql_name(check, constraint->relation->name)), TT_ARG(name));
    if (work->span.end == statement.end) {
        put_in(&fix, statement.end,
               tt_str_format(arena, " NOT VALID" TT_FMT, TT_ARG(validate)));
    } else {
        put_in(&fix, work->span.end, TT_STR(" NOT VALID"));
        put_in(&fix, statement.end, validate);
    }
    fix.title = TT_STR("add NOT VALID, and validate in a statement of its own");
    return fix;
}

struct tt_fix tt_fix_by_steps(struct tt_check *check, const struct tt_outcome *outcome,
                              const char *title, struct tt_str steps)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    if (can_go_in_steps(check, outcome) && is_plain(text) && is_one_part(text)) {
        add(&fix, outcome->stmt->span, steps);
        fix.title = tt_str_from(title);
    }
    return fix;
}

/* --- as the file is written --------------------------------------------------------- */

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

/* The blanks before the offset, if nothing else stands before it on its line. */
static struct tt_str indent_at(const struct tt_check *check, size_t offset)
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
    if (statement.start <= edit->span.start && edit->span.end <= statement.end) {
        char first = check->source.bytes.ptr[statement.start];
        text = tt_own_words(check, statement, text);
        text = first >= 'a' && first <= 'z' ? in_small_letters(&check->arena, text) : text;
        indent = indent_at(check, statement.start);
    }
    return (struct tt_edit){
        .place = tt_source_place(&check->source, edit->span.start, edit->span.end),
        .text = with_lines(check, text, indent),
    };
}

static int by_place(const void *left, const void *right)
{
    const struct tt_edit *a = left, *b = right;
    size_t first = a->place.start.offset, second = b->place.start.offset;
    return (first > second) - (first < second);
}

void tt_settle_fix(struct tt_check *check, const struct tt_fix *fix, struct tt_finding *finding)
{
    if (fix->count == 0) {
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
