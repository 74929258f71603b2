/* What rules are called. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lint/table.h"

static int by_id(const void *name, const void *entry)
{
    return tt_str_compare(*(const struct tt_str *)name,
                          tt_str_from(((const struct tt_rule_entry *)entry)->id));
}

const struct tt_rule_entry *tt_rule_entry_find(struct tt_str id)
{
    return bsearch(&id, tt_rules, tt_rule_count, sizeof(tt_rules[0]), by_id);
}

struct tt_str tt_rule_bare_name(struct tt_str word)
{
    const char *colon = word.len > 0 ? memchr(word.ptr, ':', word.len) : NULL;
    return colon ? tt_str_slice(word, (size_t)(colon - word.ptr) + 1, word.len) : word;
}

/* Whether `names`, apart by blanks, has `name` in it, with the tool whose it is or without. */
static bool lists(const char *names, struct tt_str name)
{
    struct tt_str rest = tt_str_from(names), word;
    while (name.len > 0 && tt_str_next_word(&rest, &word)) {
        if (tt_str_equal(word, name) || tt_str_equal(tt_rule_bare_name(word), name)) {
            return true;
        }
    }
    return false;
}

bool tt_rule_is_called(const struct tt_rule_entry *entry, struct tt_str name)
{
    return tt_str_is(name, entry->id) || lists(entry->rule->was, name) ||
           lists(entry->rule->same_as, name);
}

const char *tt_rule_nearest(struct tt_str name)
{
    enum { DISTANCE_MAX = 5 };
    const char *nearest = NULL;
    unsigned least = DISTANCE_MAX + 1;
    for (size_t i = 0; i < tt_rule_count; i++) {
        unsigned distance = tt_str_distance(name, tt_str_from(tt_rules[i].id), DISTANCE_MAX);
        if (distance < least) {
            least = distance;
            nearest = tt_rules[i].id;
        }
    }
    return nearest;
}
