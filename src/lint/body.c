/* Findings about what stands in the body of a DO. */
#include "base/str.h"
#include "lint/check.h"

bool tt_is_in_body(const struct tt_check *check, size_t offset)
{
    for (size_t i = check->bodies.count; i > 0; i--) {
        struct tt_span body = check->bodies.items[i - 1];
        if (offset > body.start && offset < body.end) {
            return true;
        }
    }
    return false;
}

/* Once for each DO: its findings stand together. */
struct tt_str tt_add_body(struct tt_check *check, const struct tt_rule *rule,
                          const struct tt_says *says, struct tt_str detail)
{
    if (rule->family != TT_FAMILY_LOCKS || check->told_of_body == check->bodies.count ||
        !tt_is_in_body(check, says->span.start)) {
        return detail;
    }
    check->told_of_body = check->bodies.count;
    return tt_str_format(&check->arena,
                         TT_FMT "%sIt runs in the body of DO, which is one transaction and "
                                "takes nothing CONCURRENTLY: take it out of there.",
                         TT_ARG(detail), detail.len > 0 ? " " : "");
}
