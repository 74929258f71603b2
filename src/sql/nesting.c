#include "sql/nesting.h"

static bool is_set_operation(struct tt_str text, struct tt_token token)
{
    return tt_token_is_word(text, token, "union") ||
           tt_token_is_word(text, token, "intersect") ||
           tt_token_is_word(text, token, "except");
}

void tt_nesting_begin(struct tt_nesting *nesting)
{
    nesting->bound = 0;
    nesting->sum = 0;
    nesting->set_operations = 0;
    nesting->level = 0;
    nesting->counts[0] = 0;
}

static void add_mark(struct tt_nesting *nesting, char mark)
{
    size_t *level = &nesting->level;
    bool counted = *level < NESTING_LEVELS_MAX;
    if (mark == '(' || mark == '[') {
        if (++*level < NESTING_LEVELS_MAX) {
            nesting->counts[*level] = 0;
        } else {
            nesting->bound = SIZE_MAX;
        }
    } else if (*level > 0 && (mark == ')' || mark == ']')) {
        nesting->sum -= counted ? nesting->counts[*level] : 0;
        --*level;
    } else if (counted && mark == ',') {
        nesting->sum -= nesting->counts[*level];
        nesting->counts[*level] = 0;
    }
}

/*
 * Every level of a tree costs a token, and a comma starts a new branch: so the
 * tokens since the last comma, summed over the brackets that are open, bound
 * the depth. Only a chain of UNIONs goes on behind the commas of its branches.
 * Brackets that do not match make no tree, so which ones they are is nothing.
 */
void tt_nesting_add(struct tt_nesting *nesting, struct tt_str text, struct tt_token token)
{
    if (token.kind == TT_TOKEN_MARK) {
        add_mark(nesting, text.ptr[token.start]);
    } else if (token.kind == TT_TOKEN_WORD) {
        nesting->set_operations += is_set_operation(text, token);
    }
    if (nesting->level >= NESTING_LEVELS_MAX) {
        return;
    }
    if (nesting->counts[nesting->level] < UINT32_MAX) {
        nesting->counts[nesting->level]++;
        nesting->sum++;
    }
    size_t bound = nesting->sum + nesting->set_operations;
    nesting->bound = bound > nesting->bound ? bound : nesting->bound;
}
