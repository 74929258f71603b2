#include "project/pattern.h"

#include <errno.h>
#include <regex.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

enum { NAMES, DOWNS, OTHERS, VERSIONS, KINDS, GROUPS = 4 };

struct pattern {
    regex_t regex;
    bool compiled;
    struct tt_map answers; /* from a name to what was found */
};

struct tt_patterns {
    struct pattern (*each)[KINDS]; /* of each layout */
    struct tt_arena arena;
};

/* A name is asked for several times, and a regular expression is slow, most of all its groups.
 */
struct answer {
    bool matches;
    bool has_version;
    regmatch_t version; /* none: an empty one */
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
            struct pattern *pattern = &patterns->each[i][kind];
            if (pattern->compiled) {
                regfree(&pattern->regex);
            }
            tt_map_finish(&pattern->answers);
        }
    }
    tt_arena_release(&patterns->arena);
    free(patterns->each);
    free(patterns);
}

/* NULL when the layout has no such expression. */
static const regex_t *expression(struct tt_patterns *patterns, const struct tt_layout *layout,
                                 int kind)
{
    const char *const expressions[KINDS] = {
        [NAMES] = layout->names,
        [DOWNS] = layout->downs,
        [OTHERS] = layout->others,
        [VERSIONS] = layout->versions ? layout->versions : layout->names,
    };
    struct pattern *pattern = &patterns->each[layout - tt_layouts][kind];
    if (!expressions[kind]) {
        return NULL;
    }
    if (!pattern->compiled) {
        /* Groups cost half as much again, when they are compiled as when they are found. */
        int flags = REG_EXTENDED | (kind == VERSIONS ? 0 : REG_NOSUB);
        /* A test compiles every one of them, so what fails here is memory. */
        if (regcomp(&pattern->regex, expressions[kind], flags) != 0) {
            tt_out_of_memory();
        }
        pattern->compiled = true;
    }
    return &pattern->regex;
}

static bool finds(const regex_t *regex, const char *name, size_t count, regmatch_t *groups)
{
    errno = 0;
    int found = regexec(regex, name, count, groups, 0);
    /* glibc says REG_NOMATCH of that, too. */
    if (found == REG_ESPACE || (found != 0 && errno == ENOMEM)) {
        tt_out_of_memory();
    }
    return found == 0;
}

static struct answer *answer(struct tt_patterns *patterns, const struct tt_layout *layout,
                             int kind, const char *name)
{
    struct tt_map *answers = &patterns->each[layout - tt_layouts][kind].answers;
    struct answer *known = tt_map_get(answers, tt_str_from(name));
    if (!known) {
        const regex_t *regex = expression(patterns, layout, kind);
        known = tt_new(&patterns->arena, struct answer);
        known->matches = regex && finds(regex, name, 0, NULL);
        tt_map_set(answers, tt_str_copy(&patterns->arena, tt_str_from(name)), known);
    }
    return known;
}

static regmatch_t find_version(struct tt_patterns *patterns, const struct tt_layout *layout,
                               const char *name)
{
    const regex_t *regex = expression(patterns, layout, VERSIONS);
    int group = layout->versions ? 0 : layout->version_group > 0 ? layout->version_group : 1;
    regmatch_t groups[GROUPS];
    bool found = finds(regex, name, layout->versions ? 1 : GROUPS, groups) &&
                 groups[group].rm_so >= 0;
    return found ? groups[group] : (regmatch_t){0};
}

bool tt_is_migration(struct tt_patterns *patterns, const struct tt_layout *layout,
                     const char *name)
{
    return answer(patterns, layout, NAMES, name)->matches;
}

struct tt_str tt_version_of(struct tt_patterns *patterns, const struct tt_layout *layout,
                            const char *name)
{
    struct answer *found = answer(patterns, layout, NAMES, name);
    if (found->matches && !found->has_version) {
        found->version = find_version(patterns, layout, name);
        found->has_version = true;
    }
    return tt_str_slice(tt_str_from(name), (size_t)found->version.rm_so,
                        (size_t)found->version.rm_eo);
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
