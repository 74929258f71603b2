/*
 * Which files run before a document, and under which configurations. To find
 * out takes reading whole folders, so it is kept for as long as somebody types.
 */
#ifndef LSP_PLAN_H
#define LSP_PLAN_H

#include "lsp/history.h"
#include "scope/scope.h"

struct tt_plan {
    struct tt_plan *next;
    struct tt_arena arena;
    const char *path;
    struct tt_project project;
    const struct tt_series *series;
    const struct tt_scope *scope;              /* of the document */
    const struct tt_migration_file *migration; /* itself; NULL: it is not to be checked, */
    struct tt_str why;                         /* and this tells people why; may be empty */
    const struct tt_past *past;
    size_t past_count;
    const char *key; /* tells histories apart */
    struct tt_stamp stamps[2];
};

struct tt_plans {
    struct tt_plan *newest;
    size_t made; /* since they were forgotten last: configurations keep some memory of each */
};

/*
 * `alone`: no file has it. It lives until the next call. That files came or went is seen, but
 * not what has changed in a tool's own: forget the plans from time to time.
 */
const struct tt_plan *tt_plan_find(struct tt_plans *plans, struct tt_scopes *scopes,
                                   const char *path, bool alone);
void tt_plans_forget(struct tt_plans *plans);

#endif
