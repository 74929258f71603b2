#include "lint/edit.h"

#include <assert.h>
#include <stdint.h>

#include "lint/check.h"
#include "lint/rule.h"
#include "sql/lexer.h"
#include "sql/split.h"

static void add(struct tt_fix *fix, struct tt_span span, struct tt_str text)
{
    assert(fix->count < TT_FIX_EDITS_MAX);
    fix->edits[fix->count++] = (struct tt_fix_edit){.span = span, .text = text};
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

static bool begins_with_any(struct tt_str text, const struct tt_piece *piece, const char *word,
                            const char *other)
{
    return tt_token_is_word(text, piece->first, word) ||
           tt_token_is_word(text, piece->first, other);
}

/* With its semicolon, and the line if it has one for itself. */
static struct tt_span whole_line(const struct tt_check *check, const struct tt_piece *piece)
{
    struct tt_str bytes = check->source.bytes;
    size_t start = piece->span.start - tt_indent_at(check, piece->span.start).len;
    size_t end = piece->next;
    while (end < bytes.len &&
           (bytes.ptr[end] == ' ' || bytes.ptr[end] == '\t' || bytes.ptr[end] == '\r')) {
        end++;
    }
    bool begins = start == check->source.start || bytes.ptr[start - 1] == '\n';
    bool alone = begins && end < bytes.len && bytes.ptr[end] == '\n';
    return alone ? (struct tt_span){start, end + 1}
                 : (struct tt_span){piece->span.start, piece->next};
}

/* BEGIN, the statement, COMMIT, and nothing else that runs. */
static bool leave_written(const struct tt_check *check, const struct tt_outcome *outcome,
                          struct tt_fix *fix)
{
    static const char *const chain[] = {"chain"};
    const struct tt_file *file = check->file;
    struct tt_str text = tt_str_slice(check->source.bytes, 0, check->source.end);
    struct tt_piece pieces[4] = {0};
    if (file->part_count > 1 || (file->part_count == 1 && file->parts[0].in_transaction)) {
        return false;
    }
    struct tt_split *split = tt_split_create(text);
    for (size_t i = 0; i < 4; i++) {
        size_t at = i > 0 ? pieces[i - 1].next : check->source.start;
        pieces[i] = tt_split_at(split, at, text.len);
    }
    tt_split_destroy(split);
    bool framed = begins_with_any(text, &pieces[0], "begin", "start") &&
                  pieces[1].span.start == outcome->stmt->span.start &&
                  begins_with_any(text, &pieces[2], "commit", "end") &&
                  tt_first_of(tt_check_text(check, pieces[2].span), chain, 1).len == 0 &&
                  pieces[0].semicolon && pieces[1].semicolon && pieces[2].semicolon &&
                  pieces[3].kind == TT_PIECE_END;
    if (framed) {
        add(fix, whole_line(check, &pieces[0]), TT_STR(""));
        add(fix, whole_line(check, &pieces[2]), TT_STR(""));
    }
    return framed;
}

static bool leave_transaction(const struct tt_check *check, const struct tt_outcome *outcome,
                              struct tt_fix *fix)
{
    if (outcome->block == TT_BLOCK_WRITTEN) {
        return leave_written(check, outcome, fix);
    }
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

static struct tt_str say_leaving(struct tt_check *check, const struct tt_outcome *outcome)
{
    return outcome->block == TT_BLOCK_WRITTEN
               ? TT_STR("take BEGIN and COMMIT out")
               : tt_str_format(tt_check_arena(check), "have " TT_FMT " open no transaction",
                               TT_ARG(tt_check_tool(check)));
}

struct tt_fix tt_fix_leave_transaction(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    if (is_ours(check, outcome) && leave_transaction(check, outcome, &fix)) {
        fix.title = say_leaving(check, outcome);
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
                    : tt_str_format(tt_check_arena(check), "add CONCURRENTLY, and " TT_FMT,
                                    TT_ARG(say_leaving(check, outcome)));
    return fix;
}

/* --- steps ------------------------------------------------------------------------ */

/* Whether statements that stand behind this one are transactions of their own. */
static bool can_go_in_steps(const struct tt_check *check, const struct tt_outcome *outcome)
{
    return is_ours(check, outcome) && outcome->block == TT_BLOCK_NONE &&
           !tt_sent_with_others(check, outcome->stmt->span.start);
}

/* ALTER TABLE IF EXISTS, ONLY, ADD COLUMN IF NOT EXISTS: what it does is not sure. */
static bool is_plain(struct tt_str text)
{
    static const char *const words[] = {"if", "only"};
    return tt_first_of(text, words, sizeof(words) / sizeof(words[0])).len == 0;
}

/* The same of what stands before the parts: ALTER TABLE and a name. */
static bool has_plain_head(struct tt_str text)
{
    enum { HEAD_TOKENS = 3 };
    struct tt_lexer lexer = {.text = text};
    for (int i = 0; i < HEAD_TOKENS; i++) {
        struct tt_token token = tt_lexer_next_solid(&lexer);
        if (tt_token_is_word(text, token, "if") || tt_token_is_word(text, token, "only")) {
            return false;
        }
    }
    return true;
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

/* Where nothing else of the file makes use of it: a CHECK that is not valid proves nothing. */
static bool can_wait(const struct tt_check *check, const struct tt_constraint *constraint)
{
    return check->file->later_path.len > 0 &&
           (constraint->kind == TT_FOREIGN_KEY || tt_check_is_alone(check));
}

static void validate_later(struct tt_check *check, struct tt_fix *fix, struct tt_span clause,
                           struct tt_str validate)
{
    const struct tt_file *file = check->file;
    put_in(fix, clause.end, TT_STR(" NOT VALID"));
    put_in(fix, 0,
           tt_str_format(tt_check_arena(check), TT_FMT TT_FMT ";\n" TT_FMT,
                         TT_ARG(file->later_head), TT_ARG(validate), TT_ARG(file->later_tail)));
    fix->edits[fix->count - 1].later = true;
    fix->title = TT_STR("add NOT VALID, and validate in a migration behind all others");
}

static void validate_next(struct tt_check *check, struct tt_fix *fix, struct tt_span clause,
                          struct tt_str validate)
{
    struct tt_arena *arena = tt_check_arena(check);
    size_t end = fix->statement.end;
    if (clause.end == end) {
        put_in(fix, end, tt_str_format(arena, " NOT VALID;\n" TT_FMT, TT_ARG(validate)));
    } else {
        put_in(fix, clause.end, TT_STR(" NOT VALID"));
        put_in(fix, end, tt_str_format(arena, ";\n" TT_FMT, TT_ARG(validate)));
    }
    fix->title = TT_STR("add NOT VALID, and validate in a statement of its own");
}

struct tt_fix tt_fix_not_valid(struct tt_check *check, const struct tt_outcome *outcome,
                               const struct tt_work *work)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *constraint = work->constraint;
    if (!is_ours(check, outcome) || work->added_column ||
        !has_plain_head(tt_check_text(check, fix.statement)) ||
        !is_plain(tt_check_text(check, work->span)) || !tt_fix_knows_name(check, work)) {
        return fix;
    }
    struct tt_str validate = tt_str_format(
        arena, "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT,
        TT_ARG(tt_sql_name(check, constraint->relation->name)),
        TT_ARG(tt_quote(arena, constraint->name)));
    if (can_go_in_steps(check, outcome)) {
        validate_next(check, &fix, work->span, validate);
    } else if (can_wait(check, constraint)) {
        validate_later(check, &fix, work->span, validate);
    }
    return fix;
}

/* Behind COMMIT, when that comes next: what the transaction does without it stays the same. */
static void move_behind_commit(struct tt_check *check, const struct tt_piece *piece,
                               const struct tt_piece *next, struct tt_fix *fix)
{
    static const char *const chain[] = {"chain"};
    struct tt_str text = tt_str_slice(check->source.bytes, 0, check->source.end);
    bool ends = begins_with_any(text, next, "commit", "end") && next->semicolon &&
                tt_first_of(tt_check_text(check, next->span), chain, 1).len == 0;
    if (!ends || tt_sent_with_others(check, piece->span.start)) {
        return;
    }
    add(fix, whole_line(check, piece), TT_STR(""));
    put_in(fix, next->next,
           tt_str_format(tt_check_arena(check), "\n\n" TT_FMT ";",
                         TT_ARG(tt_check_text(check, piece->span))));
    fix->title = TT_STR("validate behind COMMIT");
}

/* Nothing comes behind it that might make use of it. */
static bool is_last(const struct tt_check *check, const struct tt_piece *piece)
{
    size_t part_count = check->file->part_count;
    bool last = part_count > 0 || count_statements(check, piece->next, SIZE_MAX) == 0;
    for (size_t i = 0; last && i < part_count; i++) {
        const struct tt_part *part = &check->file->parts[i];
        size_t start = part->start > piece->next ? part->start : piece->next;
        last = part->down || count_statements(check, start, part->end) == 0;
    }
    return last;
}

static void move_to_later_file(struct tt_check *check, const struct tt_piece *piece,
                               struct tt_fix *fix)
{
    const struct tt_file *file = check->file;
    add(fix, whole_line(check, piece), TT_STR(""));
    put_in(fix, 0,
           tt_str_format(tt_check_arena(check), TT_FMT TT_FMT ";\n" TT_FMT,
                         TT_ARG(file->later_head), TT_ARG(tt_check_text(check, piece->span)),
                         TT_ARG(file->later_tail)));
    fix->edits[fix->count - 1].later = true;
    fix->title = TT_STR("validate in a migration behind all others");
}

struct tt_fix tt_fix_validate_apart(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_str text = tt_check_text(check, fix.statement);
    if (!is_ours(check, outcome) || !is_one_part(text) || !is_plain(text)) {
        return fix;
    }
    struct tt_split *split = tt_split_create(
        tt_str_slice(check->source.bytes, 0, check->source.end));
    struct tt_piece piece = tt_split_at(split, fix.statement.start, check->source.end);
    struct tt_piece next = tt_split_at(split, piece.next, check->source.end);
    tt_split_destroy(split);
    if (outcome->block == TT_BLOCK_WRITTEN) {
        move_behind_commit(check, &piece, &next, &fix);
    } else if (outcome->block == TT_BLOCK_OF_TOOL && check->file->later_path.len > 0 &&
               is_last(check, &piece)) {
        move_to_later_file(check, &piece, &fix);
    }
    return fix;
}

struct tt_fix tt_fix_by_steps(struct tt_check *check, const struct tt_outcome *outcome,
                              const char *title, struct tt_str steps)
{
    struct tt_fix fix = {.statement = outcome->stmt->span};
    struct tt_str text = tt_check_text(check, outcome->stmt->span);
    if (can_go_in_steps(check, outcome) && is_one_part(text) && is_plain(text)) {
        add(&fix, outcome->stmt->span, steps);
        fix.title = tt_str_from(title);
    }
    return fix;
}
