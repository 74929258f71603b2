#include "lint/linter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/version.h"

static bool fail_unknown(const char *name, struct tt_error *error)
{
    const char *near = tt_rule_nearest(tt_str_from(name));
    error->fault = TT_FAULT_OPTION;
    if (near) {
        (void)snprintf(error->message, sizeof(error->message),
                       "no rule is called \"%s\"; did you mean \"%s\"?", name, near);
    } else {
        (void)snprintf(error->message, sizeof(error->message),
                       "no rule is called \"%s\"; \"tiptoe rules\" lists them all", name);
    }
    return false;
}

static bool set_rules(struct tt_linter *linter, const char *const *names, size_t count, bool on,
                      struct tt_error *error)
{
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t rule = 0; rule < tt_rule_count; rule++) {
            if (tt_rule_is_called(&tt_rules[rule], tt_str_from(names[i]))) {
                linter->enabled[rule] = on;
                known = true;
            }
        }
        if (!known) {
            return fail_unknown(names[i], error);
        }
    }
    return true;
}

static bool choose_rules(struct tt_linter *linter, const struct tt_options *options,
                         struct tt_error *error)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        /* What could not be read is said whatever is selected; only `ignore` turns it off. */
        linter->enabled[i] = options->select_count == 0 || tt_is_unread(tt_rules[i].rule);
    }
    return set_rules(linter, options->select, options->select_count, true, error) &&
           set_rules(linter, options->ignore, options->ignore_count, false, error);
}

static bool check_version(int version, struct tt_error *error)
{
    if (version == 0 || (version >= TT_PG_OLDEST && version <= TT_PG_NEWEST)) {
        return true;
    }
    error->fault = TT_FAULT_OPTION;
    (void)snprintf(error->message, sizeof(error->message),
                   "PostgreSQL %d is not a release that tiptoe knows; it knows %d to %d",
                   version, TT_PG_OLDEST, TT_PG_NEWEST);
    return false;
}

struct tt_linter *tt_linter_create(const struct tt_options *options, struct tt_error *error)
{
    if (!check_version(options->pg_version, error)) {
        return NULL;
    }
    struct tt_linter *linter = calloc(1, sizeof(*linter));
    bool *enabled = calloc(tt_rule_count, sizeof(*enabled));
    if (!linter || !enabled) {
        tt_out_of_memory();
    }
    linter->pg_version = options->pg_version;
    linter->enabled = enabled;
    if (!choose_rules(linter, options, error)) {
        tt_linter_destroy(linter);
        return NULL;
    }
    return linter;
}

void tt_linter_destroy(struct tt_linter *linter)
{
    if (linter) {
        free(linter->enabled);
        free(linter);
    }
}

size_t tt_rule_total(void)
{
    return tt_rule_count;
}

struct tt_rule_info tt_rule_at(size_t index)
{
    const struct tt_rule_entry *entry = &tt_rules[index];
    return (struct tt_rule_info){
        .id = entry->id,
        .summary = entry->rule->summary,
        .docs = entry->docs,
        .since = entry->rule->since,
        .severity = entry->rule->severity,
    };
}

const char *tt_version(void)
{
    return TIPTOE_VERSION;
}

int tt_parser_version(void)
{
    return tt_grammar_version();
}
