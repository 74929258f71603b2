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

/*
 * Every level of a tree costs a token, and a comma starts a new branch: so the
 * tokens since the last comma, summed over the brackets that are open, bound
 * the depth. Only a chain of UNIONs goes on behind the commas of its branches.
 * Brackets that do not match make no tree, so which ones they are is nothing.
 */
void tt_nesting_add(struct tt_nesting *nesting, struct tt_str text, struct tt_token token)
{
    char mark = token.kind == TT_TOKEN_MARK ? text.ptr[token.start] : (char)0;
    bool counted = nesting->level < NESTING_LEVELS_MAX;
    if (mark == '(' || mark == '[') {
        counted = ++nesting->level < NESTING_LEVELS_MAX;
        if (!counted) {
            nesting->bound = SIZE_MAX;
            return;
        }
        nesting->counts[nesting->level] = 0;
    } else if (nesting->level > 0 && (mark == ')' || mark == ']')) {
        nesting->sum -= counted ? nesting->counts[nesting->level] : 0;
        counted = --nesting->level < NESTING_LEVELS_MAX;
    } else if (counted && mark == ',') {
        nesting->sum -= nesting->counts[nesting->level];
        nesting->counts[nesting->level] = 0;
    }
    nesting->set_operations += is_set_operation(text, token);
    if (counted && nesting->counts[nesting->level] < UINT32_MAX) {
        nesting->counts[nesting->level]++;
        nesting->sum++;
    }
    size_t bound = nesting->sum + nesting->set_operations;
    nesting->bound = bound > nesting->bound ? bound : nesting->bound;
}
