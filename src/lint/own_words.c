/* What the statement itself says: names with their schema, placeholders as they stand. */
#include <string.h>

#include "base/str.h"
#include "lint/check.h"
#include "sql/lexer.h"

/* "public" with this spelling of its rarest letter. */
static bool holds_public(struct tt_str text, char b)
{
    const struct tt_str word = TT_STR("public");
    enum { BEFORE = 2 };
    const char *end = text.ptr + text.len, *at = text.ptr;
    while (at < end && (at = memchr(at, b, (size_t)(end - at)))) {
        struct tt_str found = {at - BEFORE, word.len};
        if (at - text.ptr >= BEFORE && (size_t)(end - at) >= word.len - BEFORE &&
            tt_str_equal_nocase(found, word)) {
            return true;
        }
        at++;
    }
    return false;
}

/* Most statements don't, so they need not be cut into tokens. */
static bool may_say_public(struct tt_str text)
{
    return holds_public(text, 'b') || holds_public(text, 'B');
}

static bool says_public(struct tt_str text)
{
    if (!may_say_public(text)) {
        return false;
    }
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next_solid(&lexer);
    while (token.kind != TT_TOKEN_END) {
        bool is_public = tt_token_is_word(text, token, "public") ||
                         (token.kind == TT_TOKEN_NAME &&
                          tt_str_is(tt_str_slice(text, token.start, token.end), "\"public\""));
        token = tt_lexer_next_solid(&lexer);
        if (is_public && tt_token_is_mark(text, token, '.')) {
            return true;
        }
    }
    return false;
}

void tt_look_at_names(struct tt_check *check, const struct tt_stmt *stmt)
{
    check->says_public = !tt_model_leads_to(check->model, TT_STR("public")) ||
                         says_public(stmt->text);
    if (stmt->substituted) {
        tt_vec_push(&check->arena, &check->substituted, stmt->span);
    }
}

/* --- placeholders ----------------------------------------------------------------- */

/* A name of the file that holds a placeholder: "${schema}_x", and "__schema__x" as it was read.
 */
struct stand_in {
    struct tt_str written;
    struct tt_str read;
};

struct stand_ins {
    TT_VEC(struct stand_in) list;
};

/* As substitute.c makes it, and as PostgreSQL folds it. */
static char read_as(char c)
{
    if (!tt_is_word_part(c)) {
        return '_';
    }
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void add_stand_in(struct tt_arena *arena, struct stand_ins *names, struct tt_str written)
{
    bool quoted = written.len > 3 && tt_str_starts(written, ":\"");
    struct tt_str inside = quoted ? tt_str_slice(written, 1, written.len - 1) : written;
    char *read = tt_new_array(arena, char, inside.len + 1);
    for (size_t i = 0; i < inside.len; i++) {
        read[i] = read_as(inside.ptr[i]);
    }
    tt_vec_push(arena, &names->list, (struct stand_in){written, {read, inside.len}});
}

static struct stand_ins find_stand_ins(struct tt_arena *arena, struct tt_str text)
{
    struct stand_ins names = {0};
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next(&lexer);
    while (token.kind != TT_TOKEN_END) {
        size_t start = token.start, end = token.start;
        bool holds = false;
        while (token.start == end &&
               (token.kind == TT_TOKEN_WORD || token.kind == TT_TOKEN_NUMBER ||
                token.kind == TT_TOKEN_PLACEHOLDER || token.kind == TT_TOKEN_VARIABLE)) {
            holds = holds || token.kind >= TT_TOKEN_VARIABLE;
            end = token.end;
            token = tt_lexer_next(&lexer);
        }
        if (holds) {
            add_stand_in(arena, &names, tt_str_slice(text, start, end));
        } else if (end == start) {
            token = tt_lexer_next(&lexer);
        }
    }
    return names;
}

/* A name that PostgreSQL makes of it goes on behind a "_". */
static const struct stand_in *stand_in_at(const struct stand_ins *names, struct tt_str text,
                                          size_t at)
{
    if (at > 0 && tt_is_word_part(text.ptr[at - 1])) {
        return NULL;
    }
    for (size_t i = 0; i < names->list.count; i++) {
        const struct stand_in *name = &names->list.items[i];
        size_t end = at + name->read.len;
        bool whole = end >= text.len || !tt_is_word_part(text.ptr[end]) || text.ptr[end] == '_';
        if (end <= text.len && whole && tt_str_equal(tt_str_slice(text, at, end), name->read)) {
            return name;
        }
    }
    return NULL;
}

static struct stand_ins stand_ins_of(struct tt_check *check, struct tt_span span)
{
    for (size_t i = 0; i < check->substituted.count; i++) {
        struct tt_span each = check->substituted.items[i];
        if (each.start <= span.start && span.start < each.end) {
            return find_stand_ins(&check->arena, tt_check_text(check, each));
        }
    }
    return (struct stand_ins){0};
}

struct tt_str tt_own_words(struct tt_check *check, struct tt_span span, struct tt_str text)
{
    struct stand_ins names = stand_ins_of(check, span);
    if (names.list.count == 0 && (!text.ptr || !memchr(text.ptr, '\r', text.len))) {
        return tt_str_copy(&check->arena, text);
    }
    TT_VEC(char) own = {0};
    for (size_t at = 0; at < text.len;) {
        const struct stand_in *name = stand_in_at(&names, text, at);
        for (size_t i = 0; name && i < name->written.len; i++) {
            tt_vec_push(&check->arena, &own, name->written.ptr[i]);
        }
        bool line_end = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
        if (!name && !line_end) {
            tt_vec_push(&check->arena, &own, text.ptr[at]);
        }
        at += name ? name->read.len : 1;
    }
    return (struct tt_str){own.items, own.count};
}
