/* Migrations in the order that their tool runs them in. */
#ifndef PROJECT_ORDER_H
#define PROJECT_ORDER_H

#include "project/project.h"

void tt_put_in_order(struct tt_series *series);

/*
 * Of the series' migrations from `first` on, which are in order: those up to
 * `lint_after` are history; and what tools refuse, pass over or run in another
 * order than it was written in.
 */
void tt_look_at_order(const struct tt_project_options *options, struct tt_series *series,
                      size_t first);

/* "1" of "001" */
struct tt_str tt_without_zeros(struct tt_str number);

/* As numbers of any length; what is no digit counts as its byte. */
int tt_compare_numbers(struct tt_str a, struct tt_str b);

/* 1.2, 1_2, 1: number by number, where one that is missing is 0. */
int tt_compare_dotted(struct tt_str a, struct tt_str b);

/*
 * Leaves out the history that comes behind the last new migration, which has not run, and
 * what leads back, which never does.
 */
void tt_keep_what_ran(struct tt_series *series);

/* Says which of the series' migrations run in the transaction of the one before. */
void tt_join_transactions(struct tt_series *series);

#endif
