#include "project/statement.h"

#include "base/str.h"

void tt_statements_init(struct tt_statements *all, struct tt_str text, size_t start, size_t end)
{
    *all = (struct tt_statements){tt_split_create(text), text, start, end};
}

void tt_statements_finish(struct tt_statements *all)
{
    tt_split_destroy(all->split);
}

bool tt_statements_next(struct tt_statements *all, struct tt_piece *ret_piece)
{
    do {
        *ret_piece = tt_split_at(all->split, all->at, all->end);
        all->at = ret_piece->next;
    } while (ret_piece->kind == TT_PIECE_INCLUDE);
    return ret_piece->kind == TT_PIECE_STATEMENT;
}

enum { WORDS_MAX = 16 };

/* The first words outside of brackets. */
static size_t read_words(struct tt_str text, struct tt_span statement, struct tt_str *words)
{
    struct tt_lexer lexer = {tt_str_slice(text, 0, statement.end), statement.start};
    size_t count = 0, depth = 0;
    while (count < WORDS_MAX) {
        struct tt_token token = tt_lexer_next_solid(&lexer);
        if (token.kind == TT_TOKEN_END) {
            break;
        }
        depth += tt_token_is_mark(text, token, '(');
        depth -= depth > 0 && tt_token_is_mark(text, token, ')');
        if (depth == 0 && token.kind == TT_TOKEN_WORD) {
            words[count++] = tt_str_slice(text, token.start, token.end);
        }
    }
    return count;
}

static bool are_phrase(const struct tt_str *words, size_t count, const char *phrase)
{
    struct tt_str rest = tt_str_from(phrase), wanted;
    size_t at = 0;
    while (tt_str_next_word(&rest, &wanted)) {
        bool anywhere = tt_str_is(wanted, "...") && tt_str_next_word(&rest, &wanted);
        while (anywhere && at < count && !tt_str_equal_nocase(words[at], wanted)) {
            at++;
        }
        if (at == count || !tt_str_equal_nocase(words[at++], wanted)) {
            return false;
        }
    }
    return true;
}

bool tt_begins_with_any(struct tt_str text, struct tt_span statement,
                        const char *const *phrases, size_t count)
{
    struct tt_str words[WORDS_MAX];
    size_t word_count = read_words(text, statement, words);
    for (size_t i = 0; i < count; i++) {
        if (are_phrase(words, word_count, phrases[i])) {
            return true;
        }
    }
    return false;
}

bool tt_is_known_to_need_no_block(struct tt_str text, struct tt_span statement)
{
    static const char *const phrases[] = {
        "create index concurrently",
        "create unique index concurrently",
        "drop index concurrently",
        "create database",
        "drop database",
        "create tablespace",
        "drop tablespace",
        "create subscription",
        "drop subscription",
        "alter system",
        "reindex schema",
        "reindex database",
        "reindex system",
        "vacuum",
        "discard all",
    };
    return tt_begins_with_any(text, statement, phrases, sizeof(phrases) / sizeof(phrases[0]));
}
