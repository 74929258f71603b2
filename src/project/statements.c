/* A migration's statements as tools that split it see them. */
#include "base/str.h"
#include "project/cut.h"

bool tt_next_statement(struct tt_statements *statements)
{
    struct tt_piece piece;
    if (!statements->split) {
        statements->split = tt_split_create(statements->text);
    }
    do {
        piece = tt_split_at(statements->split, statements->end, statements->text.len);
        statements->end = piece.next;
    } while (piece.kind == TT_PIECE_INCLUDE);
    statements->span = piece.span;
    return piece.kind == TT_PIECE_STATEMENT;
}

void tt_statements_finish(struct tt_statements *statements)
{
    if (statements->split) {
        tt_split_destroy(statements->split);
    }
}

/* One word of a pattern. */
struct wanted {
    struct tt_str words; /* "a" or "a|b" */
    bool optional;
    bool far; /* anything may stand before it */
};

static bool next_wanted(struct tt_str *pattern, struct wanted *ret_wanted)
{
    struct tt_str rest = tt_str_trim(*pattern);
    *ret_wanted = (struct wanted){.far = tt_str_starts(rest, "...")};
    rest = tt_str_trim(tt_str_slice(rest, ret_wanted->far ? 3 : 0, rest.len));
    size_t len = 0;
    while (len < rest.len && rest.ptr[len] != ' ') {
        len++;
    }
    *pattern = tt_str_slice(rest, len, rest.len);
    ret_wanted->optional = len > 0 && rest.ptr[0] == '[';
    ret_wanted->words = ret_wanted->optional ? tt_str_slice(rest, 1, len - 1)
                                             : tt_str_slice(rest, 0, len);
    return len > 0;
}

static bool is_one_of(struct tt_str word, struct tt_str words)
{
    size_t start = 0;
    for (size_t i = 0; i <= words.len; i++) {
        if (i == words.len || words.ptr[i] == '|') {
            if (tt_str_equal_nocase(word, tt_str_slice(words, start, i))) {
                return true;
            }
            start = i + 1;
        }
    }
    return false;
}

bool tt_begins_like(const struct tt_statements *statement, const char *pattern)
{
    struct tt_lexer lexer = {tt_str_slice(statement->text, 0, statement->span.end),
                             statement->span.start};
    struct tt_str rest = tt_str_from(pattern);
    struct tt_token token = tt_lexer_next_solid(&lexer);
    struct wanted wanted;
    while (next_wanted(&rest, &wanted)) {
        struct tt_str word = tt_str_slice(lexer.text, token.start, token.end);
        while (wanted.far && token.kind != TT_TOKEN_END && !is_one_of(word, wanted.words)) {
            token = tt_lexer_next_solid(&lexer);
            word = tt_str_slice(lexer.text, token.start, token.end);
        }
        if (token.kind == TT_TOKEN_WORD && is_one_of(word, wanted.words)) {
            token = tt_lexer_next_solid(&lexer);
        } else if (!wanted.optional) {
            return false;
        }
    }
    return true;
}
