#include "sql/recover.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct search {
    struct tt_reader *reader;
    struct tt_split *split;
    const struct tt_piece *piece;
    long indent_max;
};

/* Where the next statement begins, and the semicolon that the broken one ends in. */
struct cut {
    size_t next;
    size_t end;
};

static bool is_any_word(struct tt_str text, struct tt_token token, const char *const *words)
{
    while (*words && !tt_token_is_word(text, token, *words)) {
        words++;
    }
    return *words != NULL;
}

/* A function's body may hold lines of plain SQL, but seldom of these. */
static bool starts_ddl(struct tt_str text, struct tt_token token)
{
    static const char *const words[] = {"create", "alter",   "drop",     "comment", "grant",
                                        "revoke", "reindex", "truncate", "refresh", NULL};
    return is_any_word(text, token, words);
}

static bool starts_statement(struct tt_str text, struct tt_token token)
{
    static const char *const words[] = {
        "insert", "update", "delete", "select",   "set",  "begin",   "commit", "copy", "with",
        "lock",   "vacuum", "merge",  "rollback", "call", "analyze", "do",     NULL};
    return starts_ddl(text, token) || is_any_word(text, token, words);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* How far the token at `at` is from its line's begin, or -1 if it is not the first there. */
static long indent(struct tt_str text, size_t at)
{
    size_t start = at;
    while (start > 0 && is_space(text.ptr[start - 1])) {
        start--;
    }
    bool first = start == 0 || text.ptr[start - 1] == '\n';
    return first ? (long)(at - start) : -1;
}

static size_t line_end(struct tt_str text, size_t at)
{
    const char *newline = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
    return newline ? (size_t)(newline - text.ptr) : text.len;
}

static size_t skip_spaces(struct tt_str text, size_t at)
{
    while (at < text.len && is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

/* False when the patience for reading things twice is gone. */
static bool spend(struct tt_reader *reader, size_t bytes)
{
    bool enough = reader->patience >= bytes;
    reader->patience -= enough ? bytes : reader->patience;
    return enough;
}

static bool parses(struct tt_reader *reader, const struct tt_piece *piece)
{
    if (piece->kind != TT_PIECE_STATEMENT || piece->unclosed ||
        !spend(reader, piece->next - piece->span.start)) {
        return false;
    }
    tt_reader_load(reader, piece);
    struct tt_parse parse = tt_reader_parse(reader, piece);
    tt_reader_forget_trees(reader);
    return parse.outcome == TT_PARSE_OK;
}

/* Whether a statement begins at `at`; `ret_next` is what it would be. */
static bool begins_statement(struct search *search, size_t at, struct tt_piece *ret_next)
{
    struct tt_str text = search->reader->text;
    if (indent(text, at) > search->indent_max || search->reader->patience == 0) {
        return false;
    }
    *ret_next = tt_split_at(search->split, at, text.len);
    return spend(search->reader, ret_next->next - at) && parses(search->reader, ret_next);
}

/*
 * A quote that spans lines may be one only because another is missing or too
 * many. If quotes are odd to the very end, any statement in it proves that;
 * otherwise, one that goes on beyond the quote. A dollar quote that is closed
 * is believed unless the latter holds.
 */
static bool belies_quote(const struct search *search, const struct tt_token *quote,
                         const struct tt_piece *next)
{
    bool odd = search->piece->unclosed && quote->kind != TT_TOKEN_DOLLAR;
    return quote->unclosed || odd || next->span.end > quote->end;
}

/* Lines of a body, up to one that may have been meant to close it. */
struct quote_lines {
    size_t at;
    size_t ended_at; /* the semicolon that the last line ended in, or 0 */
    bool body;       /* nothing but a body was seen so far */
};

static bool starts_here(struct search *search, const struct quote_lines *lines, size_t end,
                        struct tt_token *ret_word)
{
    const struct tt_str text = search->reader->text;
    struct tt_lexer lexer = {tt_str_slice(text, 0, end), skip_spaces(text, lines->at)};
    *ret_word = tt_lexer_next(&lexer);
    return lines->ended_at > 0 &&
           (lines->body ? starts_ddl(text, *ret_word) : starts_statement(text, *ret_word));
}

static void take_line(const struct search *search, struct quote_lines *lines, size_t end)
{
    const struct tt_str text = search->reader->text;
    struct tt_str line = tt_str_trim(tt_str_slice(text, lines->at, end));
    bool comment = tt_str_starts(line, "--") && !memchr(line.ptr, '\r', line.len);
    if (line.len > 0 && !comment) {
        size_t last = (size_t)(line.ptr - text.ptr) + line.len - 1;
        lines->ended_at = text.ptr[last] == ';' ? last : 0;
        lines->body = lines->body && !memchr(line.ptr, '$', line.len);
    }
    lines->at = end + 1;
}

static bool search_quote(struct search *search, const struct tt_token *quote, struct cut *cut)
{
    const struct tt_str text = search->reader->text;
    struct quote_lines lines = {.at = quote->start};
    if (quote->kind == TT_TOKEN_DOLLAR) {
        const char *tag_end = memchr(text.ptr + quote->start + 1, '$',
                                     quote->end - quote->start);
        lines.at = (size_t)(tag_end - text.ptr) + 1;
        lines.body = true;
    }
    while (lines.at < quote->end) {
        size_t end = line_end(text, lines.at);
        struct tt_piece next;
        struct tt_token word;
        if (starts_here(search, &lines, end, &word) &&
            begins_statement(search, word.start, &next) && belies_quote(search, quote, &next)) {
            *cut = (struct cut){word.start, lines.ended_at};
            return true;
        }
        if (!spend(search->reader, end + 1 - lines.at)) {
            return false;
        }
        take_line(search, &lines, end);
    }
    return false;
}

static bool is_alone_on_line(struct tt_str text, struct tt_token token)
{
    size_t end = skip_spaces(text, token.end);
    bool last = end == text.len || text.ptr[end] == '\n' || text.ptr[end] == '\r';
    return last && indent(text, token.start) >= 0;
}

/* GO, and a slash: how clients of other databases send what came before. */
static bool is_separator(struct tt_str text, struct tt_token token)
{
    bool slash = token.kind == TT_TOKEN_OPERATOR && text.ptr[token.start] == '/';
    return (slash || tt_token_is_word(text, token, "go")) && is_alone_on_line(text, token);
}

/*
 * What stands before the separator must parse for it to be one. If that is what
 * is broken, GO on a line of its own with a statement behind it is enough.
 */
static bool ends_before(struct search *search, struct tt_token separator, struct cut *cut)
{
    const struct tt_str text = search->reader->text;
    struct tt_piece before = tt_split_at(search->split, search->piece->span.start,
                                         separator.start);
    struct tt_lexer lexer = {text, separator.end};
    struct tt_token behind = tt_lexer_next_solid(&lexer);
    bool nothing = separator.start == search->piece->span.start;
    bool goes_on = separator.kind == TT_TOKEN_WORD &&
                   (behind.kind == TT_TOKEN_END || starts_statement(text, behind));
    *cut = (struct cut){.next = separator.end, .end = separator.start};
    return nothing || goes_on || parses(search->reader, &before);
}

/* Follows the tokens of the piece to the first place where it should have ended. */
static bool search_piece(struct search *search, struct cut *cut)
{
    const struct tt_piece *piece = search->piece;
    const struct tt_str text = search->reader->text;
    struct tt_lexer lexer = {tt_str_slice(text, 0, piece->next), piece->span.start};
    struct tt_token previous = {.kind = TT_TOKEN_END}, token;
    for (; (token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END; previous = token) {
        struct tt_piece next;
        if (!spend(search->reader, token.end - token.start)) {
            return false;
        }
        if (is_separator(text, token) && ends_before(search, token, cut)) {
            return true;
        }
        bool quote = token.kind == TT_TOKEN_STRING || token.kind == TT_TOKEN_NAME ||
                     token.kind == TT_TOKEN_DOLLAR;
        if (quote && line_end(text, token.start) < token.end &&
            search_quote(search, &token, cut)) {
            return true;
        }
        bool first = indent(text, token.start) >= 0;
        bool misplaced = !piece->nests || token.start > piece->open_at;
        if (misplaced && first && tt_token_is_mark(text, previous, ';') &&
            starts_statement(text, token) && begins_statement(search, token.start, &next)) {
            *cut = (struct cut){token.start, previous.start};
            return true;
        }
    }
    return false;
}

/* Lines that start with a hash: includes and comments of other languages. */
static bool cut_hash_lines(const struct search *search, struct cut *cut)
{
    const struct tt_str text = search->reader->text;
    size_t at = search->piece->span.start, end = at;
    if (indent(text, at) != 0) {
        return false;
    }
    while (at < text.len && text.ptr[at] == '#') {
        end = line_end(text, at);
        at = end < text.len ? end + 1 : end;
    }
    *cut = (struct cut){.next = at, .end = end};
    return end > search->piece->span.start;
}

/* Of the line that holds `at`, if not too long. */
static long line_indent(struct tt_str text, size_t at)
{
    enum { LINE_BYTES_MAX = 4096 };
    size_t start = at;
    while (start > 0 && text.ptr[start - 1] != '\n' && at - start < LINE_BYTES_MAX) {
        start--;
    }
    return (long)(skip_spaces(text, start) - start);
}

bool tt_recover(struct tt_reader *reader, struct tt_split *split, struct tt_piece *piece)
{
    const struct tt_str text = reader->text;
    struct search search = {reader, split, piece, line_indent(text, piece->span.start)};
    struct cut cut = {0};
    bool hash = cut_hash_lines(&search, &cut);
    if (!hash && !search_piece(&search, &cut)) {
        return false;
    }
    (void)spend(reader, piece->next > cut.next ? piece->next - cut.next : 0);
    struct tt_piece shorter = tt_split_at(split, piece->span.start, cut.end);
    if (hash) { /* semicolons in it end nothing */
        shorter.span.end = shorter.span.start +
                           tt_str_trim(tt_str_slice(text, shorter.span.start, cut.end)).len;
    }
    shorter.next = cut.next;
    shorter.semicolon = cut.end < text.len && text.ptr[cut.end] == ';';
    shorter.semicolon_at = cut.end;
    *piece = shorter;
    return true;
}
