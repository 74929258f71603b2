/* Who waits for what the transaction holds, for rules that say so. */
#ifndef LINT_WAITING_H
#define LINT_WAITING_H

#include "lint/rule.h"

/* Tables in use that stay locked; empty at first. */
struct tt_waiting {
    struct tt_str reads, writes; /* names of those whose reads wait as well, or only writes */
    unsigned reads_count, writes_count;
    enum tt_lock strongest;
};

/* Adds a lock that blocks writes at least, and to `says` the place where it was taken. */
void tt_add_waiting(struct tt_check *check, struct tt_waiting *waiting, struct tt_says *says,
                    const struct tt_held *held);

/* Whether so many wait that more would say nothing new. */
bool tt_is_enough(const struct tt_waiting *waiting);

/* "reads and writes on \"a\", \"b\" and writes on \"c\""; empty when none waits. */
struct tt_str tt_say_waiting(struct tt_check *check, const struct tt_waiting *waiting);

#endif
