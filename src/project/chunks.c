/* Tools that send a migration in chunks, which a mark in the text ends. */
#include "base/arena.h"
#include "base/str.h"
#include "project/cut.h"
#include "sql/lexer.h"

/* Cuts the part behind each `mark` from `from` to `end`; the part's start moves on. */
static void cut_at_marks(struct tt_arena *arena, struct tt_str text, struct tt_str mark,
                         size_t from, size_t end, struct tt_part *part, tt_parts *ret_parts)
{
    for (size_t i = from; i + mark.len <= end;) {
        if (memcmp(text.ptr + i, mark.ptr, mark.len) != 0) {
            i++;
            continue;
        }
        part->end = i;
        tt_vec_push(arena, ret_parts, *part);
        part->goes_on = true;
        i += mark.len;
        part->start = i;
    }
}

/* drizzle-orm/src/migrator.ts: the mark may stand anywhere, even in a line. */
void tt_cut_drizzle(struct tt_arena *arena, const struct tt_migration_text *text,
                    tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    cut_at_marks(arena, text->text, TT_STR("--> statement-breakpoint"), 0, text->text.len,
                 &part, ret_parts);
    part.end = text->text.len;
    tt_vec_push(arena, ret_parts, part);
}

/* --- go-pg/migrations: collection.go --------------------------------------------- */

static bool turn_go_pg(struct tt_str line, struct tt_part *part)
{
    struct tt_str rest;
    part->goes_on = true;
    return tt_line_says(line, "--gopg:split", &rest) && rest.len == 0;
}

void tt_cut_go_pg(struct tt_arena *arena, const struct tt_migration_text *text,
                  tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, 0);
    part.in_transaction = tt_holds(text->path, ".tx.up.sql");
    tt_cut_at_lines(arena, text->text, part, true, turn_go_pg, ret_parts);
}

/* --- Atlas: sql/migrate/dir.go, sql/migrate/lex.go -------------------------------- */

/* "-- atlas:NAME VALUE" in a comment line. */
static bool is_directive(struct tt_str line, const char *name, struct tt_str *ret_value)
{
    struct tt_str rest;
    return tt_line_says(line, "--", &rest) && tt_line_says(rest, "atlas:", &rest) &&
           tt_line_says(rest, name, ret_value);
}

/* Directives of the file are in the comment that it begins with, before an empty line. */
static bool has_file_directive(struct tt_str text, const char *name, const char *value)
{
    struct tt_line line = {0};
    struct tt_str found;
    bool says = false;
    while (tt_next_line(text, &line)) {
        struct tt_str trimmed = tt_str_trim(line.text);
        if (trimmed.len == 0) {
            return says;
        }
        if (!tt_str_starts(trimmed, "--")) {
            return false;
        }
        says = says || (is_directive(line.text, name, &found) && tt_str_is(found, value));
    }
    return says;
}

/* "\n" stands for a line's end. */
static struct tt_str undo_escapes(struct tt_arena *arena, struct tt_str written)
{
    static const char letters[] = "nrt", meant[] = "\n\r\t";
    char *text = tt_take_bytes(arena, written.len);
    size_t len = 0;
    for (size_t i = 0; i < written.len; i++) {
        const char *letter = written.ptr[i] == '\\' && i + 1 < written.len
                                 ? memchr(letters, written.ptr[i + 1], sizeof(letters) - 1)
                                 : NULL;
        i += letter != NULL;
        text[len++] = letter ? meant[letter - letters] : written.ptr[i];
    }
    return (struct tt_str){text, len};
}

/* Delimiters count outside of quotes and brackets. */
static void cut_at_delimiters(struct tt_arena *arena, struct tt_str text,
                              struct tt_str delimiter, struct tt_part part, tt_parts *ret_parts)
{
    struct tt_lexer lexer = {text, part.start};
    struct tt_token token;
    size_t from = part.start, depth = 0;
    do {
        token = tt_lexer_next(&lexer);
        bool opens = tt_token_is_mark(text, token, '('),
             closes = tt_token_is_mark(text, token, ')');
        bool quoted = token.kind == TT_TOKEN_STRING || token.kind == TT_TOKEN_DOLLAR ||
                      token.kind == TT_TOKEN_NAME;
        if (depth == 0 && (opens || quoted || token.kind == TT_TOKEN_END)) {
            cut_at_marks(arena, text, delimiter, from, token.start, &part, ret_parts);
        }
        depth = opens ? depth + 1 : closes && depth > 0 ? depth - 1 : depth;
        from = depth > 0 || closes || quoted ? token.end : from;
    } while (token.kind != TT_TOKEN_END);
    part.end = text.len;
    tt_vec_push(arena, ret_parts, part);
}

void tt_cut_atlas(struct tt_arena *arena, const struct tt_migration_text *text,
                  tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    struct tt_str first = tt_top_line(text->text), delimiter;
    part.in_transaction = !has_file_directive(text->text, "txmode", "none");
    if (!is_directive(first, "delimiter", &delimiter) || delimiter.len == 0) {
        tt_vec_push(arena, ret_parts, part);
        return;
    }
    part.start = first.len;  /* or the directive would be cut at itself */
    part.as_one_text = true; /* what stands between delimiters is one message */
    cut_at_delimiters(arena, text->text, undo_escapes(arena, delimiter), part, ret_parts);
}
