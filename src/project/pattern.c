#include "project/pattern.h"

#include <regex.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"

enum { NAMES, DOWNS, OTHERS, KINDS, GROUPS = 4 };

struct pattern {
    regex_t regex;
    bool compiled;
};

struct tt_patterns {
    struct pattern (*each)[KINDS]; /* of each layout */
};

struct tt_patterns *tt_patterns_create(void)
{
    struct tt_patterns *patterns = calloc(1, sizeof(*patterns));
    struct pattern(*each)[KINDS] = calloc(tt_layout_count, sizeof(*each));
    if (!patterns || !each) {
        tt_out_of_memory();
    }
    patterns->each = each;
    return patterns;
}

void tt_patterns_destroy(struct tt_patterns *patterns)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        for (int kind = NAMES; kind < KINDS; kind++) {
            if (patterns->each[i][kind].compiled) {
                regfree(&patterns->each[i][kind].regex);
            }
        }
    }
    free(patterns->each);
    free(patterns);
}

static bool matches(struct tt_patterns *patterns, const struct tt_layout *layout, int kind,
                    const char *name, regmatch_t *ret_groups)
{
    const char *expression = kind == NAMES   ? layout->names
                             : kind == DOWNS ? layout->downs
                                             : layout->others;
    struct pattern *pattern = &patterns->each[layout - tt_layouts][kind];
    if (!expression) {
        return false;
    }
    if (!pattern->compiled) {
        /* A test compiles every one of them, so what fails here is memory. */
        if (regcomp(&pattern->regex, expression, REG_EXTENDED) != 0) {
            tt_out_of_memory();
        }
        pattern->compiled = true;
    }
    return regexec(&pattern->regex, name, GROUPS, ret_groups, 0) == 0;
}

bool tt_is_migration(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name, struct tt_str *ret_version)
{
    regmatch_t groups[GROUPS];
    *ret_version = (struct tt_str){0};
    if (!matches(patterns, layout, NAMES, name, groups)) {
        return false;
    }
    regmatch_t version = groups[layout->version_group > 0 ? layout->version_group : 1];
    if (version.rm_so >= 0) {
        *ret_version = tt_str_slice(tt_str_from(name), (size_t)version.rm_so,
                                    (size_t)version.rm_eo);
    }
    return true;
}

bool tt_leads_back(struct tt_patterns *patterns, const struct tt_layout *layout,
                   const char *name)
{
    regmatch_t groups[GROUPS];
    return matches(patterns, layout, DOWNS, name, groups);
}

bool tt_is_elsewhere(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name)
{
    regmatch_t groups[GROUPS];
    return matches(patterns, layout, OTHERS, name, groups);
}
