/*
 * Findings that were there on a certain day, so that only new ones count from
 * then on. They are known by their fingerprints.
 */
#ifndef LINT_BASELINE_H
#define LINT_BASELINE_H

#include "base/vec.h"
#include "tiptoe.h"

struct tt_arena;

struct tt_baseline_entry {
    struct tt_str fingerprint;
    struct tt_str path; /* from the folder of the baseline */
    struct tt_str rule; /* rule and message are for the reader */
    struct tt_str message;
    bool met;     /* by a finding of this run */
    bool gone;    /* there is no such file any more: it may have moved */
    bool checked; /* this run looked at its file */
};

struct tt_baseline {
    TT_VEC(struct tt_baseline_entry) entries;
};

/* `paths` says for each finding where its file lies, as entries say it. */
void tt_baseline_record(struct tt_arena *arena, struct tt_baseline *baseline,
                        const struct tt_finding *findings, const struct tt_str *paths,
                        size_t count);
/* By path, rule and fingerprint, so that two versions of it compare well. */
void tt_baseline_sort(struct tt_baseline *baseline);

/* Marks the findings that the baseline holds, each entry for one of them. */
void tt_baseline_apply(struct tt_arena *arena, struct tt_baseline *baseline,
                       struct tt_finding *findings, const struct tt_str *paths, size_t count);

/* Says which files the run looked at. */
void tt_baseline_set_checked(struct tt_baseline *baseline, const struct tt_str *paths,
                             size_t count);
/* How many entries of files that were checked, or are gone, no finding has met. */
size_t tt_baseline_count_stale(const struct tt_baseline *baseline);

#endif
