#include "project/pattern.h"

#include <regex.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

enum { NAMES, DOWNS, OTHERS, KINDS, GROUPS = 4 };

struct pattern {
    regex_t regex;
    bool compiled;
};

struct tt_patterns {
    struct pattern (*each)[KINDS]; /* of each layout */
    struct tt_arena arena;
    struct tt_map answers; /* from a layout, a kind and a name to what was found */
};

/* A name is asked for several times, and a regular expression is slow. */
struct answer {
    bool matches;
    regmatch_t groups[GROUPS];
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
    tt_map_finish(&patterns->answers);
    tt_arena_release(&patterns->arena);
    free(patterns->each);
    free(patterns);
}

static struct answer *match(struct tt_patterns *patterns, const struct tt_layout *layout,
                            int kind, const char *name)
{
    const char *expression = kind == NAMES   ? layout->names
                             : kind == DOWNS ? layout->downs
                                             : layout->others;
    struct pattern *pattern = &patterns->each[layout - tt_layouts][kind];
    struct answer *answer = tt_new(&patterns->arena, struct answer);
    if (!expression) {
        return answer;
    }
    if (!pattern->compiled) {
        /* A test compiles every one of them, so what fails here is memory. */
        if (regcomp(&pattern->regex, expression, REG_EXTENDED) != 0) {
            tt_out_of_memory();
        }
        pattern->compiled = true;
    }
    answer->matches = regexec(&pattern->regex, name, GROUPS, answer->groups, 0) == 0;
    return answer;
}

static const struct answer *answer(struct tt_patterns *patterns, const struct tt_layout *layout,
                                   int kind, const char *name)
{
    struct tt_str key = tt_str_format(&patterns->arena, "%td %d %s", layout - tt_layouts, kind,
                                      name);
    struct answer *known = tt_map_get(&patterns->answers, key);
    if (!known) {
        known = match(patterns, layout, kind, name);
        tt_map_set(&patterns->answers, key, known);
    }
    return known;
}

bool tt_is_migration(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name, struct tt_str *ret_version)
{
    const struct answer *found = answer(patterns, layout, NAMES, name);
    *ret_version = (struct tt_str){0};
    if (!found->matches) {
        return false;
    }
    regmatch_t version = found->groups[layout->version_group > 0 ? layout->version_group : 1];
    if (version.rm_so >= 0) {
        *ret_version = tt_str_slice(tt_str_from(name), (size_t)version.rm_so,
                                    (size_t)version.rm_eo);
    }
    return true;
}

bool tt_leads_back(struct tt_patterns *patterns, const struct tt_layout *layout,
                   const char *name)
{
    return answer(patterns, layout, DOWNS, name)->matches;
}

bool tt_is_elsewhere(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name)
{
    return answer(patterns, layout, OTHERS, name)->matches;
}
