#include "project/config_terms.h"

#include "base/arena.h"
#include "base/guess.h"
#include "base/str.h"

static struct tt_str list_of(struct tt_arena *arena, const char *const *words)
{
    struct tt_str list = {0};
    for (; *words; words++) {
        list = tt_str_format(arena, TT_FMT "%s\"%s\"", TT_ARG(list), list.len > 0 ? ", " : "",
                             *words);
    }
    return list;
}

bool tt_config_knows(struct tt_arena *arena, const struct tt_config_terms *terms,
                     enum tt_config_term term, const char *word, const char *what,
                     struct tt_str *ret_message)
{
    struct tt_guess guess = {.word = word};
    for (const char *const *each = terms->words[term]; *each; each++) {
        if (tt_str_is(tt_str_from(word), *each)) {
            return true;
        }
        tt_guess_offer(&guess, *each);
    }
    if (term == TT_TERM_RULE && terms->is_other_name(word)) {
        return true;
    }
    if (term == TT_TERM_RULE) {
        *ret_message = tt_str_format(
            arena,
            guess.best ? "no rule is called \"%s\"; did you mean \"%s\"?"
                       : "no rule is called \"%s\"; \"tiptoe rules\" lists them",
            word, guess.best);
    } else if (guess.best) {
        *ret_message = tt_str_format(arena, "%s cannot be \"%s\"; did you mean \"%s\"?", what,
                                     word, guess.best);
    } else {
        *ret_message = tt_str_format(arena, "%s cannot be \"%s\"; it is one of " TT_FMT, what,
                                     word, TT_ARG(list_of(arena, terms->words[term])));
    }
    return false;
}
