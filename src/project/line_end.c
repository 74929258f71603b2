/*
 * Tools that take a line which ends with a semicolon for the end of a statement, whatever the
 * line stands in: endsWithSemicolon() in goose's internal/sqlparser/parser.go and in
 * sql-migrate's sqlparse/sqlparse.go.
 */
#include "base/arena.h"
#include "base/str.h"
#include "project/cut.h"
#include "project/statement.h"

/* The last word before one that begins with "--" ends with a semicolon. */
static bool ends_statement(struct tt_str line)
{
    bool ends = false, in_word = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\r';
        if (!in_word && c == '-' && i + 1 < line.len && line.ptr[i + 1] == '-') {
            break;
        }
        in_word = !blank;
        ends = blank ? ends : c == ';';
    }
    return ends;
}

/* Statements of one line have a semicolon between them, and those cut in two quote something.
 */
static bool needs_a_look(struct tt_str line)
{
    unsigned quotes = 0;
    for (size_t i = 0; i < line.len; i++) {
        quotes += line.ptr[i] == '\'';
        if (line.ptr[i] == '$' || (line.ptr[i] == ';' && i + 1 < line.len) ||
            (line.ptr[i] == '/' && i + 1 < line.len && line.ptr[i + 1] == '*')) {
            return true;
        }
    }
    return quotes % 2 == 1;
}

/* What the tool makes of a part. */
struct cutting {
    struct tt_arena *arena;
    const struct tt_line_end *tool;
    struct tt_str text;
    struct tt_statements statements;
    struct tt_piece piece; /* the statement at hand */
    bool more;             /* it is there */
    tt_parts *parts;
    tt_parts *made;
};

static void refuse(struct cutting *cutting, struct tt_str message, struct tt_str detail,
                   struct tt_str hint)
{
    struct tt_remark remark = {
        .start = cutting->piece.span.start,
        .end = cutting->piece.span.end,
        .kind = TT_REMARK_REFUSED,
        .message = message,
        .detail = detail,
        .hint = hint,
    };
    tt_vec_push(cutting->arena, &cutting->parts->remarks, remark);
}

static void next(struct cutting *cutting)
{
    cutting->more = tt_statements_next(&cutting->statements, &cutting->piece);
}

static void refuse_pieces(struct cutting *cutting)
{
    struct tt_arena *arena = cutting->arena;
    const struct tt_line_end *tool = cutting->tool;
    refuse(
        cutting, tt_str_format(arena, "%s cuts this statement in pieces", tool->name),
        tt_str_format(arena,
                      "A line in it ends with a semicolon, and %s sends what stands up to "
                      "there, quoted or not. PostgreSQL answers with a syntax error.",
                      tool->name),
        tt_str_format(arena,
                      "Put \"%s StatementBegin\" on a line above it, and \"%s StatementEnd\" "
                      "on one below.",
                      tool->marker, tool->marker));
}

static void refuse_rest(struct cutting *cutting)
{
    struct tt_arena *arena = cutting->arena;
    const struct tt_line_end *tool = cutting->tool;
    refuse(cutting, tt_str_format(arena, "%s finds no end of this statement", tool->name),
           tt_str_format(arena,
                         "No line from here on ends with a semicolon, and %s stops before it "
                         "runs any of the file.",
                         tool->name),
           TT_STR("End it with a semicolon, with nothing but a comment behind that."));
}

/* How many statements the lines up to `end` hold; one that goes on behind them is told. */
static unsigned count_statements(struct cutting *cutting, size_t end)
{
    unsigned count = 0;
    while (cutting->more && cutting->piece.span.start < end) {
        count++;
        if (cutting->piece.span.end > end) {
            refuse_pieces(cutting);
            cutting->more = false; /* what comes behind is as wrong */
            return count;
        }
        next(cutting);
    }
    return count;
}

static void push(struct cutting *cutting, struct tt_part *part, size_t end, bool as_one_text)
{
    part->end = end;
    part->as_one_text = as_one_text;
    if (part->end > part->start) {
        tt_vec_push(cutting->arena, cutting->made, *part);
        part->goes_on = true;
    }
    part->start = end;
}

static void cut_part(struct cutting *cutting, struct tt_part part)
{
    size_t end = part.end, chunk = part.start;
    struct tt_line line = {.end = part.start};
    struct tt_str text = tt_str_slice(cutting->text, 0, end);
    tt_statements_init(&cutting->statements, text, part.start, end);
    next(cutting);
    while (tt_next_line(text, &line)) {
        if (!ends_statement(line.text)) {
            continue;
        }
        if (count_statements(cutting, line.end) > 1) {
            push(cutting, &part, chunk, false);
            push(cutting, &part, line.end, true);
        }
        chunk = line.end;
    }
    if (cutting->more) {
        refuse_rest(cutting);
    }
    push(cutting, &part, end, false);
    tt_statements_finish(&cutting->statements);
}

static bool is_simple(struct tt_str text, const struct tt_part *part)
{
    struct tt_str own = tt_str_slice(text, 0, part->end);
    struct tt_line line = {.end = part->start};
    bool ended = true;
    while (tt_next_line(own, &line)) {
        struct tt_str words = tt_str_trim(line.text);
        if (needs_a_look(words)) {
            return false;
        }
        if (words.len > 0 && !tt_str_starts(words, "--")) {
            ended = ends_statement(words);
        }
    }
    return ended;
}

void tt_cut_at_line_ends(struct tt_arena *arena, struct tt_str text,
                         const struct tt_line_end *tool, tt_parts *parts)
{
    tt_parts made = {0};
    struct cutting cutting = {
        .arena = arena, .tool = tool, .text = text, .parts = parts, .made = &made};
    for (size_t i = 0; i < parts->count; i++) {
        const struct tt_part *part = &parts->items[i];
        if (part->down || part->as_one_text || is_simple(text, part)) {
            tt_vec_push(arena, &made, *part);
        } else {
            cut_part(&cutting, *part);
        }
    }
    parts->items = made.items;
    parts->count = made.count;
    parts->room = made.room;
}
