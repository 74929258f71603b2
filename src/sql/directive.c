/* Where directives stand, and which part of the file each is about. */
#include "sql/directive.h"

#include <string.h>

#include "base/str.h"
#include "sql/copy.h"
#include "sql/front_matter.h"
#include "sql/lexer.h"
#include "sql/split.h"

/* An answer that holds for every place up to `until`: many comments may share a line. */
struct known {
    size_t until;
    bool answer;
};

struct scan {
    struct tt_directives *directives;
    struct tt_arena *arena;
    const struct tt_source *source;
    struct tt_str text;
    size_t last_end;   /* of the last statement or included file; 0 before the first */
    size_t last_start; /* where that began */
    size_t waiting;    /* directives from this one on wait for what they stand above */
    struct known code_follows;
    struct known stands_apart;
};

static bool has_word(struct tt_str text, const char *word)
{
    size_t len = strlen(word);
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (at < end && (at = memchr(at, word[len - 1], (size_t)(end - at)))) {
        at++;
        if ((size_t)(at - text.ptr) >= len && memcmp(at - len, word, len) == 0) {
            return true;
        }
    }
    return false;
}

bool tt_may_hold_directives(struct tt_str text)
{
    return has_word(text, "tiptoe:") || has_word(text, "squawk") || has_word(text, "atlas:") ||
           has_word(text, "eugene:") || has_word(text, "pgf");
}

static size_t line_start(const struct scan *scan, size_t offset)
{
    return offset - (tt_source_position(scan->source, offset).column - 1);
}

/* Past its newline. */
static size_t line_end(const struct scan *scan, size_t offset)
{
    const struct tt_source *source = scan->source;
    unsigned line = tt_source_position(source, offset).line;
    size_t end = line < source->line_count ? source->lines[line] : source->bytes.len;
    return end < scan->text.len ? end : scan->text.len;
}

/* Code that stands behind the comment, on the line where it ends. */
static bool code_follows(struct scan *scan, size_t end)
{
    struct known *known = &scan->code_follows;
    if (end > known->until) {
        struct tt_lexer lexer = {tt_str_slice(scan->text, 0, line_end(scan, end)), end};
        struct tt_token token;
        do {
            token = tt_lexer_next_solid(&lexer);
        } while (tt_token_is_mark(lexer.text, token, ';'));
        *known = (struct known){token.start, token.kind != TT_TOKEN_END};
    }
    return known->answer;
}

static bool has_blank_line(struct tt_str text, size_t from, size_t to)
{
    unsigned lines = 0;
    for (; from < to; from++) {
        lines += text.ptr[from] == '\n';
    }
    return lines > 1;
}

/* A blank line between the comment and the code below makes it the file's. */
static bool stands_apart(struct scan *scan, size_t end)
{
    struct known *known = &scan->stands_apart;
    if (end > known->until) {
        struct tt_lexer lexer = {scan->text, end};
        struct tt_token token = {.kind = TT_TOKEN_COMMENT, .end = end};
        bool apart = false;
        while (!apart && token.kind == TT_TOKEN_COMMENT) {
            size_t from = token.end;
            token = tt_lexer_next(&lexer);
            apart = has_blank_line(scan->text, from, token.start);
        }
        *known = (struct known){token.start, apart};
    }
    return known->answer;
}

/* A directive that is about its file, or about a place that it gives itself. */
static bool settle(struct scan *scan, struct tt_directive *directive, size_t end)
{
    bool first = !scan->directives->statement_seen;
    bool of_atlas = directive->foreign && tt_str_starts(directive->word, "atlas");
    switch (directive->kind) {
    case TT_DIRECTIVE_IGNORE:
        if (!of_atlas || !first || !stands_apart(scan, end)) {
            return false;
        }
        directive->holds = (struct tt_span){0, scan->text.len + 1};
        break;
    case TT_DIRECTIVE_IGNORE_FILE:
        if (first || directive->foreign) {
            directive->holds = (struct tt_span){0, scan->text.len + 1};
        } else {
            directive->misplaced = "it stands behind the first statement";
        }
        break;
    case TT_DIRECTIVE_IGNORE_START:
    case TT_DIRECTIVE_IGNORE_END:
    case TT_DIRECTIVE_UNKNOWN:
        directive->holds = directive->span;
        break;
    }
    return true;
}

/* `code_end`: where the code before it ends; `from`: what a trailing comment speaks of. */
static void add_comment(struct scan *scan, struct tt_token comment, size_t code_end,
                        size_t from)
{
    struct tt_directive directive;
    if (comment.unclosed ||
        !tt_directive_parse(scan->arena, scan->text,
                            (struct tt_span){comment.start, comment.end}, &directive)) {
        return;
    }
    struct tt_directives *all = scan->directives;
    bool settled = settle(scan, &directive, comment.end);
    size_t line = line_start(scan, comment.start);
    if (!settled && code_end > line && !code_follows(scan, comment.end)) {
        directive.holds = (struct tt_span){from < line ? from : line, comment.start};
        settled = true;
    }
    directive.holds.start = settled ? directive.holds.start : comment.end;
    tt_vec_push(scan->arena, &all->found, directive);
}

/* What was written above is about what stands here and ends at `end`. */
static void end_waiting(struct scan *scan, size_t end)
{
    struct tt_directives *all = scan->directives;
    for (; scan->waiting < all->found.count; scan->waiting++) {
        struct tt_directive *directive = &all->found.items[scan->waiting];
        if (directive->holds.end == 0 && !directive->misplaced) {
            directive->holds.end = end;
        }
    }
}

static void meet(struct scan *scan, struct tt_span span)
{
    end_waiting(scan, span.end);
    scan->directives->statement_seen = true;
    scan->last_start = span.start;
    scan->last_end = span.end;
}

static void scan_gap(struct scan *scan, size_t from, size_t to)
{
    struct tt_lexer lexer = {tt_str_slice(scan->text, 0, to), from};
    struct tt_token token;
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        struct tt_span span = {token.start, token.end};
        if (token.kind == TT_TOKEN_COMMENT) {
            add_comment(scan, token, scan->last_end, scan->last_start);
        } else if (token.kind == TT_TOKEN_COMMAND) {
            bool unclosed = false;
            if (tt_command_file(lexer.text, token).len > 0) {
                meet(scan, span);
            } else if (tt_is_client_copy(tt_str_slice(lexer.text, span.start, span.end))) {
                lexer.at = tt_copy_data(lexer.text, span.end, &unclosed).end;
            }
        }
    }
}

/* Inside a statement, a directive is about a line. */
static void scan_statement(struct scan *scan, struct tt_span span)
{
    struct tt_lexer lexer = {tt_str_slice(scan->text, 0, span.end), span.start};
    struct tt_token token;
    size_t code_end = 0;
    while ((token = tt_lexer_next(&lexer)).kind != TT_TOKEN_END) {
        if (token.kind == TT_TOKEN_COMMENT) {
            add_comment(scan, token, code_end, token.start);
            continue;
        }
        code_end = token.end;
        if (scan->waiting < scan->directives->found.count) {
            end_waiting(scan, line_end(scan, token.start));
        }
    }
}

static void scan_all(struct scan *scan, struct tt_span stretch,
                     const struct tt_stmt_place *stmts, size_t count);

/* As many of the statements as stand in the first one's body are scanned with it. */
static size_t scan_place(struct scan *scan, const struct tt_stmt_place *stmts, size_t count)
{
    struct tt_span body = stmts[0].body;
    size_t inner = 1;
    meet(scan, stmts[0].span);
    while (inner < count && stmts[inner].span.start < body.end) {
        inner++;
    }
    if (body.end > 0) {
        scan->last_start = scan->last_end = body.start;
        scan_all(scan, body, stmts + 1, inner - 1);
        scan->last_start = stmts[0].span.start;
        scan->last_end = stmts[0].span.end;
    } else {
        scan_statement(scan, stmts[0].span);
    }
    return inner;
}

static void scan_all(struct scan *scan, struct tt_span stretch,
                     const struct tt_stmt_place *stmts, size_t count)
{
    size_t at = stretch.start;
    for (size_t i = 0; i < count;) {
        const struct tt_stmt_place *stmt = &stmts[i];
        scan_gap(scan, at, stmt->span.start);
        i += scan_place(scan, stmt, count - i);
        at = stmt->span.end;
        if (stmt->data.end > 0) {
            scan_gap(scan, at, stmt->data.start);
            at = stmt->data.end;
        }
    }
    scan_gap(scan, at, stretch.end);
}

void tt_directives_read(struct tt_directives *directives, struct tt_arena *arena,
                        const struct tt_source *source, struct tt_span stretch,
                        const struct tt_stmt_place *stmts, size_t count)
{
    struct scan scan = {
        .directives = directives,
        .arena = arena,
        .source = source,
        .text = tt_str_slice(source->bytes, 0, stretch.end),
        .waiting = directives->found.count,
    };
    size_t front_matter = tt_front_matter(scan.text, stretch.start).end;
    stretch.start = front_matter > 0 ? front_matter : stretch.start;
    scan_all(&scan, stretch, stmts, count);
    for (; scan.waiting < directives->found.count; scan.waiting++) {
        struct tt_directive *directive = &directives->found.items[scan.waiting];
        if (directive->holds.end == 0 && !directive->misplaced) {
            directive->misplaced = "no statement follows it";
        }
    }
}
