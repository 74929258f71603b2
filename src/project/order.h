/* Migrations in the order that their tool runs them in. */
#ifndef PROJECT_ORDER_H
#define PROJECT_ORDER_H

#include "project/project.h"

void tt_put_in_order(struct tt_series *series);

/* As numbers of any length; what is no digit counts as its byte. */
int tt_compare_numbers(struct tt_str a, struct tt_str b);

#endif
